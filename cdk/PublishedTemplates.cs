using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3;
using Constructs;
using Onboarding.Functions.Aws;
using Onboarding.Templates;
using PolicyStatement = Amazon.CDK.AWS.IAM.PolicyStatement;

namespace Onboarding.Cdk;

/// <summary>Puts the customers' templates into their bucket, each under an address that names its digest. Nothing that is there is ever written again.</summary>
internal sealed class PublishedTemplates : Construct
{
    private readonly Bucket _bucket;

    public PublishedTemplates(Construct scope, string id, DeploySettings settings, Bucket bucket, LogGroups logGroups)
        : base(scope, id)
    {
        _bucket = bucket;
        var vendor = new Vendor(settings.Brand, settings.Account ?? Amazon.CDK.Aws.ACCOUNT_ID, VendorRole.Name(settings));
        var partition = settings.HomeRegion is { } region ? Partition.OfRegion(region).Name : Amazon.CDK.Aws.PARTITION;
        var publisher = Publisher(settings, logGroups);
        Keys =
        [
            .. settings.Profiles.Catalog.Profiles.Select(p => Publish(publisher, p.Version, p.Name, ConnectTemplate.Render(p, vendor, settings.PolicyStyle))),
            Publish(publisher, ConnectTemplate.Version, HumanAccessTemplate.Name, HumanAccessTemplate.Render(vendor, partition, Partition.SignInHosts)),
        ];
        foreach (var profile in settings.Profiles.Catalog.Profiles)
            PublishModule(publisher, profile, vendor, settings);
        Resource(publisher, "Withdrawn", "Custom::WithdrawnTemplates", new(StringComparer.Ordinal) { ["Keys"] = Withdrawn(settings) });
    }

    /// <summary>The keys that no longer stand for anything: the bucket lets these be deleted, and no others.</summary>
    public static string WithdrawnKeys => $"templates/*/{HumanAccessTemplate.WithdrawnFile}";

    /// <summary>The key of each template, which only the deployment knows when it learns the vendor's account in AWS.</summary>
    public IReadOnlyList<(string Name, string Key)> Keys { get; }

    private static readonly string[] s_ignoredChecks = ["E1029"];

    // In every folder that any version was ever published in.
    private static string[] Withdrawn(DeploySettings settings) => [.. settings.Profiles.Manifest.Names.Select(v => $"templates/{v}/{HumanAccessTemplate.WithdrawnFile}")];

    private (string Name, string Key) Publish(Function publisher, string version, string name, string text)
    {
        var template = Resource(publisher, name, "Custom::PublishedTemplate", new(StringComparer.Ordinal)
        {
            ["Folder"] = "templates/" + version,
            ["File"] = name,
            ["Text"] = text,
            ["DigestLength"] = TemplateAddress.DigestLength,
        });
        Unread(template);
        return (name, template.GetAttString("Key"));
    }

    // The archive is built from its files during the deployment, because the vendor's account can be unknown before.
    private void PublishModule(Function publisher, Profile profile, Vendor vendor, DeploySettings settings) => Unread(Resource(publisher, profile.Name + "-module", "Custom::PublishedModule", new(StringComparer.Ordinal)
    {
        ["Folder"] = "templates/" + profile.Version,
        ["File"] = profile.Name,
        ["Files"] = TerraformModule.Files(profile, vendor, settings.PolicyStyle).Select(f => new Dictionary<string, object>(StringComparer.Ordinal) { ["Name"] = f.Name, ["Text"] = f.Text }).ToArray<object>(),
        ["DigestLength"] = TemplateAddress.DigestLength,
    }));

    // The texts' “${…}” are for the customer's CloudFormation or Terraform, and mean nothing to this one.
    private static void Unread(CustomResource resource) => ((CfnResource)resource.Node.DefaultChild!).AddMetadata("cfn-lint", new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["config"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["ignore_checks"] = s_ignoredChecks },
    });

    private CustomResource Resource(Function publisher, string id, string type, Dictionary<string, object> properties)
    {
        properties.Add("Bucket", _bucket.BucketName);
        var resource = new CustomResource(this, id, new CustomResourceProps { ServiceToken = publisher.FunctionArn, ResourceType = type, Properties = properties });
        resource.Node.AddDependency(_bucket.Policy!);
        return resource;
    }

    private Function Publisher(DeploySettings settings, LogGroups logGroups)
    {
        var logs = logGroups.Add(this, "Logs");
        var role = new Role(this, "Role", new RoleProps
        {
            AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
            Description = $"{settings.Brand}: puts the customers' templates into their bucket",
        });
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["logs:CreateLogStream", "logs:PutLogEvents"], Resources = [logs.LogGroupArn] }));
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["s3:GetObject", "s3:PutObject"], Resources = [_bucket.ArnForObjects("templates/*")] }));
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["s3:DeleteObject"], Resources = [_bucket.ArnForObjects(WithdrawnKeys)] }));
        var function = new Function(this, "Publisher", new FunctionProps
        {
            Description = $"{settings.Brand}: puts the customers' templates into their bucket, during deployments",
            // This CDK's own list ends at Node.js 20, with which Lambda no longer creates functions.
            Runtime = new Runtime("nodejs22.x", RuntimeFamily.NODEJS, new LambdaRuntimeProps { SupportsInlineCode = true }),
            Handler = "index.handler",
            Code = Code.FromInline(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Publishing", "publish.js"))),
            Role = role,
            LogGroup = logs,
            Timeout = Duration.Minutes(1),
        });
        // Its rights are there before it is called.
        function.Node.AddDependency(role);
        return function;
    }
}
