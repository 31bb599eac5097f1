namespace Onboarding.Ops.Api;

/// <summary>Which registrations are asked for.</summary>
/// <param name="State">Only those in this state; null for all.</param>
/// <param name="OlderThan">Only those that have been in their state for longer.</param>
internal sealed record RegistrationFilter(string? State = null, Age? OlderThan = null)
{
    public static IReadOnlyList<string> States { get; } = ["stale", "degraded", "detached", "pending", "expired"];
}
