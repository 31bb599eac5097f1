using Onboarding.Functions.Aws;
using Onboarding.Functions.Aws.Query;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>A role as GetRole shows it.</summary>
/// <param name="StackId">Its tag with the stack that created it.</param>
/// <param name="TemplateVersion">Its tag with the version of the template that it was created from.</param>
/// <param name="TrustPolicy">Its trust policy, as JSON.</param>
/// <param name="BoundaryArn">Its permissions boundary; null for none.</param>
/// <param name="MaxSessionSeconds">Its longest session.</param>
internal sealed record SeenRole(StackArn? StackId, string? TemplateVersion, string TrustPolicy, string? BoundaryArn, int MaxSessionSeconds)
{
    /// <summary>Whether it has that tag at all, readable or not.</summary>
    public bool NamesStack { get; init; }

    /// <summary>Its tag that says by which way it was created; null when it has none.</summary>
    public string? Way { get; init; }
}

/// <summary>An inline policy of a role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Json">Its document; null when the role has no policy of that name.</param>
internal sealed record SeenPolicy(string Name, string? Json);

/// <summary>A managed policy as GetPolicy shows it.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="VersionId">Its default version, the one in force.</param>
internal sealed record SeenManagedPolicy(string Arn, string VersionId);

/// <summary>What GetAccountSummary says, by its keys.</summary>
internal sealed record SeenSummary(IReadOnlyDictionary<string, string> Entries);

/// <summary>Reads a role's own settings in IAM, with the role's session.</summary>
/// <remarks>Policy documents come percent-encoded by RFC 3986: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html</remarks>
internal sealed class RoleReads(Session session, RoleArn role, Settings settings) : IDisposable
{
    private const int MaxPages = 10;
    private readonly QueryClient _iam = new(QueryService.Iam, settings.HomeRegion, session.Credentials);

    public void Dispose() => _iam.Dispose();

    /// <summary>The role: its trust policy, boundary, longest session and tags.</summary>
    public Task<Seen<SeenRole>> RoleAsync(CancellationToken cancellation) => LookAsync("get-role", "iam:GetRole", async probe =>
    {
        const string Role = "GetRoleResult/Role";
        var response = await _iam.CallAsync("GetRole", [RoleName], cancellation);
        var tags = response.Pairs(Role + "/Tags", "Key", "Value").ToList();
        string? Tag(string key) => tags.Find(t => string.Equals(t.Name, key, StringComparison.Ordinal)).Value;
        var seen = new SeenRole(
            StackArn.TryParse(Tag(settings.Vendor.StackIdTag), out var stack) ? stack : null,
            Tag(settings.Vendor.TemplateVersionTag),
            Decode(response.First(Role + "/AssumeRolePolicyDocument")),
            response.First(Role + "/PermissionsBoundary/PermissionsBoundaryArn"),
            int.TryParse(response.First(Role + "/MaxSessionDuration"), out var seconds) ? seconds : throw Unreadable("MaxSessionDuration"))
        {
            NamesStack = Tag(settings.Vendor.StackIdTag) is not null,
            Way = Tag(settings.Vendor.WayTag),
        };
        return new Seen<SeenRole>(Proven(probe, response), seen);
    });

    /// <summary>The names of the role's inline policies.</summary>
    public Task<Seen<IReadOnlyList<string>>> PolicyNamesAsync(CancellationToken cancellation) =>
        ListAsync("list-role-policies", "ListRolePolicies", "PolicyNames/member", cancellation);

    /// <summary>The ARNs of the managed policies that are attached to the role.</summary>
    public Task<Seen<IReadOnlyList<string>>> AttachedPoliciesAsync(CancellationToken cancellation) =>
        ListAsync("list-attached-role-policies", "ListAttachedRolePolicies", "AttachedPolicies/member/PolicyArn", cancellation);

