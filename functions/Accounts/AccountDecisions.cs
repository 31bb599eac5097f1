using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Functions.Accounts;

/// <summary>What becomes of an account.</summary>
/// <param name="Account">The account as it will be; the end of its audit, and what it keeps of the decision's check, are written by <see cref="AccountDecisions"/>.</param>
/// <param name="Decision">The decision.</param>
/// <param name="More">What else belongs to it, given the account with the new end of the audit, and the decision's stored check; null for nothing.</param>
internal sealed record AccountDecision(AccountRecord Account, Decision Decision, Func<AccountRecord, Check?, IEnumerable<TransactWriteItem>>? More = null)
{
    /// <summary>The same without the findings of its check.</summary>
    public AccountDecision WithoutFindings() => this with { Decision = Decision.WithoutFindings() };
}

/// <summary>What came of deciding about an account.</summary>
/// <param name="Account">The account after it, even if there was nothing to decide; null if nothing was written.</param>
/// <param name="IsGone">Whether the account no longer exists; otherwise, without an account, its new group or another part of the decision failed.</param>
internal sealed record DecidedAccount(AccountRecord? Account, bool IsGone = false);

/// <summary>Writes a decision about an account, with the changed account, its groups' counts and everything else, in one transaction.</summary>
internal sealed class AccountDecisions(Table table)
{
    /// <summary>Writes a decision. If there was another decision meanwhile, it is made again for the current account.</summary>
    /// <param name="account">The account as it was read.</param>
    /// <param name="decide">The decision about the current account; null for none.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public async Task<DecidedAccount> WriteAsync(AccountRecord account, Func<AccountRecord, AccountDecision?> decide, CancellationToken cancellation)
    {
        while (decide(account) is { } decision)
        {
            var (decided, obstacles) = await TryWriteAsync(account, decision, cancellation);
            if (decided is not null)
                return new DecidedAccount(decided);
            if (Now(account, obstacles!) is not { } now)
                return new DecidedAccount(null, IsGone: obstacles!.At(Keys.Account(account.Tenant, account.Id)) is not null);
            account = now;
        }

        return new DecidedAccount(account);
    }

    /// <summary>Writes, on condition that nothing was decided since the account was read.</summary>
    /// <param name="account">The account as it was read.</param>
    /// <param name="decision">What becomes of it.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The account after it, or the conflict.</returns>
    public async Task<(AccountRecord? Account, Obstacles? Obstacles)> TryWriteAsync(
        AccountRecord account, AccountDecision decision, CancellationToken cancellation)
    {
        var (head, entries) = account.Ledger.Append(UnchangedChecks.State(decision.Decision, account));
        var check = decision.Decision.Check;
        var decided = decision.Account with { Audit = head };
        if (check is not null)
            decided = decided with { LastCheck = LastCheck.Of(check, head.Sequence), Schedule = decided.Schedule with { Unchanged = null } };
        try
        {
            var obstacles = await table.TransactAsync(
                [
                    table.Replace(decided.ToItem(), account.Unchanged),
                    .. IsRescheduled(account, decided) ? [table.Update(account.Schedule.To(decided.Schedule))] : Array.Empty<TransactWriteItem>(),
                    .. Counts(account, decided).Select(table.Update),
                    .. decision.More?.Invoke(decided, check) ?? [],
                    .. entries.Select(table.Add),
                ],
                cancellation);
            return obstacles is not null ? (null, obstacles)
                : IsRescheduled(account, decided) ? (decided with { Schedule = decided.Schedule with { Revision = account.Schedule.Revision + 1 } }, null)
                : (decided, null);
        }
        catch (ItemTooLargeException) when (check is { HasFindings: true })
        {
            FindingBounds.Dropped(account.Tenant, account.Id, check);
            return await TryWriteAsync(account, decision.WithoutFindings(), cancellation);
        }
    }

    private static bool IsRescheduled(AccountRecord before, AccountRecord after) => before.Schedule != after.Schedule;

    // The current account, if it or its schedule conflicted; null if it is gone, or something else conflicted.
    private static AccountRecord? Now(AccountRecord account, Obstacles obstacles)
    {
        var (changed, rescheduled) = (obstacles.At(Keys.Account(account.Tenant, account.Id)), obstacles.At(Keys.Schedule(account.Tenant, account.Id)));
        if (changed is { Item: null } || (changed is null && rescheduled is null))
            return null;
        var scheduled = rescheduled is null ? account.Schedule : Schedule.Of(rescheduled.Item);
        return changed?.Item is { } item ? AccountRecord.Of(item, scheduled) : account with { Schedule = scheduled };
    }

    private static IEnumerable<Change> Counts(AccountRecord before, AccountRecord after)
    {
        if (after.Status == AccountStatus.Closed && before.Status != AccountStatus.Closed)
            yield return TenantCounts.AccountEnded(after.Tenant);
        var (left, joined) = (CountingGroup(before), CountingGroup(after));
        if (left == joined)
            yield break;
        if (left is not null)
            yield return GroupCount.Minus(before.Tenant, left);
        if (joined is not null)
            yield return GroupCount.Plus(after.Tenant, joined);
    }

    // An account whose cleanup is done doesn't prevent deleting its group.
    private static string? CountingGroup(AccountRecord account) => account.Status == AccountStatus.Closed ? null : account.GroupId;
}
