using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Lifecycle;

/// <summary>The sweeper's due items, found by queries on the sparse due index: the cost grows with the number of due items, not with the number of stored ones.</summary>
internal sealed class DueItems(Table table)
{
    /// <summary>Nothing is ever due later than this. A later due time was written by a clock that was ahead, and the item is processed now.</summary>
    private static readonly TimeSpan s_horizon = TimeSpan.FromDays(9);

    private const int PageSize = 500;

    /// <summary>The maximum number of items read per shard: enough for everything that one tenant can have due, and few enough to keep in memory. The rest follows when these are done.</summary>
    private const int MostOfAShard = 2000;

    /// <summary>Finds what is due, in every shard of a part, the oldest of each first. A shard that cannot be queried hides no other.</summary>
    /// <exception cref="AwsFailureException">No shard can be queried.</exception>
    public async Task<DueList> FindAsync(DateTimeOffset now, SweepPart part, CancellationToken cancellation)
    {
        var mine = part.Shards;
        // In parallel, so that one that doesn't answer doesn't delay the others; and no shard is always the last one.
        var first = RandomNumberGenerator.GetInt32(mine.Count);
        var shards = await Task.WhenAll(mine.Select((_, i) => OfShardAsync(mine[(first + i) % mine.Count], now, cancellation)));
        var failures = Array.FindAll(shards, s => s.Failure is not null);
        return failures.Length < mine.Count
            ? new DueList([.. shards.SelectMany(s => s.Items)], Array.Exists(shards, s => s.Items.Count == MostOfAShard), failures.Length)
            : throw failures[0].Failure!;
    }

    private async Task<(IReadOnlyList<DueItem> Items, AwsFailureException? Failure)> OfShardAsync(int shard, DateTimeOffset now, CancellationToken cancellation)
    {
        var items = new List<DueItem>();
        try
        {
            await foreach (var item in QueriedAsync(shard, now, cancellation))
            {
                items.Add(item);
                if (items.Count == MostOfAShard)
                    break;
            }
        }
        catch (AwsFailureException e) when (!cancellation.IsCancellationRequested)
        {
            Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
            return (items, e);
        }

        return (items, null);
    }

    private async IAsyncEnumerable<DueItem> QueriedAsync(int shard, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var item in QueryAsync(shard, "dueAt <= :time", now, cancellation))
            yield return item;
        await foreach (var item in QueryAsync(shard, "dueAt > :time", now + s_horizon, cancellation))
            yield return item;
    }

    /// <summary>Takes an item for a while: of several sweepers one gets it, and if that one dies another finds it again when the while is over.</summary>
    /// <returns>The item; null if another sweeper has it, or it is gone.</returns>
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
                yield return new DueItem((item.Text("pk"), item.Text("sk")), item.Time("dueAt"), item.OptionalText("tenant") ?? "");
            query.ExclusiveStartKey = last?.Attributes;
        }
        while (query.ExclusiveStartKey is not null);
    }
}

/// <summary>An item that is due.</summary>
/// <param name="Key">Its key.</param>
/// <param name="DueAt">Since when.</param>
/// <param name="Tenant">Whose it is.</param>
internal sealed record DueItem((string Pk, string Sk) Key, DateTimeOffset DueAt, string Tenant)
{
    /// <summary>Whether it is an onboarding; otherwise it is an account's schedule.</summary>
    public bool IsOnboarding => Key.Pk.StartsWith(ItemKind.Onboarding, StringComparison.Ordinal);
}

/// <summary>What was found due.</summary>
/// <param name="Items">The items.</param>
/// <param name="More">Whether there is more.</param>
/// <param name="FailedQueries">How many shards could not be queried.</param>
internal sealed record DueList(IReadOnlyList<DueItem> Items, bool More, int FailedQueries);
