using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>Where a list goes on: after this item, as the index of states has it. It holds the keys as they are, so that also an item that cannot be read is a place.</summary>
/// <param name="Partition">The index's partition: a state, and one of its shards.</param>
/// <param name="Since">Since when, in milliseconds.</param>
/// <param name="Key">The item.</param>
internal sealed record StatePlace(string Partition, long Since, (string Pk, string Sk) Key)
{
    public static StatePlace? Parse(string? text) =>
        text?.Split('|', 4) is [var partition, var since, var length, var key]
        && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
        && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var end) && end > 0 && end < key.Length && key.Length - end <= Page.MaxSortKey
            ? new StatePlace(partition, time, (key[..end], key[end..]))
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Partition}|{Since}|{Key.Pk.Length}|{Key.Pk}{Key.Sk}");
}

/// <summary>The registrations in some states, by queries on the sparse index of states: their cost grows with what is in those states, not with what is stored.</summary>
internal sealed class StateList(Table table, StateFilter filter)
{
    /// <summary>Whether a place is one of this list's: also not after its end, where DynamoDB would refuse to go on.</summary>
    public bool Has(StatePlace place) =>
        place.Since <= filter.Until.ToUnixTimeMilliseconds() && Partitions.Contains(place.Partition, StringComparer.Ordinal);

    /// <summary>Reads until the page is full; within a state and a shard the oldest come first.</summary>
    /// <returns>The items, and where the next page begins; null at the end.</returns>
    public async Task<(IReadOnlyList<Item> Items, StatePlace? Next)> ReadAsync(int limit, StatePlace? after, CancellationToken cancellation)
    {
        var found = new List<Item>();
        var start = after is null ? null : StartAfter(after);
        foreach (var partition in Partitions.SkipWhile(p => after is not null && p != after.Partition))
        {
            do
            {
                var (items, last) = await table.QueryAsync(Query(partition, limit - found.Count, start), cancellation);
                found.AddRange(items);
                if (found.Count == limit)
                    return (found, PlaceOf(found[^1]));
                start = last?.Attributes;
            }
            while (start is not null);
        }

        return (found, null);
    }

    private IEnumerable<string> Partitions =>
        filter.States.SelectMany(s => Enumerable.Range(0, Keys.Shards).Select(shard => Keys.State(s, shard)));

    private QueryRequest Query(string partition, int limit, Dictionary<string, AttributeValue>? start) => new()
    {
        IndexName = TableSchema.StateIndex,
        KeyConditionExpression = "statePk = :state AND stateSince <= :until",
        ExpressionAttributeValues = new(StringComparer.Ordinal)
        {
            [":state"] = new() { S = partition },
            [":until"] = Item.Number(filter.Until.ToUnixTimeMilliseconds()),
        },
        Limit = limit,
        ExclusiveStartKey = start,
    };

    private static Dictionary<string, AttributeValue> StartAfter(StatePlace place)
    {
        var start = Table.Key(place.Key);
        start["statePk"] = new() { S = place.Partition };
        start["stateSince"] = Item.Number(place.Since);
        return start;
    }

    private static StatePlace PlaceOf(Item item) => new(item.Text("statePk"), item.Integer("stateSince"), (item.Text("pk"), item.Text("sk")));
}
