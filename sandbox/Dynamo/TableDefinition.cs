using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Sandbox.Dynamo;

/// <summary>The product's one table, as the CDK stack deploys it.</summary>
internal static class TableDefinition
{
    /// <summary>The table's name.</summary>
    public const string Name = "Onboarding";

    /// <summary>The attribute by which DynamoDB deletes what has long expired, in epoch seconds.</summary>
    public const string TimeToLiveAttribute = "ttl";

    /// <summary>The request that creates the table.</summary>
    public static CreateTableRequest Request { get; } = new()
    {
        TableName = Name,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions =
        [
            new("pk", ScalarAttributeType.S),
            new("sk", ScalarAttributeType.S),
            new("groupPk", ScalarAttributeType.S),
            new("groupSk", ScalarAttributeType.S),
            new("duePk", ScalarAttributeType.S),
            new("dueAt", ScalarAttributeType.N),
            new("statePk", ScalarAttributeType.S),
            new("stateSince", ScalarAttributeType.N),
        ],
        KeySchema = Keys("pk", "sk"),
        GlobalSecondaryIndexes = 
        [
            Index("group", "groupPk", "groupSk", ProjectionType.ALL),
            Index("due", "duePk", "dueAt", ProjectionType.KEYS_ONLY),
            Index("state", "statePk", "stateSince", ProjectionType.ALL),
        ],
        StreamSpecification = new() { StreamEnabled = true, StreamViewType = StreamViewType.NEW_AND_OLD_IMAGES },
    };

    /// <summary>The partition key of an index, or of the table itself; null when there is no such index.</summary>
    public static string? PartitionKey(string? index) =>
        (index is null ? Request.KeySchema : Request.GlobalSecondaryIndexes.Find(i => string.Equals(i.IndexName, index, StringComparison.Ordinal))?.KeySchema)?[0].AttributeName;

    private static GlobalSecondaryIndex Index(string name, string hash, string range, ProjectionType projection) => new()
    {
        IndexName = name,
        KeySchema = Keys(hash, range),
        Projection = new() { ProjectionType = projection },
    };

    private static List<KeySchemaElement> Keys(string hash, string range) => [new(hash, KeyType.HASH), new(range, KeyType.RANGE)];
}
