using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Registry;

namespace Onboarding.Sandbox.Dynamo;

/// <summary>The product's one table, made from the same definition as the CDK stack's.</summary>
internal static class TableDefinition
{
    /// <summary>The table's name.</summary>
    public const string Name = "Onboarding";

    /// <summary>The attribute by which DynamoDB deletes what has long expired, in epoch seconds.</summary>
    public const string TimeToLiveAttribute = TableSchema.TimeToLive;

    /// <summary>The request that creates the table.</summary>
    public static CreateTableRequest Request { get; } = new()
    {
        TableName = Name,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions =
        [
            Text(TableSchema.PartitionKey),
            Text(TableSchema.SortKey),
            .. TableSchema.Indexes.SelectMany(i => new[] { Text(i.PartitionKey), new(i.SortKey, i.SortsByNumber ? ScalarAttributeType.N : ScalarAttributeType.S) })
                .Where(a => a.AttributeName is not TableSchema.SortKey)
                .DistinctBy(a => a.AttributeName, StringComparer.Ordinal),
        ],
        KeySchema = Keys(TableSchema.PartitionKey, TableSchema.SortKey),
        GlobalSecondaryIndexes = [.. TableSchema.Indexes.Select(Index)],
        StreamSpecification = new() { StreamEnabled = true, StreamViewType = StreamViewType.NEW_AND_OLD_IMAGES },
    };

    /// <summary>The partition key of an index, or of the table itself; null when there is no such index.</summary>
    public static string? PartitionKey(string? index) =>
        (index is null ? Request.KeySchema : Request.GlobalSecondaryIndexes.Find(i => string.Equals(i.IndexName, index, StringComparison.Ordinal))?.KeySchema)?[0].AttributeName;

    private static GlobalSecondaryIndex Index(TableIndex index) => new()
    {
        IndexName = index.Name,
        KeySchema = Keys(index.PartitionKey, index.SortKey),
        Projection = index.Includes is null
            ? new() { ProjectionType = ProjectionType.ALL }
            : new() { ProjectionType = ProjectionType.INCLUDE, NonKeyAttributes = [.. index.Includes] },
    };

    private static AttributeDefinition Text(string name) => new(name, ScalarAttributeType.S);

    private static List<KeySchemaElement> Keys(string hash, string range) => [new(hash, KeyType.HASH), new(range, KeyType.RANGE)];
}
