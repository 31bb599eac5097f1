using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>The items of the registrations that a filter asks for, by queries on the narrowest index: of the AWS account, of the tenant, else of the states. What the index does not decide is left out by DynamoDB.</summary>
internal sealed class RegistrationItems(Table table, RegistrationFilter filter)
{
    /// <summary>The maximum number of queries per request to an index whose items a filter can drop; the next page continues.</summary>
    private const int MaxFilteredQueries = 8;

    private readonly (string Name, string PartitionKey, IReadOnlyList<string> Partitions) _index =
        filter.AwsAccount is { } account ? (TableSchema.AwsAccountIndex, "awsAccountPk", [Keys.Registrations(account)])
        : filter.Tenant is { } tenant ? (TableSchema.TenantIndex, "tenantPk", [Keys.Registrations(tenant)])
        : (TableSchema.StateIndex, "statePk", [.. filter.States.SelectMany(s => Enumerable.Range(0, Keys.Shards).Select(shard => Keys.State(s, shard)))]);

    /// <summary>Whether a place is in this list and not after its end, where DynamoDB would refuse to continue.</summary>
    public bool Has(RegistrationPlace place) =>
        place.Since <= filter.Until.ToUnixTimeMilliseconds() && _index.Partitions.Contains(place.Partition, StringComparer.Ordinal);

    /// <summary>Reads until the page is full; within a partition those that have been in their state for longest come first.</summary>
    /// <returns>The items, and where the next page begins; null at the end.</returns>
    public async Task<(IReadOnlyList<Item> Items, RegistrationPlace? Next)> ReadAsync(int limit, RegistrationPlace? after, CancellationToken cancellation)
    {
        var (found, queries) = (new List<Item>(), 0);
        var start = after is null ? null : StartAfter(after);
        foreach (var partition in _index.Partitions.SkipWhile(p => after is not null && p != after.Partition))
        {
            do
            {
                var query = Query(partition, limit - found.Count, start);
                var (items, last) = await table.QueryAsync(query, cancellation);
                found.AddRange(items);
                if (found.Count >= limit)
                    return (found[..limit], PlaceOf(found[limit - 1]));
                if (query.FilterExpression is not null && last is not null && ++queries == MaxFilteredQueries)
                    return (found, PlaceOf(last));
                start = last?.Attributes;
            }
            while (start is not null);
        }

        return (found, null);
    }

    private QueryRequest Query(string partition, int limit, Dictionary<string, AttributeValue>? start)
    {
        var values = new Dictionary<string, AttributeValue>(StringComparer.Ordinal)
        {
            [":partition"] = new() { S = partition },
            [":until"] = Item.Number(filter.Until.ToUnixTimeMilliseconds()),
        };
        var left = Left(values);
        return new QueryRequest
        {
            IndexName = _index.Name,
            KeyConditionExpression = _index.PartitionKey + " = :partition AND stateSince <= :until",
            FilterExpression = left,
            ExpressionAttributeValues = values,
            // With a filter DynamoDB's own page of 1 MB: a limit would count what is left out, too.
            Limit = left is null ? limit : null,
            ExclusiveStartKey = start,
        };
    }

    /// <summary>What the index does not decide, as DynamoDB filters; null for nothing.</summary>
    private string? Left(Dictionary<string, AttributeValue> values)
    {
        var conditions = new List<string>();
        if (_index.Name != TableSchema.StateIndex && !filter.AnyState)
            conditions.Add($"({string.Join(" OR ", filter.States.Select((state, i) => $"begins_with(statePk, {Value($":state{i}", Keys.StatesOf(state))})"))})");
        if (_index.Name == TableSchema.AwsAccountIndex && filter.Tenant is { } tenant)
            conditions.Add($"tenantPk = {Value(":tenant", Keys.Registrations(tenant))}");
        return conditions.Count > 0 ? string.Join(" AND ", conditions) : null;

        string Value(string name, string value)
        {
            values[name] = new() { S = value };
            return name;
        }
    }

    private Dictionary<string, AttributeValue> StartAfter(RegistrationPlace place)
    {
        var start = Table.Key(place.Key);
        start[_index.PartitionKey] = new() { S = place.Partition };
        start["stateSince"] = Item.Number(place.Since);
        return start;
    }

    private RegistrationPlace PlaceOf(Item item) => new(item.Text(_index.PartitionKey), item.Integer("stateSince"), (item.Text("pk"), item.Text("sk")));
}
