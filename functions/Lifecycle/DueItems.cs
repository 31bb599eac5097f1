using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Lifecycle;

/// <summary>What the sweeper must look at, found by queries on the sparse due index: their cost grows with what is due, not with what is stored.</summary>
internal sealed class DueItems(Table table)
{
    /// <summary>Nothing is ever due later than in this time. What is was written by a clock that was ahead, and is looked at now.</summary>
    private static readonly TimeSpan s_horizon = TimeSpan.FromDays(9);

    private const int PageSize = 100;

    /// <summary>The keys of what is due, page by page as they are taken: never all in memory.</summary>
    public async IAsyncEnumerable<DueItem> FindAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var shard = 0; shard < Keys.Shards; shard++)
        {
            await foreach (var item in QueryAsync(shard, "dueAt <= :time", now, cancellation))
                yield return item;
            await foreach (var item in QueryAsync(shard, "dueAt > :time", now + s_horizon, cancellation))
                yield return item;
        }
    }

    /// <summary>Takes an item for a while: of several sweepers one gets it, and if that one dies another finds it again when the while is over.</summary>
    /// <returns>The item; null when somebody else has it, or it is gone.</returns>
    public async Task<Item?> TakeAsync(DueItem due, DateTimeOffset until, CancellationToken cancellation)
    {
        var take = new Change(due.Key) { Update = "SET dueAt = :until", Condition = "dueAt = :dueAt" }.With("until", until).With("dueAt", due.DueAt);
        var (taken, item) = await table.UpdateAsync(take, cancellation);
        return taken ? item : null;
    }

    private async IAsyncEnumerable<DueItem> QueryAsync(int shard, string condition, DateTimeOffset time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new QueryRequest
        {
            IndexName = TableSchema.DueIndex,
            KeyConditionExpression = "duePk = :shard AND " + condition,
            ExpressionAttributeValues = new(StringComparer.Ordinal)
            {
                [":shard"] = new() { S = Keys.Due(shard) },
                [":time"] = new() { N = time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) },
            },
            Limit = PageSize,
        };
        do
        {
            var (items, last) = await table.QueryAsync(query, cancellation);
            foreach (var item in items)
                yield return new DueItem((item.Text("pk"), item.Text("sk")), item.Time("dueAt"));
            query.ExclusiveStartKey = last?.Attributes;
        }
        while (query.ExclusiveStartKey is not null);
    }
}

/// <summary>An item that is due.</summary>
/// <param name="Key">Its key.</param>
/// <param name="DueAt">Since when.</param>
internal sealed record DueItem((string Pk, string Sk) Key, DateTimeOffset DueAt);
