using System.Globalization;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Publishing.Webhooks;
using Onboarding.Templates;

namespace Onboarding.Functions;

/// <summary>A setting is missing or malformed; the message names it and says what it wants.</summary>
internal sealed class SettingsException : Exception
{
    public SettingsException(string message)
        : base(message) => Data["Lambda-Runtime-Function-Error-Type"] = "Runtime.InvalidSettings";
}

/// <summary>A function's settings from environment variables.</summary>
internal sealed record Settings
{
    /// <summary><c>ONBOARDING_FEATURE</c>: which of the features this process serves.</summary>
    public required string Feature { get; init; }

    /// <summary><c>TABLE_NAME</c>: the DynamoDB table.</summary>
    public required string TableName { get; init; }

    /// <summary><c>BRAND</c> and <c>VENDOR_ROLE_ARN</c>: the vendor as its customers' templates name it.</summary>
    public required Vendor Vendor { get; init; }

    /// <summary><c>VENDOR_ROLE_ARN</c>: the one role that customers' roles trust.</summary>
    public required RoleArn VendorRole { get; init; }

    /// <summary><c>TENANT_CLAIM</c>: the claim of the caller's token that names the tenant.</summary>
    public required string TenantClaim { get; init; }

    /// <summary><c>TEMPLATE_BASE_URL</c>: the address of the bucket's <c>templates/</c>, with no slash at its end.</summary>
    public required string TemplateBaseUrl { get; init; }

    /// <summary>The templates that new connections get.</summary>
    public CurrentTemplates Templates => field ??= new(Vendor, PolicyStyle);

    /// <summary><c>TEMPLATE_BUCKET</c>: the name of the bucket behind that address.</summary>
    public required string TemplateBucket { get; init; }

    /// <summary><c>REGIONS</c>: where customers can create the stack, comma-separated; the first is the default.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary><c>AWS_REGION</c>: where this function runs, set by Lambda.</summary>
    public required string HomeRegion { get; init; }

    /// <summary><c>PROPAGATION_PATIENCE_SECONDS</c>: how long one request retries a role that IAM might not show yet, 0 to 12; 8 when absent.</summary>
    public required TimeSpan PropagationPatience { get; init; }

    /// <summary><c>PASTE_FREE</c>: when a connection can be registered by its account ID alone, <c>proven</c>, <c>never</c> or <c>any</c>; <c>proven</c> when absent.</summary>
    public required string PasteFree { get; init; }

    /// <summary><c>ROLE_CLAIM</c>: who in a tenant can look, mint and detach; null, for everyone, when absent.</summary>
    public required RoleClaim? Roles { get; init; }

    /// <summary><c>POLICIES</c>: how customers' roles have their permissions, <c>inline</c> or <c>managed</c>; <c>inline</c> when absent.</summary>
    public PolicyStyle PolicyStyle { get; init; }

    /// <summary><c>STAGE</c>: which of several deployments of the brand this is; empty for the one that customers use.</summary>
    public string Stage { get; init; } = "";

    /// <summary><c>STS_REGION</c>: whose STS is asked for customers' roles; null for <see cref="HomeRegion"/>.</summary>
    public string? StsRegion { get; init; }

    /// <summary>Distinguishes this deployment's metrics from those of another stage.</summary>
    public string Deployment => Stage.Length == 0 ? Vendor.Brand : $"{Vendor.Brand}-{Stage}";

    /// <summary><c>EVENT_BUS_NAME</c>: the bus that <c>publisher</c> puts events on; null for all others.</summary>
    public string? EventBusName { get; init; }

    /// <summary><c>EVENTS_TOPIC_ARN</c>: the topic that <c>mailer</c> publishes to; null for all others.</summary>
    public string? EventsTopicArn { get; init; }

    /// <summary><c>WEBHOOK_URL</c>: where <c>webhooks</c> sends events; null for all others.</summary>
    public WebhookAddress? WebhookAddress { get; init; }

    /// <summary><c>WEBHOOK_SECRET</c>: the secret that they are signed with; null for all others.</summary>
    public string? WebhookSecretArn { get; init; }

    /// <summary><c>MAX_PENDING</c>, <c>MAX_GROUPS</c>, <c>MAX_ACCOUNTS</c> and <c>MINTS_PER_HOUR</c>: how much one tenant can have and do.</summary>
    public required TenantLimits Limits { get; init; }

    /// <summary><c>STS_REQUESTS_PER_SECOND</c>: how many requests a second checks and sweeps send to STS; 100 when absent.</summary>
    public required int StsRequestsPerSecond { get; init; }

    /// <summary><c>PRODUCT_CALLERS</c>: which product role can request what; null, for every role and everything, when absent.</summary>
    public ProductCallers? ProductCallers { get; init; }

