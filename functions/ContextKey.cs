using System.Globalization;
using Onboarding.Functions.Publishing.Webhooks;

namespace Onboarding.Functions;

/// <summary>A key of the deployment's context that a function reads as it was written. The CDK stack and the sandbox both pass it on by this list.</summary>
/// <param name="Name">The key in <c>cdk.json</c>, after <c>-c</c>, and after the sandbox's <c>--context</c>.</param>
/// <param name="Variable">The environment variable that carries it.</param>
/// <param name="Default">The value when the key is absent.</param>
/// <param name="Wants">Which values it takes, as the end of “The context key … wants …”.</param>
/// <param name="Accepts">Whether a text is one of them.</param>
internal sealed record ContextKey(string Name, string Variable, string Default, string Wants, Predicate<string> Accepts)
{
    /// <summary>When a connection can be registered without a pasted value: <c>proven</c>, <c>never</c> or <c>any</c>.</summary>
    public static ContextKey PasteFree { get; } = Choice("pasteFree", "PASTE_FREE", "proven", "never", "any");

    /// <summary>How customers' roles have their permissions: in inline policies as long as they fit, or in customer managed policies only.</summary>
    public static ContextKey Policies { get; } = Choice("policies", "POLICIES", "inline", "managed");

    /// <summary>Who in a tenant can look, mint and detach, by a claim of the token; empty: everyone.</summary>
    public static ContextKey RoleClaim { get; } = new(
        "roleClaim", "ROLE_CLAIM", "", "a claim and its values, such as “cognito:groups look=viewer mint=editor detach=admin”", Http.RoleClaim.IsWellFormed);

    /// <summary>Which of several deployments of the brand this is, such as <c>staging</c>; empty for the one that customers use.</summary>
    /// <remarks>With the longest brand and stage, the name of the vendor's role still fits the limit of 64 characters.</remarks>
    public static ContextKey Stage { get; } = new(
        "stage",
        "STAGE",
        "",
        "a word of lower-case letters and digits that begins with a letter, at most 16",
        text => text.Length is >= 1 and <= 16 && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));

    /// <summary>The Region whose STS is asked for customers' roles; empty for the one that the functions run in.</summary>
    public static ContextKey StsRegion { get; } = new("stsRegion", "STS_REGION", "", "an AWS Region such as us-east-1", Aws.Region.IsWellFormed);

    /// <summary>How many onboardings of a tenant can be pending at a time.</summary>
    public static ContextKey MaxPending { get; } = Number("maxPending", "MAX_PENDING", 100, 1, 1_000_000);

    /// <summary>How many groups a tenant can have.</summary>
    public static ContextKey MaxGroups { get; } = Number("maxGroups", "MAX_GROUPS", 200, 1, 100_000);

    /// <summary>How many accounts a tenant can have, including detached ones whose cleanup is not done.</summary>
    public static ContextKey MaxAccounts { get; } = Number("maxAccounts", "MAX_ACCOUNTS", 10_000, 1, 1_000_000);

    /// <summary>How many onboardings a tenant can mint in an hour.</summary>
    public static ContextKey MintsPerHour { get; } = Number("mintsPerHour", "MINTS_PER_HOUR", 200, 1, 1_000_000);

    /// <summary>How many requests a second checks and sweeps send to STS. It allows 600 to an account in a Region, and registrations need some.</summary>
    public static ContextKey StsRequestsPerSecond { get; } = Number("stsRequestsPerSecond", "STS_REQUESTS_PER_SECOND", 100, 1, 500);

    /// <summary>How many sweeps run at the same time, each over its own partitions of what is due.</summary>
    public static ContextKey Sweepers { get; } = Number("sweepers", "SWEEPERS", 1, 1, Registry.Keys.Shards) with { OnlyFor = "sweeper" };

    /// <summary>Which product role can request sessions for which purposes, with which profiles; empty: every product role for everything.</summary>
    public static ContextKey ProductCallers { get; } = new(
        "productCallers",
        "PRODUCT_CALLERS",
        "",
        """a JSON object such as {"scanner": {"purposes": ["scan"], "profiles": ["read-only"]}}, by role name, at most 2,048 characters""",
        Http.ProductCallers.IsWellFormed);

    /// <summary>The page that invitations lead to; empty for the first of the deployment's pages.</summary>
    public static ContextKey InvitationUrl { get; } = new(
        "invitationUrl",
        "INVITATION_URL",
        "",
        "the https address (http for localhost) of the page with <aws-onboarding invitation>, without fragment",
        text => text.Length <= 1024 && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Fragment.Length == 0 && !text.EndsWith('#') && url.UserInfo.Length == 0
            && (url.Scheme == Uri.UriSchemeHttps || url is { Scheme: "http", Host: "localhost" }));

    /// <summary>Where events are sent; empty: nowhere.</summary>
    public static ContextKey WebhookUrl { get; } = new("webhookUrl", "WEBHOOK_URL", "", WebhookAddress.Wants, text => WebhookAddress.TryParse(text, out _)) { OnlyFor = "webhooks" };

    /// <summary>The secret that they are signed with.</summary>
    public static ContextKey WebhookSecret { get; } =
        new("webhookSecret", "WEBHOOK_SECRET", "", "the ARN of a secret of Secrets Manager", IsSecret) { OnlyFor = "webhooks" };

    /// <summary>The one feature that is given it; null for every function.</summary>
    public string? OnlyFor { get; private init; }

    /// <summary>Every such key. One line is one setting: deployed, simulated, refused when it is malformed.</summary>
    public static IReadOnlyList<ContextKey> All { get; } =
    [
        PasteFree,
        Policies,
        RoleClaim,
        Stage,
        StsRegion,
        MaxPending,
        MaxGroups,
        MaxAccounts,
        MintsPerHour,
        StsRequestsPerSecond,
        Sweepers,
        ProductCallers,
        InvitationUrl,
        WebhookUrl,
        WebhookSecret,
    ];

    /// <summary>A key that takes one of a few words; the first is the default.</summary>
    private static ContextKey Choice(string name, string variable, params string[] words) =>
        new(name, variable, words[0], string.Join(" or ", words), text => Array.IndexOf(words, text) >= 0);

    private static ContextKey Number(string name, string variable, int usual, int least, int most) =>
        new(name, variable, usual.ToString(CultureInfo.InvariantCulture), $"a whole number from {least} to {most}", text => IsNumber(text, least, most));

    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html: the ARN ends with six random characters.
    private static bool IsSecret(string text) => text.Length <= 2048 && text.Split(':') is ["arn", _, "secretsmanager", { Length: > 0 }, { Length: 12 } account, "secret", { Length: > 0 } name]
        && account.All(char.IsAsciiDigit) && name.All(c => char.IsAsciiLetterOrDigit(c) || "/_+=.@-".Contains(c, StringComparison.Ordinal));

    private static bool IsNumber(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    /// <summary>Its value in a function's environment.</summary>
    /// <param name="environment">Looks an environment variable up; null or empty when it is not set.</param>
    /// <exception cref="SettingsException">The value is none that the key takes.</exception>
    public string Read(Func<string, string?> environment) => environment(Variable) switch
    {
        null or "" => Default,
        { } value when Accepts(value) => value,
        { } value => throw new SettingsException($"{Variable} must be {Wants}, not '{value}'."),
    };
}
