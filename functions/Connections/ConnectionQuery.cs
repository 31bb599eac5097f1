using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Connections;

/// <summary>Reads connections in an order that never changes: one tenant's from the table, all tenants' from the index.</summary>
internal sealed class ConnectionQuery(Table table, ConnectionFilter filter)
{
    /// <summary>So many queries one request makes at most, each of 1 MB: where few of many connections are taken, a page is not full and has a cursor all the same.</summary>
    private const int MaxQueries = 40;

    /// <summary>Whether a place is one of this list's.</summary>
    public bool Has(ConnectionPlace place) => filter.Tenant is null || filter.Tenant == place.Tenant;

    /// <summary>Reads a page.</summary>
    /// <param name="limit">At most so many connections.</param>
    /// <param name="after">The connection to continue after; null at the beginning.</param>
    /// <param name="takes">Which to take. Their schedules have not been read.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <returns>The connections, and the position that the next page continues after; null at the end.</returns>
    public async Task<(IReadOnlyList<AccountRecord> Accounts, ConnectionPlace? Next)> ReadAsync(
        int limit, ConnectionPlace? after, Func<AccountRecord, bool> takes, CancellationToken cancellation)
    {
        var found = new List<AccountRecord>();
        var (place, start, queries) = (after, after?.Start(filter.Tenant is null), 0);
        foreach (var partition in Partitions.SkipWhile(p => after is not null && !string.Equals(p, PartitionOf(after), StringComparison.Ordinal)))
        {
            do
            {
                if (queries++ == MaxQueries)
                    return (found, place);
                var (items, last) = await table.QueryAsync(Query(partition, limit, start), cancellation);
                found.AddRange(items.Readable(AccountRecord.WithoutSchedule).Where(takes));
                if (found.Count > limit)
                    return (found[..limit], ConnectionPlace.Of(found[limit - 1]));
                place = items.Count > 0 ? ConnectionPlace.Of(items[^1]) : place;
                start = last?.Attributes;
            }
            while (start is not null);
        }

        return (found, null);
    }

    private IEnumerable<string> Partitions => filter.Tenant is { } tenant ? [Keys.AccountsOf(tenant)] : Enumerable.Range(0, Keys.Shards).Select(Keys.Connection);

    private string PartitionOf(ConnectionPlace place) => filter.Tenant is null ? Keys.Connection(place.Id) : Keys.AccountsOf(filter.Tenant);

    private QueryRequest Query(string partition, int limit, Dictionary<string, AttributeValue>? start) => new()
    {
        IndexName = filter.Tenant is null ? TableSchema.ConnectionIndex : null,
        KeyConditionExpression = (filter.Tenant is null ? "connectionPk" : "pk") + " = :pk",
        ExpressionAttributeValues = new(StringComparer.Ordinal) { [":pk"] = new() { S = partition } },
        ConsistentRead = filter.Tenant is not null,
        Limit = filter.IsNarrow ? null : limit + 1,
        ExclusiveStartKey = start,
    };
}
