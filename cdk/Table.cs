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
    public Table(Construct scope, string id, EncryptionKey encryption)
        : base(scope, id)
    {
        var table = new DynamoTable(this, "Table", new TableProps
        {
            PartitionKey = Text("pk"),
            SortKey = Text("sk"),
            BillingMode = BillingMode.PAY_PER_REQUEST,
            Encryption = encryption.Key is null ? TableEncryption.AWS_MANAGED : TableEncryption.CUSTOMER_MANAGED,
            EncryptionKey = encryption.Key,
            PointInTimeRecovery = true,
            DeletionProtection = true,
            RemovalPolicy = RemovalPolicy.RETAIN,
            TimeToLiveAttribute = "ttl",
            Stream = StreamViewType.NEW_AND_OLD_IMAGES,
        });
        table.AddGlobalSecondaryIndex(new GlobalSecondaryIndexProps
        {
            IndexName = Keys.GroupIndex,
            PartitionKey = Text("groupPk"),
            SortKey = Text("groupSk"),
            ProjectionType = ProjectionType.ALL,
        });
        table.AddGlobalSecondaryIndex(new GlobalSecondaryIndexProps
        {
            IndexName = Keys.DueIndex,
            PartitionKey = Text("duePk"),
            SortKey = new Attribute { Name = "dueAt", Type = AttributeType.NUMBER },
            // The sweeper reads an item when it takes it; here it only finds it.
            ProjectionType = ProjectionType.KEYS_ONLY,
        });
        table.AddGlobalSecondaryIndex(new GlobalSecondaryIndexProps
        {
            IndexName = Keys.StateIndex,
            PartitionKey = Text("statePk"),
            SortKey = new Attribute { Name = "stateSince", Type = AttributeType.NUMBER },
            ProjectionType = ProjectionType.ALL,
        });
        (Name, Arn, StreamArn) = (table.TableName, table.TableArn, table.TableStreamArn!);
        Resource = table;
    }

    public string Name { get; }

    public string Arn { get; }

    /// <summary>The stream that carries the outbox.</summary>
    public string StreamArn { get; }

    public ITable Resource { get; }

    private static Attribute Text(string name) => new() { Name = name, Type = AttributeType.STRING };
}
