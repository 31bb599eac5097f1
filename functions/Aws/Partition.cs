namespace Onboarding.Functions.Aws;

/// <summary>One of the three partitions that this service knows.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html</remarks>
internal sealed record Partition
{
    private Partition(string name, string dnsSuffix, string consoleHost, string iamEndpoint, string iamRegion)
    {
        Name = name;
        DnsSuffix = dnsSuffix;
        ConsoleHost = consoleHost;
        IamEndpoint = iamEndpoint;
        IamRegion = iamRegion;
    }

    public static Partition Aws { get; } =
        new("aws", "amazonaws.com", "console.aws.amazon.com", "https://iam.amazonaws.com", "us-east-1");

    public static Partition China { get; } =
        new("aws-cn", "amazonaws.com.cn", "console.amazonaws.cn", "https://iam.cn-north-1.amazonaws.com.cn", "cn-north-1");

    public static Partition UsGov { get; } =
        new("aws-us-gov", "amazonaws.com", "console.amazonaws-us-gov.com", "https://iam.us-gov.amazonaws.com", "us-gov-west-1");

    /// <summary>The name as ARNs have it.</summary>
    public string Name { get; }

    /// <summary>What the host names of regional endpoints end with.</summary>
    public string DnsSuffix { get; }

    /// <summary>The console's host without its Region.</summary>
    public string ConsoleHost { get; }

    /// <summary>IAM's one endpoint in this partition.</summary>
    public string IamEndpoint { get; }

    /// <summary>The Region that requests to <see cref="IamEndpoint"/> are signed for.</summary>
    public string IamRegion { get; }

    public static Partition? Find(string name) => name switch
    {
        "aws" => Aws,
        "aws-cn" => China,
        "aws-us-gov" => UsGov,
        _ => null,
    };

    /// <summary>The partition of a well-formed Region.</summary>
    public static Partition OfRegion(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? China
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? UsGov
        : Aws;
}
