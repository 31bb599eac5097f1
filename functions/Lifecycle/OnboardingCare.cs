using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Lifecycle;

/// <summary>Processes an onboarding that is due: continues its submission, and ends it if it wasn't completed in time.</summary>
internal sealed class OnboardingCare(Table table, Verifier verifier, PasteFree pasteFree, TenantLimits limits)
{
    /// <summary>For this long after a submission, someone is probably waiting, and every sweep tries.</summary>
    private static readonly TimeSpan s_eager = TimeSpan.FromHours(2);

    private static readonly TimeSpan s_later = TimeSpan.FromHours(1);

    /// <summary>What was due and had to wait for others of its tenant comes before them the next time.</summary>
    private static readonly TimeSpan s_firstNextTime = TimeSpan.FromSeconds(1);

    private readonly OnboardingDecisions _decisions = new(table);

    /// <summary>Does what is due.</summary>
    /// <returns>What was done, one of <see cref="SweepOutcome"/>.</returns>
    public async Task<string> RunAsync(OnboardingRecord onboarding, Turns turns, CancellationToken cancellation)
    {
        var now = turns.Now;
        if (onboarding.StatusAt(now) == OnboardingStatus.Expired && onboarding.Status != OnboardingStatus.Expired)
            return await ExpireAsync(onboarding, now, cancellation);
        if (onboarding is not { Status: OnboardingStatus.Verifying, Submission: { } submission })
            return await PostponeAsync(onboarding, onboarding.ExpiresAt, lastRefusal: null, cancellation);
        return turns.MayRetry(onboarding.Tenant)
            ? await VerifyAsync(onboarding, submission, now, cancellation)
            : await PostponeAsync(onboarding, now - s_firstNextTime, lastRefusal: null, cancellation);
    }

    private static DateTimeOffset NextTry(OnboardingRecord onboarding, DateTimeOffset now) => now + (now - (onboarding.SubmittedAt ?? onboarding.CreatedAt) < s_eager ? TimeSpan.Zero : s_later);

    private async Task<string> ExpireAsync(OnboardingRecord onboarding, DateTimeOffset now, CancellationToken cancellation)
    {
        var ended = await _decisions.WriteAsync(
            onboarding,
            o => o.Ended(OnboardingStatus.Expired, now),
            new Decision(Decisions.Expired, Decision.Service, now) { Code = onboarding.LastRefusal },
            cancellation,
            expired => table.Add(OnboardingOutbox.Event(EventTypes.OnboardingExpired, expired, now)));
        return ended?.Status == OnboardingStatus.Expired ? SweepOutcome.Expired : SweepOutcome.DoneByAnother;
    }

    private async Task<string> VerifyAsync(OnboardingRecord onboarding, Submission submission, DateTimeOffset now, CancellationToken cancellation)
    {
        // The connection that vouched for the account at submission can be gone by now.
        if (submission.Consent == Consent.PasteFree && !await pasteFree.IsAllowedAsync(onboarding, cancellation))
            return await RefuseAsync(onboarding, ConsentRefusals.NothingPasted, check: null, now, cancellation);
        var verdict = await verifier.VerifyAsync(Subjects.Of(onboarding, submission), now, cancellation);
        if (verdict.NotYetAssumable || verdict.PassesByItself)
            return await PostponeAsync(onboarding, NextTry(onboarding, now), lastRefusal: null, cancellation);
        // A role's policies propagate later than the role, so a denied action can work at the next try. The onboarding shows the reason.
        if (verdict.Refusal?.Error == Errors.PermissionMissing || (verdict.Refusal?.Error == Errors.ConsentRequired && !verdict.TrustWasRead))
            return await PostponeAsync(onboarding, NextTry(onboarding, now), verdict.Refusal.Error.Code, cancellation);
        if (verdict.Refusal is { } refused)
            return await RefuseAsync(onboarding, refused, verdict.Check, now, cancellation);
        var registration = await new Registrar(table, limits).RegisterAsync(onboarding, submission, verdict, Decision.Service, onboarding.Language, now, cancellation);
        return registration switch
        {
            { IsNew: true } => SweepOutcome.Registered,
            { Refusal: { RetryAfterSeconds: null } refusal } => await RefuseAsync(onboarding, refusal, verdict.Check, now, cancellation),
            _ => SweepOutcome.DoneByAnother,
        };
    }

    /// <summary>What was submitted can never be accepted. It ends here, and the right value can still be pasted.</summary>
    private async Task<string> RefuseAsync(OnboardingRecord onboarding, Refusal refusal, Check? check, DateTimeOffset now, CancellationToken cancellation)
    {
        var refused = await _decisions.WriteAsync(
            onboarding,
            // A newer submission can have arrived meanwhile; it is tried next.
            o => o.Submission == onboarding.Submission
                ? o with { Status = OnboardingStatus.Pending, Submission = null, SubmittedAt = null, NextTryAt = null, LastRefusal = refusal.Error.Code, LastRole = o.Created }
                : o,
            new Decision(Decisions.Refused, Decision.Service, now) { Code = refusal.Error.Code, Check = check },
            cancellation);
        if (refused is not { Status: OnboardingStatus.Pending or OnboardingStatus.Verifying })
            return SweepOutcome.DoneByAnother;
        Metrics.Refused(refusal);
        return SweepOutcome.Refused;
    }

    private async Task<string> PostponeAsync(OnboardingRecord onboarding, DateTimeOffset dueAt, string? lastRefusal, CancellationToken cancellation)
    {
        var next = dueAt < onboarding.ExpiresAt ? dueAt : onboarding.ExpiresAt;
        var change = (onboarding.Unchanged with { Update = "SET dueAt = :dueAt" + (lastRefusal is null ? "" : ", lastRefusal = :refusal") }).With("dueAt", next);
        await table.UpdateAsync(lastRefusal is null ? change : change.With("refusal", lastRefusal), cancellation);
        return SweepOutcome.Postponed;
    }
}
