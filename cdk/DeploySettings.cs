using System.Text.Json;
using Amazon.CDK;
using Onboarding.Cdk.Packaging;
using Onboarding.Functions;
using Onboarding.Functions.Aws;
using Onboarding.Profiles;
using Onboarding.Templates;
using Architecture = Onboarding.Cdk.Packaging.Architecture;

namespace Onboarding.Cdk;

/// <summary>Everything that a deployment can decide, from the CDK's context; <c>docs/deploy.md</c> lists the keys.</summary>
internal sealed record DeploySettings
{
    /// <summary>The claim with the tenant in tokens of the stack's user pool.</summary>
    internal const string PoolTenantClaim = "custom:tenant";

#pragma warning disable S1075 // The page's address on a developer's own machine, as the sandbox prints it.
    private const string SandboxPage = "http://localhost:5080/";
#pragma warning restore S1075

    private const string ListedRegion = "a Region that cdk/RegionFacts.cs lists: choose one of these, or add it there if it is new";

    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html, from one week
    private static readonly int[] s_retentions =
        [7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    public required string Brand { get; init; }

    /// <summary>Which of several deployments of the brand this is, such as <c>staging</c>; null for the one that customers use.</summary>
    public required string? Stage { get; init; }

    /// <summary>The AWS account to deploy into; null for the one whose credentials deploy.</summary>
    public required string? Account { get; init; }

    /// <summary>The Region to deploy into; null for the one whose configuration deploys.</summary>
    public required string? HomeRegion { get; init; }

    /// <summary>What AWS has in <see cref="HomeRegion"/>.</summary>
    public required RegionFacts Home { get; init; }

    /// <summary>Where customers can create the stack; the first is the default.</summary>
    public required IReadOnlyList<string> CustomerRegions { get; init; }

    /// <summary>The Region whose STS is asked for customers' roles; null for <see cref="HomeRegion"/>.</summary>
    public required string? StsRegion { get; init; }

    public required Lane Lane { get; init; }

    public required Architecture Architecture { get; init; }

    public required bool ReadyToRun { get; init; }

    /// <summary>The .NET that the lane <c>native</c> is compiled for, such as <c>net10.0</c>.</summary>
    public required string NativeFramework { get; init; }

    public required bool SnapStart { get; init; }

    public required bool CustomerManagedKey { get; init; }

    /// <summary>A table that exists already, such as one restored from a backup; null when the stack makes one.</summary>
    public required string? TableArn { get; init; }

    /// <summary>The stream of <see cref="TableArn"/>.</summary>
    public required string? TableStreamArn { get; init; }

    /// <summary>A user pool that exists already, such as one that an earlier stack left; null when the stack makes one.</summary>
    public required string? UserPoolId { get; init; }

    /// <summary>The issuer of the tenants' tokens; null when they are of a user pool.</summary>
    public required string? JwtIssuer { get; init; }

    public required IReadOnlyList<string> JwtAudience { get; init; }

    public required string TenantClaim { get; init; }

    /// <summary>The addresses of the onboarding page.</summary>
    public required IReadOnlyList<string> PageUrls { get; init; }

    /// <summary>Who, besides the functions, can assume the vendor's access role.</summary>
    public required IReadOnlyList<string> VendorPrincipals { get; init; }

    /// <summary>Who in other accounts can use customers' connections through the product API.</summary>
    public required IReadOnlyList<string> ProductPrincipals { get; init; }

    public required string? OperatorEmail { get; init; }

    /// <summary>The API's own domain name; null for the one that API Gateway gives it.</summary>
    public required string? ApiDomain { get; init; }

    /// <summary>The ACM certificate of <see cref="ApiDomain"/>.</summary>
    public required string? CertificateArn { get; init; }

    public required string? IdentityCenterInstanceArn { get; init; }

    /// <summary>The Identity Center group that gets the operators' permission set in this account.</summary>
    public required string? OperatorsGroupId { get; init; }

    /// <summary>Whether CloudFormation refuses to delete the stack.</summary>
    public required bool TerminationProtection { get; init; }

    /// <summary>The tags of everything in the stack.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required int LogRetentionDays { get; init; }

    /// <summary>Requests a second, of all tenants together.</summary>
    public required int ThrottleRate { get; init; }

    public required int ThrottleBurst { get; init; }

    /// <summary>The vendor's profiles.</summary>
    public required ProfileFolder Profiles { get; init; }

    /// <summary>How customers' roles have their permissions.</summary>
    public PolicyStyle PolicyStyle => FunctionContext[ContextKey.Policies.Variable] == "managed" ? PolicyStyle.Managed : PolicyStyle.Inline;

    /// <summary>What the functions read as it was written, by environment variable; <see cref="ContextKey.All"/> lists the keys.</summary>
    public required IReadOnlyDictionary<string, string> FunctionContext { get; init; }

    /// <summary>What one function reads of it.</summary>
    public IReadOnlyDictionary<string, string> ContextOf(Feature feature) =>
        ContextKey.All.Where(k => k.OnlyFor is null || k.OnlyFor == feature.Name).ToDictionary(k => k.Variable, k => FunctionContext[k.Variable], StringComparer.Ordinal);

    /// <summary>Whether events are sent to an address of the vendor's.</summary>
    public bool HasWebhook => FunctionContext[ContextKey.WebhookUrl.Variable].Length > 0;

    /// <summary>How many sweeps run at the same time.</summary>
    public int Sweepers => int.Parse(FunctionContext[ContextKey.Sweepers.Variable], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>This deployment's own name, which no other stage of any brand has: of the stack, and what everything with a fixed name in the vendor's account begins with.</summary>
    public string Name => Stage is null ? Brand : $"{Brand}-{Stage}";

    /// <summary>What the names of this deployment's alarms begin with. That of one stage begins no other's: a brand has no dot.</summary>
    public string AlarmPrefix => (Stage is null ? Brand : $"{Brand}.{Stage}") + "-";

    /// <summary>What the names of all roles and stacks in customers' accounts begin with, and of the vendor's own role, too. Customers see no stage.</summary>
    public string RolePrefix => Brand.ToLowerInvariant() + "-connect-";

    /// <summary>The page that invitations lead to.</summary>
    public string InvitationUrl => FunctionContext[ContextKey.InvitationUrl.Variable] is { Length: > 0 } url ? url : PageUrls[0];

    /// <summary>The origins of pages, for CORS.</summary>
    public IEnumerable<string> PageOrigins => PageUrls.Append(InvitationUrl).Select(u => new Uri(u).GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.Ordinal);

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
        var home = region is null ? RegionFacts.Unknown : RegionFacts.Find(region) ?? throw ContextReader.Refuse("region", region, ListedRegion);
        var partition = region is null ? null : Partition.FindByRegion(region);
        var issuer = read.Text("jwtIssuer", "the https address in the tokens' “iss”, without query and fragment", Shapes.IsIssuer);
        var lane = Lane.Find(read.Choice("lane", Lane.Managed.Name, [.. Lane.All.Select(l => l.Name)]));
        var brand = read.Text("brand", "a name of letters and digits that begins with a letter, at most 32", Shapes.IsBrand) ?? "Onboarding";
        var settings = new DeploySettings
        {
            Brand = brand,
            Profiles = Deployable.Load(read.Text("profiles", "the path of a folder of profiles", f => Directory.Exists(Path.GetFullPath(f, Repository.Root))) ?? Deployable.DefaultFolder, brand),
            Stage = read.Text(ContextKey.Stage.Name, ContextKey.Stage.Wants, ContextKey.Stage.Accepts),
            Account = read.Text("account", "the 12 digits of an AWS account", t => AwsAccountId.TryParse(t, out _)) ?? NullIfEmpty(environment("CDK_DEFAULT_ACCOUNT")),
            HomeRegion = region,
            Home = home,
            CustomerRegions = Regions(read, region, partition),
            StsRegion = read.Text(ContextKey.StsRegion.Name, $"an AWS Region{In(partition)} such as us-east-1", r => IsRegionIn(partition, r)),
            Lane = lane,
            Architecture = Architecture.Find(read.Choice("architecture", Architecture.X64.Name, [.. Architecture.All.Select(a => a.Name)])),
            ReadyToRun = read.Flag("readyToRun", otherwise: true),
            NativeFramework = read.Choice("nativeFramework", Publication.NativeFrameworks[0], [.. Publication.NativeFrameworks]),
            SnapStart = read.Flag("snapStart", otherwise: lane.SupportsSnapStart && home.HasSnapStart),
            CustomerManagedKey = read.Choice("encryption", "aws-managed", "aws-managed", "customer-managed") == "customer-managed",
            TableArn = read.Text("tableArn", $"the ARN of a DynamoDB table{In(region)}", t => Shapes.IsTable(t, partition, region)),
            TableStreamArn = read.Text("tableStreamArn", "the ARN of a DynamoDB table's stream", Shapes.IsTableStream),
            UserPoolId = read.Text("userPoolId", $"the id of a Cognito user pool{In(region)}", p => Shapes.IsUserPool(p, region)),
            JwtIssuer = issuer,
            JwtAudience = read.List("jwtAudience", "the audiences of the tokens: their “aud”, or “client_id” if they have none", a => a.Length > 0),
            TenantClaim = read.Text("tenantClaim", "the name of a claim, without white space", t => !t.Any(char.IsWhiteSpace)) ?? (issuer is null ? PoolTenantClaim : "tenant"),
            PageUrls = read.List("pageUrls", "https addresses of the onboarding page (http for localhost), without query and fragment", Shapes.IsPageUrl) is { Count: > 0 } urls
                ? urls
                : [SandboxPage],
            VendorPrincipals = read.List("vendorPrincipals", $"ARNs of IAM roles, users or account roots{In(partition)}", p => Shapes.IsPrincipal(p, partition)),
            ProductPrincipals = read.List("productPrincipals", $"ARNs of IAM roles, users or account roots{In(partition)}", p => Shapes.IsPrincipal(p, partition)),
            OperatorEmail = read.Text("operatorEmail", "an email address", Shapes.IsEmail),
            ApiDomain = read.Text("apiDomain", "a domain name in lower case, such as api.example.com", Shapes.IsDomain),
            CertificateArn = read.Text("certificateArn", $"the ARN of an ACM certificate{In(region)}", c => Shapes.IsCertificate(c, partition, region)),
            IdentityCenterInstanceArn = read.Text("identityCenterInstanceArn", $"the ARN of an IAM Identity Center instance{In(partition)}", i => Shapes.IsInstance(i, partition)),
            OperatorsGroupId = read.Text("operatorsGroupId", "the id of an IAM Identity Center group", Shapes.IsGroup),
            TerminationProtection = read.Flag("terminationProtection", otherwise: true),
            Tags = read.Map("tags", "at most 40 tags such as team=platform, with the characters that AWS allows and none that begins with aws:", Shapes.IsTag) is { Count: <= 40 } tags
                ? tags
                : throw ContextReader.Refuse("tags", "", "at most 40 tags"),
            LogRetentionDays = read.Number("logRetentionDays", 365, "a number of days that CloudWatch Logs knows: " + string.Join(", ", s_retentions), s_retentions.Contains),
            ThrottleRate = read.Number("throttleRate", 50, "requests a second from 1 to 10000", n => n is >= 1 and <= 10_000),
            ThrottleBurst = read.Number("throttleBurst", 100, "a burst size from 1 to 5000", n => n is >= 1 and <= 5_000),
            FunctionContext = ContextKey.All.ToDictionary(k => k.Variable, k => read.Text(k.Name, k.Wants, k.Accepts) ?? k.Default, StringComparer.Ordinal),
        };
        read.RefuseUnknown();
        Contradictions.Refuse(settings);
        return settings;
    }

    private static IReadOnlyList<string> Regions(ContextReader read, string? home, Partition? partition) =>
        read.List("regions", $"AWS Regions{In(partition)} such as {home ?? "eu-central-1"}", r => IsRegionIn(partition, r)) is { Count: > 0 } regions
            ? regions
            : [home ?? Aws.REGION];

    private static bool IsRegionIn(Partition? partition, string region) =>
        RegionFacts.Find(region) is not null && (partition is null || Partition.FindByRegion(region) == partition);

    private static string KnownRegion => $"an AWS Region such as eu-central-1, in one of the partitions {string.Join(", ", Partition.All.Select(p => p.Name))}";

    private static bool IsKnown(string region) => Partition.FindByRegion(region) is not null;

    private static string In(Partition? partition) => partition is null ? "" : $" in the partition {partition.Name}";

    private static string In(string? region) => region is null ? "" : $" in {region}";

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
