using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Lifecycle;

/// <summary>Does what one taken item needs, whatever it is. What fails is put off and never lost.</summary>
internal sealed class DueWork(Table table, OnboardingCare onboardings, AccountChecks checks, CleanupCare cleanups)
{
    /// <summary>Works on an item.</summary>
    /// <param name="item">The item as it was taken.</param>
    /// <param name="turns">The sweep's time and fairness.</param>
    /// <param name="cancellation">Ends the work; the item is found again when its lease is over.</param>
    /// <returns>What was done: one of <see cref="SweepOutcome"/>; of a check, what it decided.</returns>
    public async Task<string> RunAsync(Item item, Turns turns, CancellationToken cancellation)
    {
        var now = turns.Now;
        try
        {
            return await CareAsync(item, turns, cancellation);
        }
        catch (InvalidDataException e)
        {
            Log.Unreadable(item.Text("pk"), item.Text("sk"), e.Message);
            return await PutOffAsync(item, now + SweepTimes.AfterUnreadable, SweepOutcome.Unreadable, cancellation);
        }
        catch (AwsFailureException e) when (!cancellation.IsCancellationRequested)
        {
            Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
            return await PutOffAsync(item, now + SweepTimes.AfterFailure, SweepOutcome.Failed, cancellation);
        }
    }

    private Task<string> CareAsync(Item item, Turns turns, CancellationToken cancellation)
    {
        if (item.Text("pk").StartsWith(ItemKind.Onboarding, StringComparison.Ordinal))
            return CareOfOnboardingAsync(OnboardingRecord.Of(item), turns, cancellation);
        return item.Text("pk").StartsWith(ItemKind.Schedule, StringComparison.Ordinal)
            ? CareOfAccountAsync(item, turns.Now, cancellation)
            : throw new InvalidDataException("It is neither an onboarding nor an account's schedule.");
    }

    private Task<string> CareOfOnboardingAsync(OnboardingRecord onboarding, Turns turns, CancellationToken cancellation) =>
        onboarding.CleanupDueAt is null ? onboardings.RunAsync(onboarding, turns, cancellation) : cleanups.RunAsync(onboarding, turns.Now, cancellation);

    private async Task<string> CareOfAccountAsync(Item item, DateTimeOffset now, CancellationToken cancellation)
    {
        var schedule = Schedule.Of(item);
        if (await table.GetAsync(Keys.Account(schedule.Tenant, schedule.AccountId), cancellation) is not { } found)
            return await RemoveAsync(item, schedule, cancellation);
        var account = AccountRecord.Of(found, schedule);
        return account.Status switch
        {
            AccountStatus.Closed => await StopAsync(account, cancellation),
            AccountStatus.Detached => await cleanups.RunAsync(account, now, cancellation),
            _ => await CheckAsync(account, item, now, cancellation),
        };
    }

    // An operator deleted the account: what remains can be deleted only by the sweeper.
    private async Task<string> RemoveAsync(Item item, Schedule schedule, CancellationToken cancellation)
    {
        var gone = new Change(Keys.Schedule(schedule.Tenant, schedule.AccountId)) { Condition = "dueAt = :lease" }.With("lease", item.Integer("dueAt"));
        return await table.TransactAsync([table.Delete(gone), table.Delete(Keys.Secret(schedule.Tenant, schedule.AccountId))], cancellation) is null
            ? SweepOutcome.Removed
            : SweepOutcome.DoneByAnother;
    }

    // Nothing is due of a closed account.
    private async Task<string> StopAsync(AccountRecord account, CancellationToken cancellation)
    {
        await table.UpdateAsync(account.Schedule.To(account.Schedule with { DueAt = null }), cancellation);
        return SweepOutcome.Postponed;
    }

    private async Task<string> CheckAsync(AccountRecord account, Item item, DateTimeOffset now, CancellationToken cancellation)
    {
        // The sweep's time is the end of a second. A check requested within it comes after this one.
        var second = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), now.Offset);
        var done = await checks.RunAsync(account, Decision.Service, second, cancellation);
        if (done.Decision is { } decision)
            return decision;
        return done.Refusal is null || done.Refusal.Error == Errors.AccountNotFound || done.Refusal.Error == Errors.AccountDetached
            ? SweepOutcome.DoneByAnother
            : await PutOffAsync(item, now + SweepTimes.AfterUndecidedCheck, SweepOutcome.Postponed, cancellation);
    }

    // On condition that it is still ours: another writer can have decided about it meanwhile and set another time.
    private async Task<string> PutOffAsync(Item item, DateTimeOffset dueAt, string outcome, CancellationToken cancellation)
    {
        var change = new Change((item.Text("pk"), item.Text("sk"))) { Update = "SET dueAt = :dueAt", Condition = "dueAt = :lease" };
        await table.UpdateAsync(change.With("dueAt", dueAt).With("lease", item.Integer("dueAt")), cancellation);
        return outcome;
    }
}
