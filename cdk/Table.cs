using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Constructs;
using Onboarding.Functions.Registry;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;
using DynamoTable = Amazon.CDK.AWS.DynamoDB.Table;

namespace Onboarding.Cdk;

/// <summary>The registry: one on-demand table that outlives the stack.</summary>
internal sealed class Table : Construct
{
    public Table(Construct scope, string id, DeploySettings settings, EncryptionKey encryption)
        : base(scope, id)
    {
        var table = settings.TableArn is { } arn ? Existing(arn, settings.TableStreamArn!) : Add(encryption);
        (Name, Arn, StreamArn) = (table.TableName, table.TableArn, table.TableStreamArn!);
        Resource = table;
    }

    public string Name { get; }

    public string Arn { get; }

    /// <summary>The stream that carries the outbox.</summary>
    public string StreamArn { get; }

    public ITable Resource { get; }

    // What a restore does not bring back, the operator has switched on before: docs/deploy.md says how, and “onboarding-ops doctor” looks.
    private ITable Existing(string arn, string streamArn) => DynamoTable.FromTableAttributes(this, "Table", new TableAttributes
    {
        TableArn = arn,
        TableStreamArn = streamArn,
        GlobalIndexes = [.. TableSchema.Indexes.Select(i => i.Name)],
    });

    private DynamoTable Add(EncryptionKey encryption)
    {
        var table = new DynamoTable(this, "Table", new TableProps
        {
            PartitionKey = Text(TableSchema.PartitionKey),
            SortKey = Text(TableSchema.SortKey),
            BillingMode = BillingMode.PAY_PER_REQUEST,
            Encryption = encryption.Key is null ? TableEncryption.AWS_MANAGED : TableEncryption.CUSTOMER_MANAGED,
            EncryptionKey = encryption.Key,
            PointInTimeRecovery = true,
            DeletionProtection = true,
            RemovalPolicy = RemovalPolicy.RETAIN,
            TimeToLiveAttribute = TableSchema.TimeToLive,
            Stream = StreamViewType.NEW_AND_OLD_IMAGES,
        });
        foreach (var index in TableSchema.Indexes)
            table.AddGlobalSecondaryIndex(PropsOf(index));
        return table;
    }

    private static GlobalSecondaryIndexProps PropsOf(TableIndex index) => new()
    {
        IndexName = index.Name,
        PartitionKey = Text(index.PartitionKey),
        SortKey = index.SortsByNumber ? new Attribute { Name = index.SortKey, Type = AttributeType.NUMBER } : Text(index.SortKey),
        ProjectionType = index.Includes is null ? ProjectionType.ALL : ProjectionType.INCLUDE,
        NonKeyAttributes = index.Includes?.ToArray(),
    };

    private static Attribute Text(string name) => new() { Name = name, Type = AttributeType.STRING };
}
