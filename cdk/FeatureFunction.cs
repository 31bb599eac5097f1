using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;
using Destination = Onboarding.Functions.Destination;
using Feature = Onboarding.Functions.Feature;
using TableGrant = Onboarding.Functions.TableGrant;

namespace Onboarding.Cdk;

/// <summary>The Lambda function of one feature, with a role that has only what the feature's line says.</summary>
internal sealed class FeatureFunction : Construct
{
    public FeatureFunction(Construct scope, string id, Feature feature, FunctionSurroundings around)
        : base(scope, id)
    {
        Feature = feature;
        LogGroup = around.LogGroups.Add(this, "Logs");
        Role = new Role(this, "Role", new RoleProps
        {
            AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
            Description = $"{around.Settings.Brand}: {feature.Does}",
        });
        GrantLogs();
        foreach (var grant in feature.Table)
            Role.AddToPolicy(TableStatement(grant, around.Table));
        if (feature.AssumesVendorRole)
            Role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["sts:AssumeRole"], Resources = [VendorRole.Arn(around.Settings)] }));

        var lane = around.Settings.Lane;
        Function = new Function(this, "Function", new FunctionProps
        {
            Description = $"{around.Settings.Brand}: {feature.Does}",
            Runtime = lane.Runtime,
            Architecture = around.Settings.Architecture.ForLambda,
            Handler = lane.Handler,
            Code = around.Code,
            Role = Role,
            LogGroup = LogGroup,
            // Lambda's own lines are then JSON as well, as the function's are, and both can be filtered by level.
            LoggingFormat = LoggingFormat.JSON,
            MemorySize = feature.MemoryMiB,
            Timeout = Duration.Seconds(feature.TimeoutSeconds),
            Tracing = around.Settings.Home.HasTracing ? Tracing.ACTIVE : Tracing.DISABLED,
            Environment = Environment(feature, around),
            // No caller waits for a function that a stream or a queue starts.
            SnapStart = around.Settings.SnapStart && feature is { Stream: null, Queue: null } ? SnapStartConf.ON_PUBLISHED_VERSIONS : null,
        });
        if (feature.Delivers is { } destination)
            LetDeliver(destination, around);
        Annotations.Of(Function).AcknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish", "The alias below points to a published version.");
        // SnapStart restores versions, never $LATEST, and an alias is what stays when the version changes.
        Live = new Alias(this, "Live", new AliasProps { AliasName = "live", Version = Function.CurrentVersion });
        Live.Node.AddDependency(around.Templates.Publication);
    }

    public Feature Feature { get; }

    public Function Function { get; }

    /// <summary>What requests, schedules and the stream invoke.</summary>
    public Alias Live { get; }

    public Role Role { get; }

    public LogGroup LogGroup { get; }

    private void LetDeliver(Destination destination, FunctionSurroundings around)
    {
        if (destination == Destination.EventBus)
        {
            around.Outbox.Bus.GrantPutEventsTo(Role);
            Function.AddEnvironment("EVENT_BUS_NAME", around.Outbox.Bus.EventBusName);
        }
        else
        {
            around.Notifications.LetMail(Role, around.Encryption);
            Function.AddEnvironment("EVENTS_TOPIC_ARN", around.Notifications.Events.TopicArn);
        }
    }

    private void GrantLogs() => Role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
    {
        Actions = ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resources = [LogGroup.LogGroupArn],
    }));

    private static PolicyStatement TableStatement(TableGrant grant, Table table) => new(new PolicyStatementProps
    {
        Actions = [.. grant.Actions.Select(a => "dynamodb:" + a)],
        Resources = [grant.Index is null ? table.Arn : $"{table.Arn}/index/{grant.Index}"],
        Conditions = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["ForAllValues:StringLike"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["dynamodb:LeadingKeys"] = grant.Keys.ToArray() },
        },
    });

    private static Dictionary<string, string> Environment(Feature feature, FunctionSurroundings around) => new(around.Settings.ContextOf(feature), StringComparer.Ordinal)
    {
        ["BRAND"] = around.Settings.Brand,
        [Functions.ContextKey.InvitationUrl.Variable] = around.Settings.InvitationUrl,
        ["ONBOARDING_FEATURE"] = feature.Name,
        [Templates.ProfileCatalog.Variable] = Packaging.Package.CatalogFile,
        ["REGIONS"] = string.Join(',', around.Settings.CustomerRegions),
        ["TABLE_NAME"] = around.Table.Name,
        ["TEMPLATE_BASE_URL"] = around.Templates.BaseUrl,
        ["TEMPLATE_BUCKET"] = around.Templates.BucketName,
        ["TENANT_CLAIM"] = around.Settings.TenantClaim,
        ["VENDOR_ROLE_ARN"] = VendorRole.Arn(around.Settings),
    };
}

/// <summary>What every function of the stack is given.</summary>
internal sealed record FunctionSurroundings
{
    public required DeploySettings Settings { get; init; }

    public required Table Table { get; init; }

    public required TemplateBucket Templates { get; init; }

    public required Outbox Outbox { get; init; }

    public required Notifications Notifications { get; init; }

    public required EncryptionKey Encryption { get; init; }

    public required LogGroups LogGroups { get; init; }

    /// <summary>The one package that all functions run.</summary>
    public required Code Code { get; init; }
}
