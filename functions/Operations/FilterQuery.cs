using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>A filter as DynamoDB understands it: the index, its partitions, and what is left out of them.</summary>
internal sealed class FilterQuery
{
    private readonly RegistrationFilter _filter;
    private readonly (string Name, string PartitionKey) _index;

    public FilterQuery(RegistrationFilter filter)
    {
        _filter = filter;
        (_index, Partitions) = filter switch
        {
            { AwsAccount: { } account } => ((TableSchema.AwsAccountIndex, "awsAccountPk"), [Keys.Registrations(account)]),
            { Tenant: { } tenant } => ((TableSchema.TenantIndex, "tenantPk"), [Keys.Registrations(tenant)]),
            _ => ((TableSchema.StateIndex, "statePk"), (IReadOnlyList<string>)[.. filter.States.SelectMany(s => Enumerable.Range(0, Keys.Shards).Select(shard => Keys.State(s, shard)))]),
        };
    }

    /// <summary>The index's partitions, in the order in which they are read.</summary>
    public IReadOnlyList<string> Partitions { get; }

    /// <summary>Whether something is left out of the partitions.</summary>
    public bool Filters => Conditions(new(StringComparer.Ordinal)).Count > 0;

    /// <summary>A query of one partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="limit">How many items there is room for.</param>
    /// <param name="after">After which place; null for the beginning.</param>
    public QueryRequest Of(string partition, int limit, RegistrationPlace? after)
    {
        var values = new Dictionary<string, AttributeValue>(StringComparer.Ordinal)
        {
            [":partition"] = new() { S = partition },
            [":until"] = Item.Number(_filter.Until.ToUnixTimeMilliseconds()),
        };
        var conditions = Conditions(values);
        return new QueryRequest
        {
            IndexName = _index.Name,
            KeyConditionExpression = _index.PartitionKey + " = :partition AND stateSince <= :until",
            FilterExpression = conditions.Count > 0 ? string.Join(" AND ", conditions) : null,
            ExpressionAttributeValues = values,
            // With a filter DynamoDB's own page of 1 MB: a limit would count what is left out, too.
            Limit = conditions.Count > 0 ? null : limit,
            ExclusiveStartKey = after is null ? null : StartAfter(after),
        };
    }

    /// <summary>Where an item is in the index.</summary>
    public RegistrationPlace PlaceOf(Item item) => new(item.Text(_index.PartitionKey), item.Integer("stateSince"), (item.Text("pk"), item.Text("sk")));

    // What the index does not decide.
    private List<string> Conditions(Dictionary<string, AttributeValue> values)
    {
        var conditions = new List<string>();
        if (_index.Name != TableSchema.StateIndex && !_filter.AnyState)
            conditions.Add($"({string.Join(" OR ", _filter.States.Select((state, i) => $"begins_with(statePk, {Value($":state{i}", Keys.StatesOf(state))})"))})");
        if (_index.Name == TableSchema.AwsAccountIndex && _filter.Tenant is { } tenant)
            conditions.Add($"tenantPk = {Value(":tenant", Keys.Registrations(tenant))}");
        if (_filter.NameKey is { } name)
            conditions.Add($"contains(nameKey, {Value(":name", name)})");
        if (_filter.Profile is { } profile)
            conditions.Add($"profile = {Value(":profile", profile)}");
        if (_filter.Version is { } version)
        {
            values[":version"] = Item.Number(version.Order);
            conditions.Add($"templateOrder {(version.IsBefore ? "<" : "=")} :version");
        }

        return conditions;

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
}