    /// <summary>One inline policy.</summary>
    public Task<Seen<SeenPolicy>> PolicyAsync(string name, CancellationToken cancellation) => Seen.LookAsync(
        "get-role-policy",
        "iam:GetRolePolicy",
        async probe =>
        {
            var response = await _iam.CallAsync("GetRolePolicy", [RoleName, new("PolicyName", name)], cancellation);
            return new Seen<SeenPolicy>(Proven(probe, response), new SeenPolicy(name, Decode(response.First("GetRolePolicyResult/PolicyDocument"))));
        },
        notFound: (e, probe) => e.ErrorCode is "NoSuchEntity" ? new Seen<SeenPolicy>(probe, new SeenPolicy(name, null)) : null);

    /// <summary>Which version of a managed policy is in force.</summary>
    public Task<Seen<SeenManagedPolicy>> ManagedPolicyAsync(string arn, CancellationToken cancellation) => LookAsync("get-policy", "iam:GetPolicy", async probe =>
    {
        var response = await _iam.CallAsync("GetPolicy", [new("PolicyArn", arn)], cancellation);
        return new Seen<SeenManagedPolicy>(Proven(probe, response), new SeenManagedPolicy(arn, response.First("GetPolicyResult/Policy/DefaultVersionId") ?? throw Unreadable("DefaultVersionId")));
    });

    /// <summary>A managed policy in one version.</summary>
    public Task<Seen<SeenPolicy>> ManagedPolicyDocumentAsync(SeenManagedPolicy policy, CancellationToken cancellation) => LookAsync("get-policy-version", "iam:GetPolicyVersion", async probe =>
    {
        var response = await _iam.CallAsync("GetPolicyVersion", [new("PolicyArn", policy.Arn), new("VersionId", policy.VersionId)], cancellation);
        return new Seen<SeenPolicy>(Proven(probe, response), new SeenPolicy(policy.Arn[(policy.Arn.LastIndexOf('/') + 1)..], Decode(response.First("GetPolicyVersionResult/PolicyVersion/Document"))));
    });

    /// <summary>Counts and settings of the whole account.</summary>
    public Task<Seen<SeenSummary>> SummaryAsync(CancellationToken cancellation) => LookAsync("get-account-summary", "iam:GetAccountSummary", async probe =>
    {
        var response = await _iam.CallAsync("GetAccountSummary", [], cancellation);
        var entries = response.Pairs("GetAccountSummaryResult/SummaryMap", "key", "value", item: "entry").ToDictionary(e => e.Name, e => e.Value, StringComparer.Ordinal);
        return new Seen<SeenSummary>(Proven(probe, response), new SeenSummary(entries));
    });

    private KeyValuePair<string, string> RoleName => new("RoleName", role.Name);

    // AWS can page any list: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html (IsTruncated)
    private Task<Seen<IReadOnlyList<string>>> ListAsync(string probe, string operation, string path, CancellationToken cancellation) =>
        LookAsync(probe, "iam:" + operation, async evidence =>
        {
            var all = new List<string>();
            KeyValuePair<string, string>[] parameters = [RoleName];
            for (var page = 0; page < MaxPages; page++)
            {
                var response = await _iam.CallAsync(operation, parameters, cancellation);
                all.AddRange(response.All($"{operation}Result/{path}"));
                if (response.First($"{operation}Result/IsTruncated") is not "true" || response.First($"{operation}Result/Marker") is not { } marker)
                    return new Seen<IReadOnlyList<string>>(Proven(evidence, response), all);
                parameters = [RoleName, new("Marker", marker)];
            }

            throw new InvalidDataException($"{operation} has no end.");
        });

    private static Task<Seen<T>> LookAsync<T>(string probe, string action, Func<Probe, Task<Seen<T>>> look)
        where T : class => Seen.LookAsync(probe, action, look);

    private static Probe Proven(Probe probe, QueryResponse response) => probe with { AwsRequestId = response.ResponseMetadata?.RequestId };

    /// <summary>A policy document as it was before IAM percent-encoded it. One that is missing is empty, and so can't be read.</summary>
    internal static string Decode(string? document) => Uri.UnescapeDataString(document ?? "");

    private static InvalidDataException Unreadable(string what) => new($"IAM showed no {what} that can be read.");
}
