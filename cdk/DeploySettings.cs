using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.CDK;
using Onboarding.Cdk.Packaging;
using Onboarding.Functions;
using Onboarding.Functions.Aws;
using Architecture = Onboarding.Cdk.Packaging.Architecture;

namespace Onboarding.Cdk;

/// <summary>Everything that a deployment can decide, from the CDK's context; <c>docs/deploy.md</c> lists the keys.</summary>
internal sealed partial record DeploySettings
{
    /// <summary>The claim that the user pool made here gives the tenant in.</summary>
    private const string PoolTenantClaim = "custom:tenant";

#pragma warning disable S1075 // The page's address on a developer's own machine, as the sandbox prints it.
    private const string SandboxPage = "http://localhost:5080/";
#pragma warning restore S1075

    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html, from one week
    private static readonly int[] s_retentions =
        [7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    public required string Brand { get; init; }

    /// <summary>The AWS account to deploy into; null for the one whose credentials deploy.</summary>
    public required string? Account { get; init; }

    /// <summary>The Region to deploy into; null for the one whose configuration deploys.</summary>
    public required string? HomeRegion { get; init; }

    /// <summary>Where customers may create the stack; the first is the default.</summary>
    public required IReadOnlyList<string> CustomerRegions { get; init; }

    public required Lane Lane { get; init; }

    public required Architecture Architecture { get; init; }

    public required bool ReadyToRun { get; init; }

    public required bool SnapStart { get; init; }

    public required bool CustomerManagedKey { get; init; }

    /// <summary>The issuer of the tenants' tokens; null when a user pool is made.</summary>
    public required string? JwtIssuer { get; init; }

    public required IReadOnlyList<string> JwtAudience { get; init; }

    public required string TenantClaim { get; init; }

    /// <summary>Where the onboarding page stands.</summary>
    public required IReadOnlyList<string> PageUrls { get; init; }

    /// <summary>Who, beside the functions, may assume the vendor's access role.</summary>
    public required IReadOnlyList<string> VendorPrincipals { get; init; }

    public required string? OperatorEmail { get; init; }

    public required string? IdentityCenterInstanceArn { get; init; }

    public required int LogRetentionDays { get; init; }

    /// <summary>Requests a second, of all tenants together.</summary>
    public required int ThrottleRate { get; init; }

    public required int ThrottleBurst { get; init; }

    /// <summary>What the functions read as it was written, by environment variable; <see cref="ContextKey.All"/> lists the keys.</summary>
    public required IReadOnlyDictionary<string, string> FunctionContext { get; init; }

    /// <summary>What the names of all roles and stacks in customers' accounts begin with, and of the vendor's own role, too.</summary>
    public string RolePrefix => Brand.ToLowerInvariant() + "-connect-";

    /// <summary>The page's origins, for CORS.</summary>
    public IEnumerable<string> PageOrigins => PageUrls.Select(u => new Uri(u).GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.Ordinal);

    /// <summary>Reads the settings.</summary>
    /// <param name="context">The CDK's context.</param>
    /// <param name="environment">Looks an environment variable up: the CDK's command line says there which account and Region its credentials are for.</param>
    /// <exception cref="DeployException">A key is malformed, unknown or missing.</exception>
    public static DeploySettings Read(JsonElement context, Func<string, string?> environment)
    {
        var read = new ContextReader(context);
        var region = read.Text("region", KnownRegion, IsKnown) ?? NullIfEmpty(environment("CDK_DEFAULT_REGION"));
        if (region is not null && !IsKnown(region))
            throw ContextReader.Refuse("region", region, KnownRegion);
        var partition = region is null ? null : Partition.OfRegion(region);
        var issuer = read.Text("jwtIssuer", "the https address that stands in the tokens' “iss”, without query and fragment", IsIssuer);
        var lane = Lane.Find(read.Choice("lane", Lane.Managed.Name, [.. Lane.All.Select(l => l.Name)]));
        var settings = new DeploySettings
        {
            Brand = read.Text("brand", "a name of letters and digits that begins with a letter, at most 32", BrandPattern().IsMatch) ?? "Onboarding",
            Account = read.Text("account", "the 12 digits of an AWS account", t => AwsAccountId.TryParse(t, out _)) ?? NullIfEmpty(environment("CDK_DEFAULT_ACCOUNT")),
            HomeRegion = region,
            CustomerRegions = Regions(read, region, partition),
            Lane = lane,
            Architecture = Architecture.Find(read.Choice("architecture", Architecture.X64.Name, [.. Architecture.All.Select(a => a.Name)])),
            ReadyToRun = read.Flag("readyToRun", otherwise: true),
            // https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-supported-regions: commercial Regions.
            SnapStart = read.Flag("snapStart", otherwise: lane.SupportsSnapStart && partition is null or { Name: "aws" }),
            CustomerManagedKey = read.Choice("encryption", "aws-managed", "aws-managed", "customer-managed") == "customer-managed",
            JwtIssuer = issuer,
            JwtAudience = read.List("jwtAudience", "the audiences of the tokens: their “aud”, or “client_id” where there is none", a => a.Length > 0),
            TenantClaim = read.Text("tenantClaim", "the name of a claim, without white space", t => !t.Any(char.IsWhiteSpace)) ?? (issuer is null ? PoolTenantClaim : "tenant"),
            PageUrls = read.List("pageUrls", "https addresses of the onboarding page (http for localhost), without query and fragment", IsPageUrl) is { Count: > 0 } urls
                ? urls
                : [SandboxPage],
            VendorPrincipals = read.List(
                "vendorPrincipals", $"ARNs of IAM roles, users or account roots{In(partition)}", p => PrincipalPattern().Match(p) is { Success: true } m && IsIn(partition, m.Groups["partition"].Value)),
            OperatorEmail = read.Text("operatorEmail", "an e-mail address", EmailPattern().IsMatch),
            IdentityCenterInstanceArn = read.Text(
                "identityCenterInstanceArn", $"the ARN of an IAM Identity Center instance{In(partition)}", p => InstancePattern().Match(p) is { Success: true } m && IsIn(partition, m.Groups["partition"].Value)),
            LogRetentionDays = read.Number("logRetentionDays", 365, "a number of days that CloudWatch Logs knows: " + string.Join(", ", s_retentions), s_retentions.Contains),
            ThrottleRate = read.Number("throttleRate", 50, "requests a second from 1 to 10000", n => n is >= 1 and <= 10_000),
            ThrottleBurst = read.Number("throttleBurst", 100, "requests at once from 1 to 5000", n => n is >= 1 and <= 5_000),
            FunctionContext = ContextKey.All.ToDictionary(k => k.Variable, k => read.Text(k.Name, k.Wants, k.Accepts) ?? k.Default, StringComparer.Ordinal),
        };
        read.RefuseUnknown();
        settings.RefuseContradictions(partition);
        return settings;
    }

    private static IReadOnlyList<string> Regions(ContextReader read, string? home, Partition? partition) =>
        read.List("regions", $"AWS Regions{In(partition)} such as {home ?? "eu-central-1"}", r => Partition.FindByRegion(r) is { } of && IsIn(partition, of.Name))
            is { Count: > 0 } regions
                ? regions
                : [home ?? Aws.REGION];

    private void RefuseContradictions(Partition? partition)
    {
        if (JwtIssuer is not null && JwtAudience.Count == 0)
            throw ContextReader.Refuse("jwtAudience", "", "the audiences of the tokens of “jwtIssuer”");
        if (JwtIssuer is null && JwtAudience.Count > 0)
            throw ContextReader.Refuse("jwtIssuer", "", "the issuer whose tokens have the audiences of “jwtAudience”");
        if (JwtIssuer is null && TenantClaim != PoolTenantClaim)
            throw ContextReader.Refuse("tenantClaim", TenantClaim, $"{PoolTenantClaim}, the claim of the user pool, unless “jwtIssuer” names another issuer");
        if (JwtIssuer is null && partition == Partition.China)
            throw ContextReader.Refuse("jwtIssuer", "", "an issuer: Amazon Cognito has no user pools in the China Regions");
        // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html
        if (JwtIssuer is null && ReservedInDomains().IsMatch(Brand))
            throw ContextReader.Refuse("brand", Brand, "a name without aws, amazon or cognito, which the user pool's domain must not have");
        if (SnapStart && !Lane.SupportsSnapStart)
            throw ContextReader.Refuse("snapStart", "true", $"false in the lane {Lane.Name}: AWS restores managed runtimes only");
    }

    private static string KnownRegion => $"an AWS Region such as eu-central-1, in one of the partitions {string.Join(", ", Partition.All.Select(p => p.Name))}";

    private static bool IsKnown(string region) => Partition.FindByRegion(region) is not null;

    private static string In(Partition? partition) => partition is null ? "" : $" in the partition {partition.Name}";

    private static bool IsIn(Partition? partition, string name) => partition is null ? Partition.Find(name) is not null : partition.Name == name;

    private static bool IsIssuer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == "https" && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;

    private static bool IsPageUrl(string text) =>
        IsIssuer(text) || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http", Host: "localhost", Query.Length: 0, Fragment.Length: 0 });

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]{0,31}\z", RegexOptions.NonBacktracking)]
    private static partial Regex BrandPattern();

    [GeneratedRegex(@"^arn:(?<partition>aws[a-z-]*):iam::[0-9]{12}:(root|(role|user)/[A-Za-z0-9+=,.@_/-]{1,576})\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PrincipalPattern();

    // https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_InstanceMetadata.html
    [GeneratedRegex(@"^arn:(?<partition>aws[a-z-]*):sso:::instance/(sso)?ins-[a-zA-Z0-9.-]{16}\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex InstancePattern();

    [GeneratedRegex(@"^[^\s@<>,;""]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex EmailPattern();

    [GeneratedRegex("aws|amazon|cognito", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex ReservedInDomains();
}
