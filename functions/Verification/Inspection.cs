using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Aws.Query;
using Onboarding.Functions.Http;

namespace Onboarding.Functions.Verification;

/// <summary>What AWS said about one thing that was looked at with the customer's session.</summary>
/// <param name="Probe">The evidence.</param>
/// <param name="Value">What was seen; null when it was not.</param>
/// <param name="Refusal">Why it cannot be accepted, when AWS decided so.</param>
/// <param name="Failure">Why nothing was proven, when AWS did not decide.</param>
internal sealed record Seen<T>(Probe Probe, T? Value = null, Refusal? Refusal = null, AwsFailureException? Failure = null)
    where T : class;

/// <summary>A stack as DescribeStacks shows it.</summary>
/// <param name="Id">Its id, with the name it really has.</param>
/// <param name="Status">Its status.</param>
/// <param name="ExternalId">Its parameter <c>ExternalId</c>.</param>
/// <param name="RoleName">Its parameter <c>RoleName</c>.</param>
internal sealed record SeenStack(StackArn Id, string Status, string? ExternalId, string? RoleName);

/// <summary>What a role tells about itself.</summary>
/// <param name="StackId">Its tag with the stack that created it.</param>
internal sealed record SeenRole(StackArn? StackId);

/// <summary>Looks around in the customer's account with the session of the role that is being verified.</summary>
internal sealed class Inspection(Session session, Settings settings)
{
    private const string DescribeStacks = "cloudformation:DescribeStacks";
    private const string GetRole = "iam:GetRole";

    /// <summary>Asks STS who the session is; every principal may.</summary>
    public Task<Seen<AwsAccountId>> CallerAccountAsync(CancellationToken cancellation) =>
        LookAsync("get-caller-identity", "sts:GetCallerIdentity", async probe =>
        {
            using var sts = new AmazonSecurityTokenServiceClient(session.Credentials, VendorSession.StsConfig(settings.HomeRegion));
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
        LookAsync("describe-stacks", DescribeStacks, async probe =>
        {
            using var cloudFormation = new QueryClient(QueryService.CloudFormation, region, session.Credentials);
            var response = await cloudFormation.CallAsync("DescribeStacks", [new("StackName", nameOrId)], cancellation);
            return new Seen<SeenStack>(probe with { AwsRequestId = response.ResponseMetadata?.RequestId }, StackOf(response));
        }, notFound: e => e.ErrorCode is "ValidationError" ? Refusal.Of(Errors.StackNotFound, NameOf(nameOrId)) : null);

    /// <summary>Reads the role's own tags.</summary>
    public Task<Seen<SeenRole>> RoleAsync(RoleArn role, CancellationToken cancellation) =>
        LookAsync("get-role", GetRole, async probe =>
        {
            using var iam = new QueryClient(QueryService.Iam, settings.HomeRegion, session.Credentials);
            var response = await iam.CallAsync("GetRole", [new("RoleName", role.Name)], cancellation);
            var tag = response.Pairs("GetRoleResult/Role/Tags", "Key", "Value")
                .FirstOrDefault(t => string.Equals(t.Name, settings.Vendor.StackIdTag, StringComparison.Ordinal)).Value;
            return new Seen<SeenRole>(
                probe with { AwsRequestId = response.ResponseMetadata?.RequestId }, new SeenRole(StackArn.TryParse(tag, out var stack) ? stack : null));
        });

    private static async Task<Seen<T>> LookAsync<T>(
        string probe, string action, Func<Probe, Task<Seen<T>>> look, Func<AmazonServiceException, Refusal?>? notFound = null)
        where T : class
    {
        try
        {
            return await look(new Probe(probe, Probe.Allowed, null, null));
        }
        catch (AmazonServiceException e) when (notFound?.Invoke(e) is { } refusal)
        {
            return new Seen<T>(new Probe(probe, Probe.Denied, e.ErrorCode, e.RequestId), Refusal: refusal);
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "AccessDenied" or "AccessDeniedException")
        {
            return new Seen<T>(new Probe(probe, Probe.Denied, e.ErrorCode, e.RequestId), Refusal: Refusal.Of(Errors.PermissionMissing, action));
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            var failure = AwsFailureException.Of(action, e);
            return new Seen<T>(new Probe(probe, Probe.Inconclusive, failure.Reason, failure.AwsRequestId), Failure: failure);
        }
    }

    private static SeenStack StackOf(QueryResponse response)
    {
        const string Stack = "DescribeStacksResult/Stacks/member";
        var parameters = response.Pairs(Stack + "/Parameters", "ParameterKey", "ParameterValue").ToList();
        string? Parameter(string name) => parameters.Find(p => string.Equals(p.Name, name, StringComparison.Ordinal)).Value;
        return StackArn.TryParse(response.First(Stack + "/StackId"), out var id)
            ? new SeenStack(id, response.First(Stack + "/StackStatus") ?? "", Parameter(Templates.ConnectTemplate.ExternalIdParameter), Parameter(Templates.ConnectTemplate.RoleNameParameter))
            : throw new InvalidDataException("DescribeStacks named no stack.");
    }

    private static string NameOf(string nameOrId) => StackArn.TryParse(nameOrId, out var stack) ? stack.StackName : nameOrId;
}
