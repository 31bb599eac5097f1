using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>The vendor's own KMS key for the table, the topics, the queues and the logs, when the context asks for one.</summary>
internal sealed class EncryptionKey : Construct
{
    public EncryptionKey(Construct scope, string id, DeploySettings settings)
        : base(scope, id)
    {
        if (!settings.CustomerManagedKey)
            return;
        Key = new Key(this, "Key", new KeyProps
        {
            Alias = settings.Name.ToLowerInvariant(),
            Description = $"{settings.Name}: registrations, events and logs",
            EnableKeyRotation = true,
            RemovalPolicy = RemovalPolicy.RETAIN,
        });
        Key.AddToResourcePolicy(ThroughDynamoDb());
        Key.AddToResourcePolicy(OnlyServicesHoldGrants());
        Key.AddToResourcePolicy(ForLogs());
        Key.AddToResourcePolicy(ForAlarms());
        Key.AddToResourcePolicy(ForEventRules());
    }

    /// <summary>The key; null when AWS's own keys are used.</summary>
    public IKey? Key { get; }

    // Every principal that can use the table can use its key, but only through DynamoDB: so the functions' roles need no KMS actions.
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
    private static PolicyStatement ThroughDynamoDb() => new(new PolicyStatementProps
    {
        Sid = "TableThroughDynamoDb",
        Principals = [new AnyPrincipal()],
        Actions = ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resources = ["*"],
        Conditions = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["StringEquals"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["kms:CallerAccount"] = Aws.ACCOUNT_ID },
            ["StringLike"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["kms:ViaService"] = $"dynamodb.{Aws.REGION}.*" },
        },
    });

    // A grant outlives the policy that allowed it: only AWS's own services, acting for this account, can hold one.
    private static PolicyStatement OnlyServicesHoldGrants() => new(new PolicyStatementProps
    {
        Sid = "OnlyServicesHoldGrants",
        Effect = Effect.DENY,
        Principals = [new AnyPrincipal()],
        Actions = ["kms:CreateGrant"],
        Resources = ["*"],
        Conditions = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["BoolIfExists"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["kms:GrantIsForAWSResource"] = "false", ["aws:PrincipalIsAWSService"] = "false" },
        },
    });

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    private static PolicyStatement ForLogs() => new(new PolicyStatementProps
    {
        Sid = "Logs",
        Principals = [new ServicePrincipal($"logs.{Aws.REGION}.{Aws.URL_SUFFIX}")],
        Actions = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resources = ["*"],
        Conditions = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["ArnLike"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["kms:EncryptionContext:aws:logs:arn"] = $"arn:{Aws.PARTITION}:logs:{Aws.REGION}:{Aws.ACCOUNT_ID}:log-group:*",
            },
        },
    });

    // The rule that reports an alarm's end does not say for which account it uses the topic's key; the topic's own policy lets in the one rule only.
    // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    private static PolicyStatement ForEventRules() => new(new PolicyStatementProps
    {
        Sid = "EventRules",
        Principals = [new ServicePrincipal("events.amazonaws.com")],
        Actions = ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resources = ["*"],
    });

    // Alarms publish to encrypted topics: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    private static PolicyStatement ForAlarms() => new(new PolicyStatementProps
    {
        Sid = "Alarms",
        Principals = [new ServicePrincipal("cloudwatch.amazonaws.com")],
        Actions = ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resources = ["*"],
        Conditions = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["StringEquals"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["aws:SourceAccount"] = Aws.ACCOUNT_ID },
        },
    });
}
