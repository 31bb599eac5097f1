using Facts = Onboarding.Functions.Aws.Partition;

namespace Onboarding.Sandbox.Aws;

/// <summary>AWS's partitions, found by the Region's name.</summary>
internal static class Partitions
{
    public static IReadOnlyList<string> All { get; } = [.. Facts.All.Select(p => p.Name)];

    public static bool Exists(string partition) => All.Contains(partition, StringComparer.Ordinal);

    /// <summary>The partition of a Region; empty, which is nobody's, when there is none.</summary>
    public static string OfRegion(string region) => Facts.FindByRegion(region)?.Name ?? "";

    /// <summary>The value of <c>AWS::URLSuffix</c>.</summary>
    public static string UrlSuffix(string partition) => Facts.Find(partition)!.DnsSuffix;

    /// <summary>The host of the page on which people switch roles, by partition.</summary>
    public static IEnumerable<KeyValuePair<string, string>> SignInHosts => Facts.SignInHosts;

    /// <summary>Whether requests to IAM, a global service, are signed for this Region.</summary>
    public static bool IsIamRegion(string region) => Facts.All.Any(p => string.Equals(p.IamRegion, region, StringComparison.Ordinal));

    /// <summary>Whether the text is a Region's name, such as <c>ap-northeast-1</c>, of a partition that the sandbox knows.</summary>
    public static bool IsRegionName(string text) => Facts.FindByRegion(text) is not null;
}
