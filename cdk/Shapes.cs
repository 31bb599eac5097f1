using System.Text.RegularExpressions;
using Onboarding.Functions.Aws;

namespace Onboarding.Cdk;

/// <summary>What the context's values look like. Where an ARN names a partition or a Region, it must be the deployment's own, as far as that is known.</summary>
internal static partial class Shapes
{
    public static bool IsBrand(string text) => Brand().IsMatch(text);

    public static bool IsIssuer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == "https" && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;

    public static bool IsPageUrl(string text) =>
        IsIssuer(text) || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http", Host: "localhost", Query.Length: 0, Fragment.Length: 0 });

    public static bool IsEmail(string text) => Email().IsMatch(text);

    public static bool IsDomain(string text) => text.Length <= 253 && Domain().IsMatch(text);

    /// <summary>https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html</summary>
    public static bool IsTag(string name, string value) =>
        name.Length is >= 1 and <= 128 && value.Length <= 256 && TagText().IsMatch(name + value) && !name.StartsWith("aws:", StringComparison.OrdinalIgnoreCase);

    public static bool IsPrincipal(string text, Partition? partition) => Is(Principal().Match(text), partition);

    /// <summary>https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_InstanceMetadata.html</summary>
    public static bool IsInstance(string text, Partition? partition) => Is(Instance().Match(text), partition);

    /// <summary>https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateAccountAssignment.html (PrincipalId)</summary>
    public static bool IsGroup(string text) => Group().IsMatch(text);

    public static bool IsCertificate(string text, Partition? partition, string? region) => Is(Certificate().Match(text), partition, region);

    public static bool IsTable(string text, Partition? partition, string? region) => Is(Table().Match(text), partition, region);

    public static bool IsTableStream(string text) => TableStream().IsMatch(text);

    /// <summary>https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html (Id)</summary>
    public static bool IsUserPool(string text, string? region) =>
        UserPool().Match(text) is { Success: true } match && (region is null || match.Groups[nameof(region)].Value == region);

    private static bool Is(Match match, Partition? partition, string? region = null) =>
        match.Success
        && (partition is null ? Partition.Find(match.Groups[nameof(partition)].Value) is not null : match.Groups[nameof(partition)].Value == partition.Name)
        && (region is null || match.Groups[nameof(region)].Value == region);

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]{0,31}\z", Options)]
    private static partial Regex Brand();

    [GeneratedRegex(@"^arn:(?<partition>aws[a-z-]*):iam::[0-9]{12}:(root|(role|user)/[A-Za-z0-9+=,.@_/-]{1,576})\z", Options)]
    private static partial Regex Principal();

    [GeneratedRegex(@"^arn:(?<partition>aws[a-z-]*):sso:::instance/(sso)?ins-[a-zA-Z0-9.-]{16}\z", Options)]
    private static partial Regex Instance();

    [GeneratedRegex(@"^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}\z", Options)]
    private static partial Regex Group();

    [GeneratedRegex(@"^arn:(?<partition>aws[a-z-]*):acm:(?<region>[a-z0-9-]+):[0-9]{12}:certificate/[0-9a-f-]{36}\z", Options)]
    private static partial Regex Certificate();

    [GeneratedRegex(@"^arn:(?<partition>aws[a-z-]*):dynamodb:(?<region>[a-z0-9-]+):[0-9]{12}:table/[A-Za-z0-9_.-]{3,255}\z", Options)]
    private static partial Regex Table();

    [GeneratedRegex(@"^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[A-Za-z0-9_.-]{3,255}/stream/[0-9T:.-]{10,40}\z", Options)]
    private static partial Regex TableStream();

    [GeneratedRegex(@"^(?<region>[a-z]+(-[a-z]+)+-[0-9]+)_[A-Za-z0-9]{1,55}\z", Options)]
    private static partial Regex UserPool();

    [GeneratedRegex(@"^[^\s@<>,;""]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z", Options)]
    private static partial Regex Email();

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\z", Options)]
    private static partial Regex Domain();

    [GeneratedRegex(@"^[A-Za-z0-9 _.:/=+@-]*\z", Options)]
    private static partial Regex TagText();
}
