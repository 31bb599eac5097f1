using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts;

/// <summary>The notification of one holder of an AWS account.</summary>
/// <param name="Holder">The recipient's connection.</param>
/// <param name="Event">The event's item.</param>
internal sealed record HolderNotice(AccountRecord Holder, Item Event);

/// <summary>Notifies the other tenants with a connection to an AWS account that it was connected again. Each learns only about its own connection.</summary>
/// <remarks>
/// The events are written in the registration's own transaction. Two registrations at the same moment do not see each other there, so the first check of each
/// looks again. An event's key contains the new connection and the notified tenant: it is written only once.
/// </remarks>
internal sealed class ConnectedElsewhere(Table table)
{
    /// <summary>A transaction has room for 100 writes; tenants beyond this many are notified by the first check.</summary>
    private const int MaxInTransaction = 50;

    /// <summary>A tenant that registered later than this after the new connection didn't hold the account before, and the first check comes by then.</summary>
    private static readonly TimeSpan s_sameTime = TimeSpan.FromMinutes(10);

    /// <summary>What to write with the registration of an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="holders">Who holds its AWS account.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public Task<IReadOnlyList<HolderNotice>> WithRegistrationAsync(AccountRecord account, IReadOnlyList<Holder> holders, DateTimeOffset now, CancellationToken cancellation) =>
        NoticesAsync(account, holders, MaxInTransaction, now, cancellation);

    /// <summary>Notifies everyone who hasn't been notified yet.</summary>
    public async Task MakeSureAsync(AccountRecord account, DateTimeOffset now, CancellationToken cancellation)
    {
        var holders = (await new Holders(table).OfAsync(account.Role.AccountId, cancellation)).Where(h => h.Since <= account.CreatedAt + s_sameTime);
        foreach (var notice in await NoticesAsync(account, holders, int.MaxValue, now, cancellation))
        {
            if (await table.AddAsync(notice.Event, cancellation))
                Count(account, notice);
        }
    }

    /// <summary>Counts and logs a notice that was written, for operators: they see both sides.</summary>
    public static void Count(AccountRecord account, HolderNotice notice)
    {
        Metrics.Add(Metric.ConnectedElsewhere);
        Log.ConnectedElsewhere(account.Role.AccountId, account.Tenant, account.Id, notice.Holder.Tenant, notice.Holder.Id);
    }

    private async Task<IReadOnlyList<HolderNotice>> NoticesAsync(AccountRecord account, IEnumerable<Holder> holders, int most, DateTimeOffset now, CancellationToken cancellation)
    {
        var notices = new List<HolderNotice>();
        foreach (var connections in holders.Where(h => h.Tenant != account.Tenant).GroupBy(h => h.Tenant).Take(most))
        {
            if (await FirstAsync(connections, cancellation) is { } holder)
                notices.Add(new HolderNotice(holder, Outbox.ConnectedElsewhere(account, holder, now)));
        }

        return notices;
    }

    private async Task<AccountRecord?> FirstAsync(IEnumerable<Holder> connections, CancellationToken cancellation)
    {
        foreach (var holder in connections.OrderBy(h => h.Since))
        {
            if (await holder.ReadAsync(table, cancellation) is { } account)
                return account;
        }

        return null;
    }
}