    /// <summary><c>INVITATION_URL</c>: the page that invitations lead to; null for all functions but <c>invitations</c>.</summary>
    public string? InvitationUrl { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <param name="environment">Looks an environment variable up; null or empty when it is not set.</param>
    /// <exception cref="SettingsException">One is missing or malformed.</exception>
    public static Settings Read(Func<string, string?> environment)
    {
        string Require(string name) => environment(name) is { Length: > 0 } value
            ? value
            : throw new SettingsException($"The environment variable {name} is not set.");

        var roleArn = Require("VENDOR_ROLE_ARN");
        if (!RoleArn.TryParse(roleArn, out var vendorRole))
            throw new SettingsException($"VENDOR_ROLE_ARN must be the ARN of an IAM role, not '{roleArn}'.");
        var feature = Require("ONBOARDING_FEATURE");
        return new Settings
        {
            Feature = feature,
            TableName = Require("TABLE_NAME"),
            Vendor = new Vendor(ReadBrand(Require("BRAND")), vendorRole.AccountId.Value, vendorRole.Name),
            VendorRole = vendorRole,
            TenantClaim = Require("TENANT_CLAIM"),
            TemplateBaseUrl = ReadTemplateBaseUrl(Require("TEMPLATE_BASE_URL")),
            TemplateBucket = Require("TEMPLATE_BUCKET"),
            Regions = ReadRegions("REGIONS", Require("REGIONS"), vendorRole.Partition),
            HomeRegion = ReadRegions("AWS_REGION", Require("AWS_REGION"), vendorRole.Partition).Single(),
            PropagationPatience = ReadPatience(environment("PROPAGATION_PATIENCE_SECONDS")),
            PasteFree = ContextKey.PasteFree.Read(environment),
            Roles = RoleClaim.Parse(ContextKey.RoleClaim.Read(environment)),
            PolicyStyle = ContextKey.Policies.Read(environment) is "managed" ? PolicyStyle.Managed : PolicyStyle.Inline,
            Stage = ContextKey.Stage.Read(environment),
            StsRegion = ContextKey.StsRegion.Read(environment) is { Length: > 0 } sts ? ReadRegions("STS_REGION", sts, vendorRole.Partition).Single() : null,
            EventBusName = feature is "publisher" ? Require("EVENT_BUS_NAME") : null,
            EventsTopicArn = feature is "mailer" ? Require("EVENTS_TOPIC_ARN") : null,
            InvitationUrl = feature is "invitations" ? ReadInvitationUrl(environment) : null,
            WebhookAddress = feature is "webhooks" ? ReadWebhook(Require(ContextKey.WebhookUrl.Variable)) : null,
            WebhookSecretArn = feature is "webhooks" ? Require(ContextKey.WebhookSecret.Variable) : null,
            Limits = TenantLimits.Read(environment),
            ProductCallers = ProductCallers.Parse(ContextKey.ProductCallers.Read(environment)),
            StsRequestsPerSecond = int.Parse(ContextKey.StsRequestsPerSecond.Read(environment), NumberStyles.None, CultureInfo.InvariantCulture),
        };
    }

    private static string ReadInvitationUrl(Func<string, string?> environment) => ContextKey.InvitationUrl.Read(environment) is { Length: > 0 } url
        ? url
        : throw new SettingsException($"The environment variable {ContextKey.InvitationUrl.Variable} is not set.");

    // It begins the keys of outputs and tags and the names of roles and sessions, which have at most 64 characters.
    private static string ReadBrand(string brand) => brand.Length <= 32 && char.IsAsciiLetter(brand[0]) && brand.All(char.IsAsciiLetterOrDigit)
        ? brand
        : throw new SettingsException($"BRAND must be 1 to 32 ASCII letters and digits, beginning with a letter, not '{brand}'.");

    private static WebhookAddress ReadWebhook(string url) => WebhookAddress.TryParse(url, out var address)
        ? address
        : throw new SettingsException($"{ContextKey.WebhookUrl.Variable} must be {WebhookAddress.Wants}.");

    // The console takes a template's URL of at most 1,024 characters; version and profile come behind this one.
    private static string ReadTemplateBaseUrl(string url) => url.Length <= 900 && Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "https" or "http"
        ? url.TrimEnd('/')
        : throw new SettingsException($"TEMPLATE_BASE_URL must be an absolute URL of at most 900 characters, not '{url}'.");

    private static string[] ReadRegions(string name, string list, Partition partition)
    {
        var regions = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var wrong = Array.Find(regions, r => Partition.FindByRegion(r) != partition);
        if (regions.Length == 0 || wrong is not null)
            throw new SettingsException($"{name} must name Regions of the partition {partition.Name}, separated by commas, not '{wrong ?? list}'.");
        return regions;
    }

    private static TimeSpan ReadPatience(string? seconds) => seconds switch
    {
        null or "" => TimeSpan.FromSeconds(8),
        _ when int.TryParse(seconds, out var value) && value is >= 0 and <= 12 => TimeSpan.FromSeconds(value),
        _ => throw new SettingsException($"PROPAGATION_PATIENCE_SECONDS must be a whole number from 0 to 12, not '{seconds}'."),
    };
}
