using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>Where a list goes on: after this registration, as the index of states has it.</summary>
internal sealed record StatePlace(string State, long Since, OnboardingId Id)
{
    public static StatePlace? Parse(string? text) =>
        text?.Split('#') is [var state, var since, var id]
        && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
        && OnboardingId.Parse(id) is { } parsed
            ? new StatePlace(state, time, parsed)
            : null;

    public override string ToString() => $"{State}#{Since.ToString(CultureInfo.InvariantCulture)}#{Id.Value}";
}

/// <summary>The registrations in some states, by queries on the sparse index of states: their cost grows with what is in those states, not with what is stored.</summary>
internal sealed class StateList(Table table, StateFilter filter)
{
    /// <summary>Reads until the page is full; within a state and a shard the oldest come first.</summary>
    /// <returns>The items, and where the next page begins; null at the end.</returns>
    public async Task<(IReadOnlyList<Item> Items, StatePlace? Next)> ReadAsync(int limit, StatePlace? after, CancellationToken cancellation)
    {
        var found = new List<Item>();
        var start = after is null ? null : await KeyOfAsync(after, cancellation);
        foreach (var partition in Partitions().SkipWhile(p => start is not null && p != start["statePk"].S).ToList())
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

    private IEnumerable<string> Partitions() =>
        filter.States.SelectMany(s => Enumerable.Range(0, Keys.Shards).Select(shard => Keys.State(s, shard)));

    private QueryRequest Query(string partition, int limit, Dictionary<string, AttributeValue>? start) => new()
    {
        IndexName = Keys.StateIndex,
        KeyConditionExpression = "statePk = :state AND stateSince <= :until",
        ExpressionAttributeValues = new(StringComparer.Ordinal)
        {
            [":state"] = new() { S = partition },
            [":until"] = Item.Number(filter.Until.ToUnixTimeMilliseconds()),
        },
        Limit = limit,
        ExclusiveStartKey = start,
    };

    // The id tells the shard, and the onboarding the tenant: a cursor has neither.
    private async Task<Dictionary<string, AttributeValue>> KeyOfAsync(StatePlace place, CancellationToken cancellation)
    {
        var key = Keys.Onboarding(place.Id);
        if (place.State is AccountStatus.Degraded or AccountStatus.Detached)
        {
            var tenant = await table.GetAsync(key, cancellation) is { } item ? OnboardingRecord.Of(item).Tenant : throw new InvalidDataException("The cursor's registration does not exist.");
            key = Keys.Account(tenant, place.Id.Value);
        }

        var start = Table.Key(key);
        start["statePk"] = new() { S = Keys.State(place.State, place.Id.Value) };
        start["stateSince"] = Item.Number(place.Since);
        return start;
    }

    private static StatePlace PlaceOf(Item item) => new(item.Text("statePk").Split('#')[1], item.Integer("stateSince"), IdOf(item));

    private static OnboardingId IdOf(Item item)
    {
        var text = item.Text("sk") is var sk && sk.StartsWith(Keys.AccountPrefix, StringComparison.Ordinal)
            ? sk[Keys.AccountPrefix.Length..]
            : item.Text("pk")[Keys.OnboardingPrefix.Length..];
        return OnboardingId.Parse(text) ?? throw new InvalidDataException("The item's id cannot be read.");
    }
}
