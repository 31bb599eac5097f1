using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>Where customers' CloudFormation reads the templates: public to read, below <c>templates/</c> only. What is published there never changes.</summary>
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
        // CloudFormation reads a template with the identity of the customer who creates the stack, which can be in any AWS account.
        bucket.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = "AnyoneReadsTemplates",
            Principals = [new AnyPrincipal()],
            Actions = ["s3:GetObject"],
            Resources = [bucket.ArnForObjects("templates/*")],
        }));
        // Existing links refer to these objects: to delete one, change this policy first. Deployments never do.
        bucket.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = "PublishedTemplatesStay",
            Effect = Effect.DENY,
            Principals = [new AnyPrincipal()],
            Actions = ["s3:DeleteObject", "s3:DeleteObjectVersion"],
            NotResources = [bucket.ArnForObjects(PublishedTemplates.WithdrawnKeys)],
        }));
        // Existing keys can't be overwritten: S3 writes only conditionally, if the key doesn't exist.
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
        bucket.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = "NoKeyIsWrittenTwice",
            Effect = Effect.DENY,
            Principals = [new AnyPrincipal()],
            Actions = ["s3:PutObject"],
            Resources = [bucket.ArnForObjects("templates/*")],
            Conditions = new Dictionary<string, object>(StringComparer.Ordinal) { ["Null"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["s3:if-none-match"] = "true" } },
        }));
        (BucketName, BaseUrl) = (bucket.BucketName, $"https://{bucket.BucketRegionalDomainName}/templates");
        var published = new PublishedTemplates(this, "Published", settings, bucket, logGroups);
        (Publication, Urls) = (published, [.. published.Keys.Select(k => (OutputName(k.Name), $"https://{bucket.BucketRegionalDomainName}/{k.Key}"))]);
    }

    public string BucketName { get; }

    /// <summary>The address of <c>templates/</c>, with no slash at its end.</summary>
    public string BaseUrl { get; }

    /// <summary>The address of each template, by the name of a profile, or of another template, as the key of an output has it.</summary>
    public IReadOnlyList<(string Name, string Url)> Urls { get; }

    /// <summary>What publishes the templates: no link to one must be given out before.</summary>
    public IDependable Publication { get; }

    // An output's key has letters and digits only: read-only becomes ReadOnly.
    private static string OutputName(string name) => string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
