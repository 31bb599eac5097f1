using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Lifecycle;

/// <summary>Does what one taken item needs, whatever it is. What fails is put off and never lost.</summary>
internal sealed class DueWork(Table table, OnboardingCare onboardings, AccountChecks checks, CleanupCare cleanups)
{
    /// <summary>Works on an item.</summary>
    /// <param name="item">The item as it was taken.</param>
    /// <param name="now">The sweep's time.</param>
    /// <param name="cancellation">Ends the work; the item is found again when its lease is over.</param>
    /// <returns>What was done: one of <see cref="SweepOutcome"/>; of a check, what it decided.</returns>
    public async Task<string> RunAsync(Item item, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            return await CareAsync(item, now, cancellation);
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

    private Task<string> CareAsync(Item item, DateTimeOffset now, CancellationToken cancellation)
    {
        if (item.Text("pk").StartsWith(Keys.OnboardingPrefix, StringComparison.Ordinal))
            return onboardings.RunAsync(OnboardingRecord.Of(item), now, cancellation);
        if (!item.Text("sk").StartsWith(Keys.AccountPrefix, StringComparison.Ordinal))
            throw new InvalidDataException("It is neither an onboarding nor an account.");
        var account = AccountRecord.Of(item);
        return account.Status == AccountStatus.Detached ? cleanups.RunAsync(account, now, cancellation) : CheckAsync(account, item, now, cancellation);
    }

    private async Task<string> CheckAsync(AccountRecord account, Item item, DateTimeOffset now, CancellationToken cancellation)
    {
        var done = await checks.RunAsync(account, Decision.Service, now, cancellation);
        if (done.Decision is { } decision)
            return decision;
        return done.Refusal is null || done.Refusal.Error == Errors.AccountNotFound || done.Refusal.Error == Errors.AccountDetached
            ? SweepOutcome.DoneByAnother
            : await PutOffAsync(item, now + SweepTimes.AfterUndecidedCheck, SweepOutcome.Postponed, cancellation);
    }

    // On condition that it is still ours: somebody else may have decided about it meanwhile, and set another time.
    private async Task<string> PutOffAsync(Item item, DateTimeOffset dueAt, string outcome, CancellationToken cancellation)
    {
        var change = new Change((item.Text("pk"), item.Text("sk"))) { Update = "SET dueAt = :dueAt", Condition = "dueAt = :lease" };
        await table.UpdateAsync(change.With("dueAt", dueAt).With("lease", item.Integer("dueAt")), cancellation);
        return outcome;
    }
}
