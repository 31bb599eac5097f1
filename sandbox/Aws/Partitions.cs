namespace Onboarding.Sandbox.Aws;

/// <summary>AWS's partitions, told by the Region's name.</summary>
internal static class Partitions
{
    public static IReadOnlyList<string> All { get; } = ["aws", "aws-cn", "aws-us-gov"];

    public static bool Exists(string partition) => All.Contains(partition, StringComparer.Ordinal);

    public static string OfRegion(string region) => region switch
    {
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ => "aws",
    };

    /// <summary>The value of <c>AWS::URLSuffix</c>.</summary>
    public static string UrlSuffix(string partition) => partition is "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    /// <summary>Whether requests to IAM, a global service, are signed for this Region.</summary>
    public static bool IsIamRegion(string region) => region is "us-east-1" or "cn-north-1" or "us-gov-west-1";

    /// <summary>Whether the text has the form of a Region's name, such as <c>ap-northeast-1</c>.</summary>
    public static bool IsRegionName(string text) =>
        text.Split('-') is { Length: >= 3 } parts
        && parts[^1] is [>= '1' and <= '9']
        && parts[..^1].All(part => part.Length > 0 && part.All(char.IsAsciiLetterLower));
}
