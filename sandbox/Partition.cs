namespace Onboarding.Sandbox;

/// <summary>An AWS partition: its name in ARNs, its Regions that the product offers, and its console.</summary>
internal sealed record Partition
{
    /// <summary>The standard partition.</summary>
    public static Partition Aws { get; } = new()
    {
        Name = "aws",
        Regions = ["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1", "ap-northeast-3"],
        ConsoleHost = "console.aws.amazon.com",
    };

    /// <summary>The partition of the Regions in China.</summary>
    public static Partition China { get; } = new()
    {
        Name = "aws-cn",
        Regions = ["cn-north-1", "cn-northwest-1"],
        ConsoleHost = "console.amazonaws.cn",
    };

    /// <summary>The partition of AWS GovCloud (US).</summary>
    public static Partition GovCloud { get; } = new()
    {
        Name = "aws-us-gov",
        Regions = ["us-gov-west-1", "us-gov-east-1"],
        ConsoleHost = "console.amazonaws-us-gov.com",
    };

    /// <summary>The name as ARNs write it.</summary>
    public required string Name { get; init; }

    /// <summary>The Regions in which customers may create their stack; the first is the one the vendor runs in.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>The console's host, after the Region's label.</summary>
    public required string ConsoleHost { get; init; }

    /// <summary>The Region that the vendor runs in.</summary>
    public string HomeRegion => Regions[0];

    /// <summary>Finds a partition by its name.</summary>
    public static Partition? Find(string name) => name switch
    {
        "aws" => Aws,
        "aws-cn" => China,
        "aws-us-gov" => GovCloud,
        _ => null,
    };
}
