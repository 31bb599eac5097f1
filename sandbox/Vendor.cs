using Onboarding.Functions;
using Onboarding.Sandbox.Dynamo;
using Onboarding.Simulator.Events;

namespace Onboarding.Sandbox;

/// <summary>The vendor's own AWS account: its roles and their permissions.</summary>
/// <param name="partition">The partition that the account belongs to.</param>
internal sealed class Vendor(Partition partition)
{
    /// <summary>The vendor's account.</summary>
    public const string AccountId = "999988887777";

    /// <summary>The product's name.</summary>
    public const string Brand = "Onboarding";

    /// <summary>The id of the vendor's HTTP API.</summary>
    public const string ApiId = "onboarding";

    /// <summary>The role of the vendor's software.</summary>
    public const string ProductRoleName = "onboarding-product-access";

    // The one role that customers' roles trust.
    private const string AccessRoleName = "onboarding-connect-access";

    /// <summary>The role that the templates trust.</summary>
    public string AccessRoleArn => RoleArn(AccessRoleName);

    /// <summary>The vendor as the customers' templates name it.</summary>
    public static Templates.Vendor InTemplates { get; } = new(Brand, AccountId, AccessRoleName);

    /// <summary>The Region of the table, the HTTP API and the functions.</summary>
    public string HomeRegion => partition.HomeRegion;

    /// <summary>The ARN of the product's table.</summary>
    public string TableArn => $"arn:{partition.Name}:dynamodb:{partition.HomeRegion}:{AccountId}:table/{TableDefinition.Name}";

    /// <summary>The ARN of the table's stream.</summary>
    public string StreamArn => TableArn + "/stream/2026-01-01T00:00:00.000";

    /// <summary>The name of the product's event bus.</summary>
    public const string EventBusName = Brand + "-events";

    /// <summary>The ARN of the product's event bus.</summary>
    public string EventBusArn => NewEventBus().Arn;

    /// <summary>The product's event bus, without an event.</summary>
    public EventBus NewEventBus() => new(partition.Name, HomeRegion, AccountId, EventBusName);

    /// <summary>The ARN of the topic that mails operators.</summary>
    public string EventsTopicArn => $"arn:{partition.Name}:sns:{partition.HomeRegion}:{AccountId}:{Brand}-events";

    /// <summary>The ARN of the queue of webhooks.</summary>
    public string WebhookQueueArn => $"arn:{partition.Name}:sqs:{partition.HomeRegion}:{AccountId}:{Brand}-webhooks";

    /// <summary>The ARN of the secret that webhooks are signed with.</summary>
    public string WebhookSecretArn => $"arn:{partition.Name}:secretsmanager:{partition.HomeRegion}:{AccountId}:secret:webhook-a1B2c3";

    /// <summary>The secret that webhooks are signed with.</summary>
    public const string WebhookSecret = "the-sandbox-signs-webhooks-with-this";

    /// <summary>The ARN of a route of the HTTP API, as <c>execute-api:Invoke</c> is authorized against it.</summary>
    public string InvokeArn(string method, string path) =>
        $"arn:{partition.Name}:execute-api:{partition.HomeRegion}:{AccountId}:{ApiId}/$default/{method}{path}";

    /// <summary>The ARN of a feature's function.</summary>
    public string FunctionArn(string feature) =>
        $"arn:{partition.Name}:lambda:{partition.HomeRegion}:{AccountId}:function:{FunctionName(feature)}";

    /// <summary>The name of a feature's function.</summary>
    public static string FunctionName(string feature) => "onboarding-" + feature;

    /// <summary>The execution role of a feature's function.</summary>
    public string FunctionRoleArn(string feature) => RoleArn("onboarding-function-" + feature);

    /// <summary>Creates the account's roles, with what the CDK stack gives them.</summary>
    /// <param name="aws">The simulated AWS that keeps them.</param>
    public void DefineRoles(SimulatedAws aws)
    {
        foreach (var feature in Feature.All)
        {
            aws.DefineRole(FunctionRoleArn(feature.Name), Policy.TrustService("lambda.amazonaws.com"), FunctionPolicy(feature));
        }

        aws.CreateTopic(EventsTopicArn);
        aws.DefineRole(
            AccessRoleArn,
            Policy.TrustRoles([.. Feature.All.Where(f => f.AssumesVendorRole).Select(f => FunctionRoleArn(f.Name))]),
            Policy.Allow(["sts:AssumeRole"], [$"arn:{partition.Name}:iam::*:role/{InTemplates.Prefix}*"]));
    }

    /// <summary>An access key of an operator, which can only call the operator API.</summary>
    /// <param name="aws">The simulated AWS that keeps it.</param>
    public IssuedCredentials IssueOperatorKey(SimulatedAws aws) =>
        aws.IssueUserKey(AccountId, "onboarding-operator", Policy.Allow(["execute-api:Invoke"], [InvokeArn("*", "/ops/*")]), partition.Name);

    /// <summary>An access key of a customer's administrator, who can do everything in an account.</summary>
    /// <param name="aws">The simulated AWS that keeps it.</param>
    /// <param name="accountId">The account.</param>
    public IssuedCredentials IssueAdministratorKey(SimulatedAws aws, string accountId) => aws.IssueUserKey(accountId, "administrator", Policy.Allow(["*"], ["*"]), partition.Name);

    /// <summary>A session of a role of the vendor's software, which can only call the product API.</summary>
    /// <param name="aws">The simulated AWS that keeps it.</param>
    /// <param name="name">The role's name.</param>
    public IssuedCredentials IssueProductSession(SimulatedAws aws, string name)
    {
        aws.DefineRole(RoleArn(name), Policy.TrustService("ec2.amazonaws.com"), Policy.Allow(["execute-api:Invoke"], [InvokeArn("*", "/product/*")]));
        return aws.IssueRoleSession(RoleArn(name), "sandbox");
    }

    private string FunctionPolicy(Feature feature)
    {
        var table = feature.Table.Select(g => new Grant([.. g.Actions.Select(a => "dynamodb:" + a)], [g.Index is null ? TableArn : $"{TableArn}/index/{g.Index}"], g.Keys));
        var logs = new Grant(["logs:CreateLogStream", "logs:PutLogEvents"], ["*"]);
        var assume = new Grant(["sts:AssumeRole"], [AccessRoleArn]);
        var grants = feature.AssumesVendorRole ? [.. table, logs, assume] : (IReadOnlyList<Grant>)[.. table, logs];
        return Policy.Allow(feature.Delivers switch
        {
            Destination.EventBus => [.. grants, new Grant(["events:PutEvents"], [EventBusArn])],
            Destination.EventsTopic => [.. grants, new Grant(["sns:Publish"], [EventsTopicArn])],
            _ when feature.Queue is not null => [.. grants, new Grant(["secretsmanager:GetSecretValue"], [WebhookSecretArn])],
            _ => grants,
        });
    }

    private string RoleArn(string name) => $"arn:{partition.Name}:iam::{AccountId}:role/{name}";
}
