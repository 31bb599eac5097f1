namespace Onboarding.Functions.Aws;

/// <summary>One of the four AWS partitions in which this product works, with everything that differs between them. A partition that is not here is refused.</summary>
/// <remarks>
/// Names: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html. Regions, suffixes and IAM's endpoints: the <c>partitions.json</c> and
/// <c>endpoints.json</c> of AWS's SDKs. Consoles: https://docs.aws.amazon.com/general/latest/gr/mgmt-console.html and, for the European Sovereign Cloud,
/// https://docs.aws.eu/general/latest/gr/endpoints.html.
/// </remarks>
internal sealed record Partition
{
    private Partition(string name) => Name = name;

    public static Partition Aws { get; } = new("aws")
    {
        RegionPrefixes = ["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
        DnsSuffix = "amazonaws.com",
        ConsoleHost = "console.aws.amazon.com",
        SignInHost = "signin.aws.amazon.com",
        IamEndpoint = "https://iam.amazonaws.com",
        IamRegion = "us-east-1",
    };

    public static Partition China { get; } = new("aws-cn")
    {
        RegionPrefixes = ["cn"],
        DnsSuffix = "amazonaws.com.cn",
        ConsoleHost = "console.amazonaws.cn",
        SignInHost = "signin.amazonaws.cn",
        IamEndpoint = "https://iam.cn-north-1.amazonaws.com.cn",
        IamRegion = "cn-north-1",
    };

    public static Partition UsGov { get; } = new("aws-us-gov")
    {
        RegionPrefixes = ["us-gov"],
        DnsSuffix = "amazonaws.com",
        ConsoleHost = "console.amazonaws-us-gov.com",
        SignInHost = "signin.amazonaws-us-gov.com",
        IamEndpoint = "https://iam.us-gov.amazonaws.com",
        IamRegion = "us-gov-west-1",
    };

    /// <summary>The AWS European Sovereign Cloud: one Region, which is also in the host name of its sign-in page.</summary>
    public static Partition Sovereign { get; } = new("aws-eusc")
    {
        RegionPrefixes = ["eusc-de"],
        DnsSuffix = "amazonaws.eu",
        ConsoleHost = "console.amazonaws-eusc.eu",
        SignInHost = "eusc-de-east-1.signin.amazonaws-eusc.eu",
        IamEndpoint = "https://iam.eusc-de-east-1.amazonaws.eu",
        IamRegion = "eusc-de-east-1",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Partition> All { get; } = [Aws, China, UsGov, Sovereign];

    /// <summary>The host of the page on which people switch roles, by partition.</summary>
    public static IEnumerable<KeyValuePair<string, string>> SignInHosts => All.Select(p => KeyValuePair.Create(p.Name, p.SignInHost));

    /// <summary>The name as ARNs have it.</summary>
    public string Name { get; }

    /// <summary>What the names of its Regions begin with: everything before the last two words, as <c>us-gov</c> in <c>us-gov-west-1</c>.</summary>
    public required IReadOnlyList<string> RegionPrefixes { get; init; }

    /// <summary>What the host names of regional endpoints end with.</summary>
    public required string DnsSuffix { get; init; }

    /// <summary>The console's host without its Region.</summary>
    public required string ConsoleHost { get; init; }

    /// <summary>The host of the page on which people switch roles.</summary>
    public required string SignInHost { get; init; }

    /// <summary>IAM's one endpoint in this partition.</summary>
    public required string IamEndpoint { get; init; }

    /// <summary>The Region that requests to <see cref="IamEndpoint"/> are signed for.</summary>
    public required string IamRegion { get; init; }

    /// <summary>The partition with that name; null if this product doesn't know it.</summary>
    public static Partition? Find(string name) => All.FirstOrDefault(p => p.Name == name);

    /// <summary>The partition that a Region belongs to; null when the text is no Region, or one of a partition that this product does not know.</summary>
    public static Partition? FindByRegion(string region)
    {
        if (!Region.IsWellFormed(region))
            return null;
        var prefix = region[..region.LastIndexOf('-', region.LastIndexOf('-') - 1)];
        return All.FirstOrDefault(p => p.RegionPrefixes.Contains(prefix, StringComparer.Ordinal));
    }

    /// <summary>The partition of a Region that was checked before.</summary>
    /// <exception cref="ArgumentException">The Region belongs to none of them.</exception>
    public static Partition OfRegion(string region) =>
        FindByRegion(region) ?? throw new ArgumentException("This Region belongs to no partition that is known here.", nameof(region));
}
