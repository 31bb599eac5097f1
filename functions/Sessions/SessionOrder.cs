using System.Text.Json;
using Onboarding.Functions.Accounts.Access;
using Onboarding.Functions.Http;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Functions.Sessions;

/// <summary>What the vendor's software asks for, read and checked.</summary>
internal sealed record SessionOrder
{
    /// <summary>The shortest session that STS gives, in seconds, and the one that is given when nothing else is asked for.</summary>
    public const int ShortestSeconds = 900;

    private const int MaxPurposeLength = 16;

    private SessionOrder()
    {
    }

    public required TenantId Tenant { get; init; }

    /// <summary>What for: <c>[a-z][a-z0-9]{0,15}</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>The actions that the session is for; null when it is narrowed by a policy, or not at all.</summary>
    public IReadOnlyList<string>? Actions { get; init; }

    /// <summary>The session's limits; null for everything that the role can do.</summary>
    public SessionPolicy? Narrowed { get; init; }

    public required int DurationSeconds { get; init; }

    /// <summary>Reads a request's body.</summary>
    public static (SessionOrder? Order, Refusal? Refusal) Of(Request request)
    {
        var (body, refusal) = request.ReadBody(FunctionsJson.Api.SessionBody);
        if (body is null)
            return (null, refusal);
        if (!TenantId.TryParse(body.Tenant, out var tenant))
            return (null, Request.Malformed("“tenant” isn’t a tenant’s ID: 1 to 128 printable ASCII characters without spaces and “#”.", "「tenant」がテナント ID ではありません (空白と「#」を除く印字可能な ASCII 文字 1〜128 文字)。"));
        if (!IsPurpose(body.Purpose))
            return (null, Request.Malformed("“purpose” must be 1 to 16 lowercase letters and digits and start with a letter, such as scan.", "「purpose」は scan のように、英小文字で始まる 1〜16 文字の英小文字と数字で指定してください。"));
        var duration = body.DurationSeconds ?? ShortestSeconds;
        if (duration is < ShortestSeconds or > AccessEntry.LongestSeconds)
            return (null, Request.Malformed($"“durationSeconds” must be from {ShortestSeconds} to {AccessEntry.LongestSeconds}.", $"「durationSeconds」には {ShortestSeconds}〜{AccessEntry.LongestSeconds} を指定してください。"));
        (var narrowed, refusal) = Narrow(body);
        return refusal is null
            ? (new SessionOrder { Tenant = tenant, Purpose = body.Purpose, Actions = body.Actions, Narrowed = narrowed, DurationSeconds = duration }, null)
            : (null, refusal);
    }

    /// <summary>What is answered when STS can’t pack a policy that is short enough.</summary>
    public static Refusal CannotBePacked => Request.Malformed(
        "The session’s policy exceeds AWS’s packed size limit. List fewer actions, or use a separate session for each part of the work.",
        "セッションポリシーが AWS の上限 (パック後のサイズ) を超えています。アクションを減らすか、作業ごとに別のセッションを使用してください。");

    /// <summary>What is answered when a policy is not one for AWS.</summary>
    public static Refusal NoPolicy(string where) => Request.Malformed($"“policy” isn’t an IAM policy: {where}.", $"「policy」が IAM ポリシーではありません: {where}");

    private static bool IsPurpose(string purpose) =>
        purpose.Length is >= 1 and <= MaxPurposeLength && char.IsAsciiLetterLower(purpose[0]) && purpose.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    private static (SessionPolicy? Policy, Refusal? Refusal) Narrow(SessionBody body) => body switch
    {
        { Actions: not null, Policy: not null } => (null, Request.Malformed("Specify “actions” or “policy”, not both.", "「actions」と「policy」はどちらか一方だけを指定してください。")),
        { Actions: { } actions } => OfActions(actions),
        { Policy: { } policy } => OfPolicy(policy.ValueKind == JsonValueKind.String ? policy.GetString()! : policy.GetRawText()),
        _ => (null, null),
    };

    /// <summary>The entry of a session that is about to be handed out.</summary>
    public AccessEntry ToEntry(OnboardingId id, ProductRequest request, string by) => new()
    {
        Tenant = Tenant,
        ConnectionId = id.Value,
        At = request.Now,
        Until = request.Now + TimeSpan.FromSeconds(DurationSeconds) + AccessEntry.LongestRequest,
        Purpose = Purpose,
        Actions = Actions is null ? null : string.Join(' ', Actions),
        Policy = Actions is null ? Narrowed?.Json : null,
        By = by,
        // 16, 24 and 6 characters at most: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html takes 64.
        SessionName = $"{Purpose}-{id.Value}-{MintingAlphabet.Random(AccessEntry.SuffixLength)}",
    };

    private static (SessionPolicy? Policy, Refusal? Refusal) OfActions(IReadOnlyList<string> actions)
    {
        if (actions.Count == 0)
            return (null, Request.Malformed("“actions” must list at least one action. Omit it to use everything that the role can do.", "「actions」には少なくとも 1 つのアクションを指定してください。ロールのすべての権限を使用する場合は省略します。"));
        if (actions.FirstOrDefault(a => a is null || !SessionPolicy.IsAction(a)) is var wrong && actions.Any(a => a is null || !SessionPolicy.IsAction(a)))
        {
            return (null, Request.Malformed(
                $"“{BoundedText.Visible(wrong ?? "null")}” isn’t the full name of an action such as iam:ListUsers. Wildcards aren’t accepted in “actions”.",
                $"「{BoundedText.Visible(wrong ?? "null")}」は iam:ListUsers のような完全なアクション名ではありません。「actions」にワイルドカードは使用できません。"));
        }

        return SessionPolicy.IfFits(actions) is { } policy ? (policy, null) : (null, TooLong($"The policy of {actions.Count} actions", $"{actions.Count} 個のアクションのポリシー"));
    }

    private static (SessionPolicy? Policy, Refusal? Refusal) OfPolicy(string json)
    {
        if (json.Length > SessionPolicy.MaxLength)
            return (null, TooLong("“policy”", "「policy」"));
        return Policy.OfPermissions(json).Unreadable is { } where ? (null, NoPolicy(BoundedText.Visible(where))) : (SessionPolicy.Of(json), null);
    }

    private static Refusal TooLong(string english, string japanese) => Request.Malformed(
        $"{english} has more than {SessionPolicy.MaxLength} characters, the most that AWS takes for a session.",
        $"{japanese}が、AWS のセッションの上限である {SessionPolicy.MaxLength} 文字を超えています。");
}
