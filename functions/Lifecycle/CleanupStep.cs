using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Lifecycle;

/// <summary>What follows from asking whether a role that is no longer needed can still be assumed.</summary>
/// <remarks>
/// AccessDenied does not prove that anything was deleted, only that the role cannot be assumed: so it is asked three times over at least a
/// day, and the role is then called unreachable, never deleted.
/// </remarks>
/// <param name="Outcome">One of <see cref="SweepOutcome"/>: postponed, reminded, reachable again, unreachable or closed.</param>
/// <param name="Progress">What is known of the cleanup since.</param>
/// <param name="DueAt">When to ask again; null for never.</param>
internal sealed record CleanupStep(string Outcome, CleanupProgress Progress, DateTimeOffset? DueAt)
{
    private const int DenialsToClose = 3;

    private static readonly TimeSpan s_denialsSpan = TimeSpan.FromDays(1);

    /// <summary>The step after an answer of STS.</summary>
    /// <param name="progress">What was known before.</param>
    /// <param name="since">Since when the role is no longer needed.</param>
    /// <param name="answer">The probe's answer.</param>
    /// <param name="now">The sweep's time.</param>
    public static CleanupStep After(CleanupProgress progress, DateTimeOffset since, string answer, DateTimeOffset now) => answer switch
    {
        Probe.Allowed => AfterSession(progress, since, now),
        Probe.Denied => AfterDenial(progress, now),
        _ => new CleanupStep(SweepOutcome.Postponed, progress, now + SweepTimes.AfterFailure),
    };

    /// <summary>The decision that a step is, with what it rests on.</summary>
    /// <param name="name">One of <see cref="Decisions"/>.</param>
    /// <param name="probe">What was asked of STS, and its answer.</param>
    /// <param name="progress">What is known of the cleanup since.</param>
    /// <param name="now">The sweep's time.</param>
    public static Decision Decide(string name, Probe probe, CleanupProgress progress, DateTimeOffset now)
    {
        var decision = new Decision(name, Decision.Service, now).With("probe", probe.Name).With("answer", probe.Answer).With("awsRequestId", probe.AwsRequestId);
        return name == Decisions.Reminded ? decision.With("reminder", $"{progress.Reminders}").With("stackState", progress.Remains?.StackState) : decision;
    }

    private static CleanupStep AfterSession(CleanupProgress progress, DateTimeOffset since, DateTimeOffset now)
    {
        var reachable = progress with { UnreachableSince = null, Denials = 0 };
        var remindAt = ReminderSchedule.After(since, progress.LastReminderAt ?? since);
        if (now >= remindAt)
            return new CleanupStep(SweepOutcome.Reminded, reachable with { Reminders = progress.Reminders + 1, LastReminderAt = now }, ReminderSchedule.After(since, now));
        // It could not be assumed for a while, and can again before the next reminder is due.
        return new CleanupStep(progress.Denials == 0 ? SweepOutcome.Postponed : SweepOutcome.Reachable, reachable, remindAt);
    }

    private static CleanupStep AfterDenial(CleanupProgress progress, DateTimeOffset now)
    {
        var denied = progress with { UnreachableSince = progress.UnreachableSince ?? now, Denials = progress.Denials + 1 };
        return denied.Denials >= DenialsToClose && now - denied.UnreachableSince >= s_denialsSpan
            ? new CleanupStep(SweepOutcome.Closed, denied, DueAt: null)
            : new CleanupStep(SweepOutcome.Unreachable, denied, now + (s_denialsSpan / (DenialsToClose - 1)));
    }
}
