using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>One partition of the census, counted by what its items have in common. What can't be read is reported and not counted.</summary>
internal sealed class Census(Table table, string partition)
{
    /// <summary>Reads every page of 1 MB.</summary>
    public async Task<Dictionary<TKey, long>> CountAsync<TKey>(Func<Item, TKey> key, CancellationToken cancellation)
        where TKey : class
    {
        var counts = new Dictionary<TKey, long>();
        var query = new QueryRequest
        {
            IndexName = TableSchema.CensusIndex,
            KeyConditionExpression = "censusPk = :partition",
            ExpressionAttributeValues = new(StringComparer.Ordinal) { [":partition"] = new() { S = partition } },
        };
        do
        {
            var (items, last) = await table.QueryAsync(query, cancellation);
            foreach (var found in items.Readable(key))
                counts[found] = counts.GetValueOrDefault(found) + 1;
            query.ExclusiveStartKey = last?.Attributes;
        }
        while (query.ExclusiveStartKey is not null);
        return counts;
    }
}
