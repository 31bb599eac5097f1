namespace Onboarding.Simulator.Policies;

/// <summary>The principals of a trust policy's statement.</summary>
/// <param name="Everyone"><c>"*"</c> or <c>{"AWS":"*"}</c>.</param>
/// <param name="Aws">Account ids, ARNs and unique ids under <c>AWS</c>.</param>
/// <param name="Others">The entries under <c>Service</c> and <c>Federated</c>, which are never callers here.</param>
internal sealed record PrincipalElement(bool Everyone, IReadOnlyList<string> Aws, IReadOnlyList<(string Type, string Value)> Others);
