using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts;

/// <summary>Writes a decision about an account, with the account as it is since and what else belongs to it, all or nothing.</summary>
internal sealed class AccountDecisions(Table table)
{
    /// <summary>Writes, on condition that nothing was decided since the account was read.</summary>
    /// <param name="account">The account as it was read.</param>
    /// <param name="changed">What becomes of it.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="more">What else belongs to it, given the account with the new end of the audit; null for nothing.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The account as it is since; or what stood in the way: of the account first, then of <paramref name="more"/>.</returns>
    public async Task<(AccountRecord? Account, IReadOnlyList<Obstacle?>? Obstacles)> TryWriteAsync(
        AccountRecord account,
        AccountRecord changed,
        Decision decision,
        Func<AccountRecord, IEnumerable<TransactWriteItem>>? more,
        CancellationToken cancellation)
    {
        var (head, entries) = account.Ledger.Append(decision);
        var decided = changed with { Audit = head };
        var obstacles = await table.TransactAsync(
            [table.Replace(decided.ToItem(), account.Unchanged), .. more?.Invoke(decided) ?? [], .. entries.Select(table.Add)],
            cancellation);
        return obstacles is null ? (decided, null) : (null, obstacles);
    }
}
