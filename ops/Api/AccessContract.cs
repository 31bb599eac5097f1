namespace Onboarding.Ops.Api;

/// <summary>What is asked for: a session in a customer's account.</summary>
internal sealed record SessionOrder(string Tenant, string Purpose, IReadOnlyList<string>? Actions, int? DurationSeconds);

/// <summary>A session in a customer's account; the rest of the answer is not needed here.</summary>
internal sealed record SessionAnswer(SessionCredentials Credentials);

/// <summary>Temporary credentials.</summary>
internal sealed record SessionCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken, string Expiration)
{
    public override string ToString() => "(credentials)";
}

/// <summary>What is to be frozen, and why.</summary>
internal sealed record FreezeOrder(string Reason, string? Id, string? Tenant, bool? All);

/// <summary>What is frozen.</summary>
/// <param name="Id">By which it is thawed.</param>
/// <param name="Scope"><c>connection</c>, <c>tenant</c> or <c>everything</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">Since when.</param>
/// <param name="By">The ARN of the operator.</param>
/// <param name="Tenant">The tenant; null when everything is frozen.</param>
/// <param name="ConnectionId">The connection, when it is only one.</param>
/// <param name="SessionsUntil">When the last session that was given out before ends at the latest; null when that is over.</param>
internal sealed record Freeze(
    string Id, string Scope, string Reason, DateTimeOffset At, string By, string? Tenant = null, string? ConnectionId = null, DateTimeOffset? SessionsUntil = null);

/// <summary>A page of freezes.</summary>
internal sealed record FreezePage(IReadOnlyList<Freeze> Freezes, string? Cursor = null);

/// <summary>All that is frozen, as <c>--json</c> prints it.</summary>
internal sealed record Freezes(IReadOnlyList<Freeze> List);
