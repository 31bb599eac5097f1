namespace Onboarding.Cdk;

/// <summary>What AWS has in one Region, as far as this stack needs to know.</summary>
/// <remarks>
/// As of 2026-11-28. Which Regions there are: botocore 1.43.11, <c>partitions.json</c>. HTTP APIs, event archives and user pools: the resource types that
/// cfn-lint 1.51.0 has for each Region, from CloudFormation's own registry, and
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/feature-availability.html (Taipei has no archive). SnapStart: cfn-lint's rule E2530.
/// Regions that an account must enable first: all that came after March 20, 2019
/// (https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html); the other partitions have none.
/// Lambda's X-Ray tracing: https://docs.amazonaws.cn/en_us/aws/latest/userguide/lambda.html.
/// When AWS adds a Region, or adds something to one, this table is what to change.
/// </remarks>
internal sealed record RegionFacts
{
    private RegionFacts(string name) => Name = name;

    public string Name { get; }

    /// <summary>Whether an account must enable the Region before anything, STS included, knows it there.</summary>
    public bool IsOptIn { get; private init; }

    /// <summary>Whether Lambda restores .NET functions from snapshots there.</summary>
    public bool HasSnapStart { get; private init; }

    public bool HasHttpApis { get; private init; } = true;

    /// <summary>Whether an event bus can keep an archive; the stack does without one otherwise.</summary>
    public bool HasArchives { get; private init; } = true;

    public bool HasUserPools { get; private init; } = true;

    /// <summary>Whether Lambda functions can send traces to X-Ray; they run without otherwise.</summary>
    public bool HasTracing { get; private init; } = true;

    /// <summary>Every Region that this version knows.</summary>
    public static IReadOnlyList<RegionFacts> All { get; } =
    [
        new("af-south-1") { IsOptIn = true, HasSnapStart = true },
        new("ap-east-1") { IsOptIn = true, HasSnapStart = true },
        new("ap-east-2") { IsOptIn = true, HasHttpApis = false, HasArchives = false },
        new("ap-northeast-1") { HasSnapStart = true },
        new("ap-northeast-2") { HasSnapStart = true },
        new("ap-northeast-3") { HasSnapStart = true },
        new("ap-south-1") { HasSnapStart = true },
        new("ap-south-2") { IsOptIn = true },
        new("ap-southeast-1") { HasSnapStart = true },
        new("ap-southeast-2") { HasSnapStart = true },
        new("ap-southeast-3") { IsOptIn = true, HasSnapStart = true },
        new("ap-southeast-4") { IsOptIn = true },
        new("ap-southeast-5") { IsOptIn = true },
        new("ap-southeast-6") { IsOptIn = true, HasHttpApis = false },
        new("ap-southeast-7") { IsOptIn = true },
        new("ca-central-1") { HasSnapStart = true },
        new("ca-west-1") { IsOptIn = true, HasArchives = false },
        new("cn-north-1") { HasUserPools = false, HasTracing = false },
        new("cn-northwest-1") { HasUserPools = false, HasTracing = false },
        new("eu-central-1") { HasSnapStart = true },
        new("eu-central-2") { IsOptIn = true },
        new("eu-north-1") { HasSnapStart = true },
        new("eu-south-1") { IsOptIn = true, HasSnapStart = true },
        new("eu-south-2") { IsOptIn = true },
        new("eu-west-1") { HasSnapStart = true },
        new("eu-west-2") { HasSnapStart = true },
        new("eu-west-3") { HasSnapStart = true },
        new("eusc-de-east-1"),
        new("il-central-1") { IsOptIn = true },
        new("me-central-1") { IsOptIn = true },
        new("me-south-1") { IsOptIn = true, HasSnapStart = true },
        new("mx-central-1") { IsOptIn = true, HasArchives = false },
        new("sa-east-1") { HasSnapStart = true },
        new("us-east-1") { HasSnapStart = true },
        new("us-east-2") { HasSnapStart = true },
        new("us-gov-east-1"),
        new("us-gov-west-1"),
        new("us-west-1") { HasSnapStart = true },
        new("us-west-2") { HasSnapStart = true },
    ];

    /// <summary>A template for no Region in particular counts on everything: the CDK's command line always names the one that it deploys into.</summary>
    public static RegionFacts Unknown { get; } = new("") { HasSnapStart = true };

    public static RegionFacts? Find(string name) => All.FirstOrDefault(r => r.Name == name);
}
