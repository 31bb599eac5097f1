using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using Onboarding.Functions;
using Onboarding.Functions.Http;

namespace Onboarding.Cdk;

/// <summary>The whole product in one stack. Each construct is in the file with its name.</summary>
internal sealed class OnboardingStack : Stack
{
    /// <summary>Builds the stack.</summary>
    /// <param name="scope">The app.</param>
    /// <param name="settings">What the deployment decided.</param>
    /// <param name="package">The path of what Lambda runs.</param>
    /// <param name="features">The functions: <see cref="Feature.All"/>.</param>
    /// <param name="routes">The API: <see cref="Routes.All"/>.</param>
    public OnboardingStack(Construct scope, DeploySettings settings, string package, IReadOnlyList<Feature> features, IReadOnlyList<Route> routes)
        : base(scope, settings.Name, new StackProps
        {
            Description = $"{settings.Name}: customers connect their AWS accounts",
            // Deleting the stack disconnects every customer: its roles and the access role's policy are deleted with it.
            TerminationProtection = settings.TerminationProtection,
            Env = new Amazon.CDK.Environment { Account = settings.Account, Region = settings.HomeRegion },
        })
    {
        // So that costs can be split by deployment; the stack's tags also apply to the resources that the CDK adds.
        Amazon.CDK.Tags.Of(this).Add("onboarding:deployment", settings.Name);
        foreach (var (name, value) in settings.Tags)
            Amazon.CDK.Tags.Of(this).Add(name, value);
        var encryption = new EncryptionKey(this, "Encryption", settings);
        var logGroups = new LogGroups(encryption, settings);
        var deadLetters = new DeadLetters(encryption);
        var table = new Table(this, "Registry", settings, encryption);
        var templates = new TemplateBucket(this, "Templates", settings, logGroups);
        var signIn = new SignIn(this, "SignIn", settings);
        var outbox = new Outbox(this, "Outbox", settings);
        var notifications = new Notifications(this, "Notifications", settings, encryption);
        var around = new FunctionSurroundings
        {
            Settings = settings,
            Table = table,
            Templates = templates,
            Outbox = outbox,
            Notifications = notifications,
            Encryption = encryption,
            LogGroups = logGroups,
            Code = Code.FromAsset(package),
        };
        FeatureFunction[] functions = [.. features.Where(f => f.Queue is null || settings.HasWebhook).Select(f => new FeatureFunction(this, f.Name, f, around))];
        var vendorRole = new VendorRole(this, "VendorAccess", settings, [.. functions.Where(f => f.Feature.AssumesVendorRole).Select(f => f.Role)]);
        var api = new Api(this, "Api", settings, signIn, logGroups, functions, routes);
        _ = new Operators(this, "Operators", settings, api);
        var product = new ProductAccess(this, "ProductAccess", settings, api);
        _ = new Schedules(this, "Schedules", settings, functions, deadLetters);
        KeepAlive? keepAlive = null;
        if (settings.SnapStart)
            keepAlive = new KeepAlive(this, "KeepAlive", functions);
        _ = new Streams(this, "Streams", functions, table, deadLetters);
        var webhooks = functions.FirstOrDefault(f => f.Feature.Queue is not null) is { } sender ? new Webhooks(this, "Webhooks", settings, sender, outbox, encryption, deadLetters) : null;
        _ = new Alarms(this, "Alarms", settings, notifications, functions, api, table, deadLetters, keepAlive, webhooks);
        _ = new Dashboard(this, "Dashboard", settings, functions, api, table, deadLetters);

        Output(this, "ApiUrl", api.Url, "The API's address");
        Output(this, "VendorRoleArn", vendorRole.Role.RoleArn, "The role that customers' roles trust");
        Output(this, "ProductPolicyArn", product.Policy.ManagedPolicyArn, "The policy for roles of the vendor's software");
        if (product.Role is { } productRole)
            Output(this, "ProductRoleArn", productRole.RoleArn, "The role that the vendor's software in other accounts assumes");
        Output(this, "TemplateBaseUrl", templates.BaseUrl, "The base address of the customers' templates");
        foreach (var (name, url) in templates.Urls)
            Output(this, "TemplateUrl" + name, url, "A template for customers; its address contains its digest");
        Output(this, "EventBusName", outbox.Bus.EventBusName, "The event bus that other systems subscribe to");
        Output(this, "EventsTopicArn", notifications.Events.TopicArn, "The topic with every event's message for people");
    }

    /// <summary>Adds an output to the stack, under just this name wherever it is made.</summary>
    internal static void Output(Construct of, string key, string value, string description) =>
        _ = new CfnOutput(Of(of), key, new CfnOutputProps { Value = value, Description = description });
}
