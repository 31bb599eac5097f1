using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.S3.Deployment;
using Constructs;
using Onboarding.Cdk.Publishing;
using Onboarding.Templates;
using Profile = Onboarding.Templates.Profile;

namespace Onboarding.Cdk;

/// <summary>Where customers' CloudFormation reads the templates: public to read, below <c>templates/</c> only, and no version ever changes.</summary>
internal sealed class TemplateBucket : Construct
{
    public TemplateBucket(Construct scope, string id, DeploySettings settings, LogGroups logGroups)
        : base(scope, id)
    {
        var bucket = new Bucket(this, "Bucket", new BucketProps
        {
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            Versioned = true,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            // The policy below is public on purpose; access control lists stay blocked. All four are said, whatever a flag of the CDK makes of those that are not.
            BlockPublicAccess = new BlockPublicAccess(new BlockPublicAccessOptions { BlockPublicAcls = true, IgnorePublicAcls = true, BlockPublicPolicy = false, RestrictPublicBuckets = false }),
            RemovalPolicy = RemovalPolicy.RETAIN,
            LifecycleRules = [new LifecycleRule { AbortIncompleteMultipartUploadAfter = Duration.Days(1), NoncurrentVersionExpiration = Duration.Days(365) }],
        });
        // CloudFormation reads a template with the identity of the customer who creates the stack, and that may be any AWS account.
        bucket.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = "AnyoneReadsTemplates",
            Principals = [new AnyPrincipal()],
            Actions = ["s3:GetObject"],
            Resources = [bucket.ArnForObjects("templates/*")],
        }));
        // Links that were given out name these objects: nobody deletes one without changing this policy first.
        bucket.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = "PublishedTemplatesStay",
            Effect = Effect.DENY,
            Principals = [new AnyPrincipal()],
            Actions = ["s3:DeleteObject", "s3:DeleteObjectVersion"],
            Resources = [bucket.ArnForObjects("templates/*")],
        }));
        (BucketName, BaseUrl) = (bucket.BucketName, $"https://{bucket.BucketRegionalDomainName}/templates");
        Publication = Publish(bucket, settings, logGroups);
    }

    public string BucketName { get; }

    /// <summary>The address of <c>templates/</c>, with no slash at its end.</summary>
    public string BaseUrl { get; }

    /// <summary>Where the hashes of this version's templates are.</summary>
    public string ManifestUrl => $"{BaseUrl}/{ConnectTemplate.Version}/manifest.json";

    /// <summary>What puts the templates there: no link to one may be given out before.</summary>
    public IDependable Publication { get; }

    private BucketDeployment Publish(Bucket bucket, DeploySettings settings, LogGroups logGroups)
    {
        var vendor = new Vendor(settings.Brand, settings.Account ?? Aws.ACCOUNT_ID, VendorRole.Name(settings));
        var logs = logGroups.Add(this, "PublicationLogs");
        var role = new Role(this, "PublicationRole", new RoleProps
        {
            AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
            Description = $"{settings.Brand}: puts the customers' templates into their bucket",
        });
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["logs:CreateLogStream", "logs:PutLogEvents"], Resources = [logs.LogGroupArn] }));
        var deployment = new BucketDeployment(this, "Publication", new BucketDeploymentProps
        {
            DestinationBucket = bucket,
            DestinationKeyPrefix = "templates/" + ConnectTemplate.Version,
            Sources =
            [
                .. Profile.All.Select(p => Source.Data(p.Name + ".yaml", ConnectTemplate.Render(p, vendor))),
                Source.Data(HumanAccessTemplate.FileName, HumanAccessTemplate.Render(vendor)),
                Source.Data("manifest.json", Manifest.Render(vendor, isKnown: settings.Account is not null)),
            ],
            // Earlier versions stay: links that were given out name them.
            Prune = false,
            RetainOnDelete = true,
            LogGroup = logs,
            Role = role,
        });
        // This CDK's own function for it names Python 3.9, with which Lambda creates no functions any more; its code and command line run on 3.13.
        foreach (var function in Stack.Of(this).Node.FindAll().OfType<CfnFunction>().Where(f => f.Node.Path.Contains("CDKBucketDeployment", StringComparison.Ordinal)))
            function.Runtime = "python3.13";
        deployment.Node.AddDependency(bucket.Policy!);
        return deployment;
    }
}
