using System.Text.Json;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Functions.Accounts;

/// <summary>A check as the API shows it.</summary>
/// <param name="At">When it ran; of several that found the same, the last.</param>
/// <param name="Outcome">As <see cref="Check.Outcome"/>.</param>
/// <param name="Probes">What was tried; absent in lists of accounts.</param>
/// <param name="Findings">What differs from the template; absent in lists of accounts.</param>
/// <param name="Code">The error code, unless it passed.</param>
/// <param name="Unchanged">Which checks found the same; absent when no other did.</param>
/// <param name="TrustPolicy">The trust policy that the role must have; only in the answer to a check that failed because of the role's trust.</param>
internal sealed record CheckView(
    UtcTime At, string Outcome, IReadOnlyList<Probe>? Probes, IReadOnlyList<FindingView>? Findings, string? Code = null, UnchangedView? Unchanged = null, JsonElement? TrustPolicy = null)
{
    /// <summary>An account's last check without its evidence.</summary>
    public static CheckView Of(AccountRecord account) => new(UtcTime.Of(account.CheckedAt), account.LastCheck.Outcome, null, null, account.LastCheck.Code);

    /// <summary>A check with its evidence.</summary>
    /// <param name="check">The check.</param>
    /// <param name="language">The caller's.</param>
    /// <param name="unchanged">The checks after it that found the same.</param>
    public static CheckView Of(Check check, Language language, UnchangedChecks? unchanged = null) => new(
        UtcTime.Of(unchanged?.LastAt ?? check.At),
        check.Outcome,
        check.Probes,
        [.. (check.Findings ?? []).Select(f => FindingView.Of(f, language)).OfType<FindingView>()],
        check.Code,
        unchanged is null ? null : new UnchangedView(unchanged.Count, UtcTime.Of(check.At)));
}

/// <summary>Checks that found the same one after another, shown as one: the last is <see cref="CheckView.At"/>.</summary>
/// <param name="Checks">How many came after the one whose evidence is shown.</param>
/// <param name="Since">When that one ran: the evidence and AWS's request ids are of then.</param>
internal sealed record UnchangedView(int Checks, UtcTime Since);
