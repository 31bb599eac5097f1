using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Aws.Query;

namespace Onboarding.Functions.Verification;

/// <summary>A stack as DescribeStacks shows it.</summary>
/// <param name="Id">Its id, with the name it really has.</param>
/// <param name="Status">Its status.</param>
/// <param name="ExternalId">Its parameter <c>ExternalId</c>.</param>
/// <param name="RoleName">Its parameter <c>RoleName</c>.</param>
/// <param name="ConnectedFor">Its parameter <c>ConnectedFor</c>; null when its template has none.</param>
internal sealed record SeenStack(StackArn Id, string Status, string? ExternalId, string? RoleName, string? ConnectedFor)
{
    /// <summary>Its parameters by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its own tag that says by which way it was created; null when it has none.</summary>
    public string? Way { get; init; }

    /// <summary>Why it has its status, as CloudFormation says.</summary>
    public string? StatusReason { get; init; }
}

/// <summary>Looks around in the customer's account with the session of the role that is being verified.</summary>
/// <param name="session">The session.</param>
/// <param name="settings">The deployment's settings.</param>
/// <param name="stsRegion">Whose STS gave it, when it was not the deployment's: one that the account knows.</param>
internal sealed class Inspection(Session session, Settings settings, string? stsRegion = null)
{
    private const string DescribeStacks = "cloudformation:DescribeStacks";

    /// <summary>Asks STS for the session's identity, which every principal is allowed to do.</summary>
    public Task<Seen<AwsAccountId>> CallerAccountAsync(CancellationToken cancellation) =>
        Seen.LookAsync("get-caller-identity", "sts:GetCallerIdentity", async probe =>
        {
            using var sts = new AmazonSecurityTokenServiceClient(session.Credentials, VendorSession.StsConfig(stsRegion ?? settings.StsRegion ?? settings.HomeRegion));
            var response = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellation);
            return AwsAccountId.TryParse(response.Account, out var account)
                ? new Seen<AwsAccountId>(probe with { AwsRequestId = response.ResponseMetadata?.RequestId }, account)
                : throw new InvalidDataException("GetCallerIdentity named no account.");
        });

    /// <summary>Reads a stack.</summary>
    /// <param name="region">Where.</param>
    /// <param name="nameOrId">Its name, or its id.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<Seen<SeenStack>> StackAsync(string region, string nameOrId, CancellationToken cancellation) =>
        Seen.LookAsync("describe-stacks", DescribeStacks, async probe =>
        {
            using var cloudFormation = new QueryClient(QueryService.CloudFormation, region, session.Credentials);
            var response = await cloudFormation.CallAsync("DescribeStacks", [new("StackName", nameOrId)], cancellation);
            return new Seen<SeenStack>(probe with { AwsRequestId = response.ResponseMetadata?.RequestId }, StackOf(response));
        }, notFound: (e, probe) => e.ErrorCode is "ValidationError" ? new Seen<SeenStack>(probe, Refusal: Refusal.Of(Errors.StackNotFound, NameOf(nameOrId))) : null);

    private SeenStack StackOf(QueryResponse response)
    {
        const string Stack = "DescribeStacksResult/Stacks/member";
        var parameters = response.Pairs(Stack + "/Parameters", "ParameterKey", "ParameterValue").ToList();
        string? Parameter(string name) => parameters.Find(p => string.Equals(p.Name, name, StringComparison.Ordinal)).Value is { } value ? BoundedText.Of(value) : null;
        return StackArn.TryParse(response.First(Stack + "/StackId"), out var id)
            ? new SeenStack(
                id,
                BoundedText.Of(response.First(Stack + "/StackStatus") ?? ""),
                Parameter(Templates.ConnectTemplate.ExternalIdParameter),
                Parameter(Templates.ConnectTemplate.RoleNameParameter),
                Parameter(Templates.ConnectTemplate.ConnectedForParameter))
            {
                Parameters = parameters.DistinctBy(p => p.Name, StringComparer.Ordinal).ToDictionary(p => p.Name, p => BoundedText.Of(p.Value), StringComparer.Ordinal),
                Way = response.Pairs(Stack + "/Tags", "Key", "Value").FirstOrDefault(t => string.Equals(t.Name, settings.Vendor.WayTag, StringComparison.Ordinal)).Value,
                StatusReason = response.First(Stack + "/StackStatusReason"),
            }
            : throw new InvalidDataException("DescribeStacks named no stack.");
    }

    private static string NameOf(string nameOrId) => StackArn.TryParse(nameOrId, out var stack) ? stack.StackName : nameOrId;
}
