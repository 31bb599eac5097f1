using Onboarding.Ops.Api;

namespace Onboarding.Ops.Audit;

/// <summary>Every decision about one registration, as returned by the API.</summary>
/// <param name="Id">The registration.</param>
/// <param name="Entries">The entries in the API's order.</param>
/// <param name="Head">What the last entry must be.</param>
internal sealed record AuditTrail(string Id, IReadOnlyList<AuditEntry> Entries, AuditHead? Head);
