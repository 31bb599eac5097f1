using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Lifecycle;

/// <summary>Processes a link that was canceled or has expired: if its role was created anyway, the customer gets reminders as for a detached account.</summary>
/// <remarks>
/// Most links that ended have no role. For those, only the next time to ask is written, and after a day no more attempts are made. The remains are
/// looked up only if the stack was pasted, which means that it was created.
/// </remarks>
internal sealed class EndedOnboardingCare(Table table, Reachability reachability)
{
    private readonly OnboardingDecisions _decisions = new(table);

    /// <summary>Does what is due.</summary>
    /// <returns>What was done, one of <see cref="SweepOutcome"/>.</returns>
    public async Task<string> RunAsync(OnboardingRecord onboarding, DateTimeOffset now, CancellationToken cancellation)
    {
        if (onboarding.Created is not { } created || onboarding.ExternalId is not { } externalId || onboarding.EndedAt is not { } endedAt)
            throw new InvalidDataException("An ended onboarding is due whose role, external ID or end is not known.");
        var answer = await reachability.AskAsync(onboarding.Id.Value, created.Role, created.Stack?.Region ?? onboarding.Region, externalId, cancellation);
        var step = CleanupStep.After(onboarding.Cleanup, endedAt, answer.Probe.Answer, now);
        var next = onboarding with { Cleanup = step.Progress, CleanupDueAt = step.DueAt };
        if (step.Outcome == SweepOutcome.Reminded)
        {
            var remains = onboarding.Method == OnboardingMethod.Manual ? null
                : created.Stack is null ? new CleanupRemains(StackRemains.Unknown)
                : await reachability.RemainsAsync(created.Role, created.Stack, answer.Session!, cancellation);
            var reminded = next with { Cleanup = step.Progress with { Remains = remains } };
            return await WriteAsync(onboarding, reminded, Decisions.Reminded, answer.Probe, now, step.Outcome, EventTypes.CleanupReminder, cancellation);
        }

        // No reminder was sent yet, so there is no message that the role is gone.
        if (step.Outcome == SweepOutcome.Postponed || onboarding.Cleanup.Reminders == 0)
            return await KeepAsync(onboarding, next, step.Outcome, cancellation);
        return step.Outcome switch
        {
            SweepOutcome.Reachable => await WriteAsync(onboarding, next, Decisions.ReachableAgain, answer.Probe, now, step.Outcome, eventType: null, cancellation),
            SweepOutcome.Unreachable => await WriteAsync(onboarding, next, Decisions.Unreachable, answer.Probe, now, step.Outcome, eventType: null, cancellation),
            _ => await WriteAsync(onboarding, next, Decisions.Closed, answer.Probe, now, step.Outcome, EventTypes.CleanupConfirmed, cancellation),
        };
    }

    private async Task<string> WriteAsync(
        OnboardingRecord onboarding, OnboardingRecord changed, string decision, Probe probe, DateTimeOffset now, string outcome, string? eventType, CancellationToken cancellation)
    {
        var written = await _decisions.WriteAsync(
            onboarding,
            _ => changed,
            CleanupStep.Decide(decision, probe, changed.Cleanup, now),
            cancellation,
            eventType is null ? null : decided => table.Add(OnboardingOutbox.Event(eventType, decided, now)));
        return ReferenceEquals(written?.Cleanup, changed.Cleanup) ? outcome : SweepOutcome.DoneByAnother;
    }

    private async Task<string> KeepAsync(OnboardingRecord onboarding, OnboardingRecord next, string outcome, CancellationToken cancellation)
    {
        var obstacles = await table.TransactAsync([table.Replace(next.ToItem(), onboarding.Unchanged)], cancellation);
        return obstacles is null ? outcome : SweepOutcome.DoneByAnother;
    }
}
