using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Lifecycle;

/// <summary>Handles the remains in a customer's account: asks STS whether the role can still be assumed, sends reminders while it can, and ends the cleanup when it no longer can.</summary>
internal sealed class CleanupCare(Table table, Reachability reachability)
{
    private readonly AccountDecisions _decisions = new(table);
    private readonly EndedOnboardingCare _endedOnboardings = new(table, reachability);

    /// <summary>Does what is due of an onboarding that was canceled or has expired.</summary>
    /// <returns>What was done, one of <see cref="SweepOutcome"/>.</returns>
    public Task<string> RunAsync(OnboardingRecord ended, DateTimeOffset now, CancellationToken cancellation) => _endedOnboardings.RunAsync(ended, now, cancellation);

    /// <summary>Does what is due of a detached account, which is closed at the end.</summary>
    /// <returns>What was done, one of <see cref="SweepOutcome"/>.</returns>
    public async Task<string> RunAsync(AccountRecord account, DateTimeOffset now, CancellationToken cancellation)
    {
        var externalId = await Secret.ReadAsync(table, account, cancellation);
        var answer = await reachability.AskAsync(account.Id, account.Role, account.Region, externalId, cancellation);
        var step = CleanupStep.After(account.Cleanup, account.DetachedAt ?? now, answer.Probe.Answer, now);
        var next = account with { Cleanup = step.Progress, Schedule = account.Schedule with { DueAt = step.DueAt } };
        return step.Outcome switch
        {
            SweepOutcome.Reminded => await WriteAsync(
                account,
                next with { Cleanup = step.Progress with { Remains = await reachability.RemainsAsync(account.Role, account.Stack, answer.Session!, cancellation) } },
                Decisions.Reminded, answer.Probe, now, step.Outcome, cancellation, EventTypes.CleanupReminder),
            SweepOutcome.Reachable => await WriteAsync(account, next, Decisions.ReachableAgain, answer.Probe, now, step.Outcome, cancellation),
            SweepOutcome.Unreachable => await WriteAsync(account, next, Decisions.Unreachable, answer.Probe, now, step.Outcome, cancellation),
            SweepOutcome.Closed => await WriteAsync(
                account, next with { Status = AccountStatus.Closed }, Decisions.Closed, answer.Probe, now, step.Outcome, cancellation, EventTypes.CleanupConfirmed, EventTypes.AccountClosed),
            _ => await PostponeAsync(account, next.Schedule, cancellation),
        };
    }

    private async Task<string> WriteAsync(
        AccountRecord account,
        AccountRecord changed,
        string decision,
        Probe probe,
        DateTimeOffset now,
        string outcome,
        CancellationToken cancellation,
        params IReadOnlyList<string> events)
    {
        var (written, _) = await _decisions.TryWriteAsync(
            account,
            new AccountDecision(
                changed,
                CleanupStep.Decide(decision, probe, changed.Cleanup, now),
                (decided, _) => [.. events.Select(e => table.Add(Outbox.Event(e, decided, now))), .. Useless(decided)]),
            cancellation);
        return written is null ? SweepOutcome.DoneByAnother : outcome;
    }

    // The role of a closed account is never assumed again.
    private IEnumerable<TransactWriteItem> Useless(AccountRecord account) =>
        account.Status == AccountStatus.Closed ? [table.Delete(Keys.Secret(account.Tenant, account.Id))] : [];

    private async Task<string> PostponeAsync(AccountRecord account, Schedule schedule, CancellationToken cancellation)
    {
        await table.UpdateAsync(account.Schedule.To(schedule), cancellation);
        return SweepOutcome.Postponed;
    }
}
