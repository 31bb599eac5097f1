using System.Text.RegularExpressions;

namespace Onboarding.Simulator.Query;

/// <summary>Lengths and patterns of the members that the simulated services take.</summary>
/// <remarks>Source: the API references of STS (2011-06-15), IAM (2010-05-08) and CloudFormation (2010-05-15).</remarks>
internal static partial class Members
{
    private const int TimeoutMs = 1000;
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    public static readonly MemberRule RoleArn =
        new(@"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+", ArnCharacters(), 20, 2048);

    public static readonly MemberRule RoleSessionName = new(@"[\w+=,.@-]*", NameCharacters(), 2, 64);
    public static readonly MemberRule ExternalId = new(@"[\w+=,.@:\/-]*", ExternalIdCharacters(), 2, 1224);
    public static readonly MemberRule SessionPolicy = new(@"[\u0009\u000A\u000D\u0020-\u00FF]+", PolicyCharacters(), 1, 2048);
    public static readonly MemberRule RoleName = new(@"[\w+=,.@-]+", NameCharacters(), 1, 64);
    public static readonly MemberRule UserName = new(@"[\w+=,.@-]+", NameCharacters(), 1, 128);
    public static readonly MemberRule PolicyName = new(@"[\w+=,.@-]+", NameCharacters(), 1, 128);
    public static readonly MemberRule Path = new(@"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)", PathCharacters(), 1, 512);
    public static readonly MemberRule Marker = new(@"[\u0020-\u00FF]+", MarkerCharacters(), 1, 320);

    public static readonly MemberRule Description =
        new(@"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*", DescriptionCharacters(), 0, 1000);

    public static readonly MemberRule TagKey = new(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]+", TagCharacters(), 1, 128);
    public static readonly MemberRule TagValue = new(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", TagCharacters(), 0, 256);
    public static readonly MemberRule StackName = new("[a-zA-Z][-a-zA-Z0-9]*", StackNameCharacters(), 1, 128);
    public static readonly MemberRule TemplateUrl = new(".*", AnyCharacters(), 1, 1024);

    [GeneratedRegex(@"\A[\t\n\r\u0020-\u007E\u0085\u00A0-\uFFFD]+\z", Options, TimeoutMs)]
    private static partial Regex ArnCharacters();

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@-]*\z", Options, TimeoutMs)]
    private static partial Regex NameCharacters();

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@:/-]*\z", Options, TimeoutMs)]
    private static partial Regex ExternalIdCharacters();

    [GeneratedRegex(@"\A[\t\n\r\u0020-\u00FF]+\z", Options, TimeoutMs)]
    private static partial Regex PolicyCharacters();

    [GeneratedRegex(@"\A(/|/[\u0021-\u007E]+/)\z", Options, TimeoutMs)]
    private static partial Regex PathCharacters();

    [GeneratedRegex(@"\A[\u0020-\u00FF]+\z", Options, TimeoutMs)]
    private static partial Regex MarkerCharacters();

    [GeneratedRegex(@"\A[\t\n\r\u0020-\u007E\u00A1-\u00FF]*\z", Options, TimeoutMs)]
    private static partial Regex DescriptionCharacters();

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z", Options, TimeoutMs)]
    private static partial Regex TagCharacters();

    [GeneratedRegex(@"\A[a-zA-Z][-a-zA-Z0-9]*\z", Options, TimeoutMs)]
    private static partial Regex StackNameCharacters();

    [GeneratedRegex(@"\A[^\0]*\z", Options, TimeoutMs)]
    private static partial Regex AnyCharacters();
}
