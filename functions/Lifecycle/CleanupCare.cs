using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Lifecycle;

/// <summary>Looks after a detached account: asks STS whether its role can still be assumed, reminds of what is left while it can, and closes the account when it cannot any more.</summary>
/// <remarks>
/// AccessDenied does not prove that anything was deleted, only that the role cannot be assumed: so it is asked three times over at least a
/// day, and the account is called unreachable and closed, never deleted.
/// </remarks>
internal sealed class CleanupCare(Table table, Reachability reachability)
{
    private const int DenialsToClose = 3;

    private static readonly TimeSpan s_denialsSpan = TimeSpan.FromDays(1);

    private readonly AccountDecisions _decisions = new(table);

    /// <summary>Does what is due.</summary>
    /// <returns>What was done, one of <see cref="SweepOutcome"/>.</returns>
    public async Task<string> RunAsync(AccountRecord account, DateTimeOffset now, CancellationToken cancellation)
    {
        var answer = await reachability.AskAsync(account, await Secret.ReadAsync(table, account, cancellation), cancellation);
        var probe = answer.Probe;
        return probe.Answer switch
        {
            Probe.Allowed => await StillOwedAsync(account, answer, now, cancellation),
            Probe.Denied => await DeniedAsync(account, probe, now, cancellation),
            _ => await PostponeAsync(account, now + SweepTimes.AfterFailure, cancellation),
        };
    }

    private async Task<string> StillOwedAsync(AccountRecord account, AssumeRoleAnswer answer, DateTimeOffset now, CancellationToken cancellation)
    {
        var detachedAt = account.DetachedAt ?? now;
        var remindAt = ReminderSchedule.After(detachedAt, account.Cleanup.LastReminderAt ?? detachedAt);
        if (now < remindAt)
            return await ReachableAgainAsync(account, answer.Probe, remindAt, now, cancellation);
        var reminded = account with
        {
            Cleanup = new CleanupProgress(account.Cleanup.Reminders + 1, now, UnreachableSince: null, Denials: 0)
            {
                Remains = await reachability.RemainsAsync(account, answer.Session!, cancellation),
            },
            Schedule = account.Schedule with { DueAt = ReminderSchedule.After(detachedAt, now) },
        };
        return await WriteAsync(account, reminded, Decisions.Reminded, answer.Probe, now, SweepOutcome.Reminded, cancellation, EventTypes.CleanupReminder);
    }

    // It could not be assumed for a while, and can again before the next reminder is due.
    private Task<string> ReachableAgainAsync(AccountRecord account, Probe probe, DateTimeOffset remindAt, DateTimeOffset now, CancellationToken cancellation) =>
        account.Cleanup.Denials == 0
            ? PostponeAsync(account, remindAt, cancellation)
            : WriteAsync(
                account,
                account with { Cleanup = account.Cleanup with { UnreachableSince = null, Denials = 0 }, Schedule = account.Schedule with { DueAt = remindAt } },
                Decisions.ReachableAgain, probe, now, SweepOutcome.Reachable, cancellation);

    private Task<string> DeniedAsync(AccountRecord account, Probe probe, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = account.Cleanup.UnreachableSince ?? now;
        var denied = account with
        {
            Cleanup = account.Cleanup with { UnreachableSince = since, Denials = account.Cleanup.Denials + 1 },
            Schedule = account.Schedule with { DueAt = now + (s_denialsSpan / (DenialsToClose - 1)) },
        };
        return denied.Cleanup.Denials >= DenialsToClose && now - since >= s_denialsSpan
            ? WriteAsync(
                account,
                denied with { Status = AccountStatus.Closed, Schedule = account.Schedule with { DueAt = null } },
                Decisions.Closed, probe, now, SweepOutcome.Closed, cancellation, EventTypes.CleanupConfirmed, EventTypes.AccountClosed)
            : WriteAsync(account, denied, Decisions.Unreachable, probe, now, SweepOutcome.Unreachable, cancellation);
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
                new Decision(decision, Decision.Service, now)
                    .With("probe", probe.Name).With("answer", probe.Answer).With("awsRequestId", probe.AwsRequestId)
                    .With("reminder", decision == Decisions.Reminded ? $"{changed.Cleanup.Reminders}" : null)
                    .With("stackState", decision == Decisions.Reminded ? changed.Cleanup.Remains?.StackState : null),
                (decided, _) => [.. events.Select(e => table.Add(Outbox.Event(e, decided, now))), .. Useless(decided)]),
            cancellation);
        return written is null ? SweepOutcome.DoneByAnother : outcome;
    }

    // Nobody assumes the role of a closed account again.
    private IEnumerable<TransactWriteItem> Useless(AccountRecord account) =>
        account.Status == AccountStatus.Closed ? [table.Delete(Keys.Secret(account.Tenant, account.Id))] : [];

    private async Task<string> PostponeAsync(AccountRecord account, DateTimeOffset dueAt, CancellationToken cancellation)
    {
        await table.UpdateAsync(account.Schedule.To(account.Schedule with { DueAt = dueAt }), cancellation);
        return SweepOutcome.Postponed;
    }
}
