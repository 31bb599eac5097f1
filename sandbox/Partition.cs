namespace Onboarding.Sandbox;

/// <summary>An AWS partition as the sandbox plays it: its name in ARNs, its Regions that the product offers, and its console.</summary>
internal sealed record Partition
{
    private Partition(string name, params IReadOnlyList<string> regions) => (Name, Regions) = (name, regions);

    /// <summary>The standard partition.</summary>
    public static Partition Aws { get; } = new("aws", "us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1", "ap-northeast-3");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Partition> All { get; } =
    [
        Aws,
        new("aws-cn", "cn-north-1", "cn-northwest-1"),
        new("aws-us-gov", "us-gov-west-1", "us-gov-east-1"),
        new("aws-eusc", "eusc-de-east-1"),
    ];

    /// <summary>The name as ARNs write it.</summary>
    public string Name { get; }

    /// <summary>The console's host, after the Region's label.</summary>
    public string ConsoleHost => Partitions.ConsoleHost(Name);

    /// <summary>The Regions in which customers can create their stack; the vendor runs in the first.</summary>
    public IReadOnlyList<string> Regions { get; }

    /// <summary>The Region that the vendor runs in.</summary>
    public string HomeRegion => Regions[0];

    /// <summary>Finds a partition by its name.</summary>
    public static Partition? Find(string name) => All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));
}
