using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Onboarding.Functions.Aws.Query;
using Onboarding.Functions.Verification;

namespace Onboarding.Benchmarks.Registering;

/// <summary>The calls of a registration in the same order, as many at once, with clients made for the session as any program must; and nothing looked at.</summary>
/// <remarks>The Query client is the product's own, as the SDK has none for these two services: its work counts on both sides.</remarks>
internal sealed class BareRegistration(IAmazonDynamoDB dynamo, IAmazonSecurityTokenService sts, GetItemRequest read, QueryRequest holders, TransactWriteItemsRequest write)
{
    private static readonly KeyValuePair<string, string> s_role = new("RoleName", Customer.RoleName);

    /// <summary>The whole registration.</summary>
    public async Task RegisterAsync()
    {
        await dynamo.GetItemAsync(read);
        await VerifyAsync();
        await dynamo.QueryAsync(holders);
        await dynamo.TransactWriteItemsAsync(write);
    }

    /// <summary>Only what proves the connection.</summary>
    public async Task VerifyAsync()
    {
        var credentials = (await sts.AssumeRoleAsync(Request(Customer.ExternalId))).Credentials;
        var session = new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken);
        using var own = new AmazonSecurityTokenServiceClient(session, VendorSession.StsConfig(Deployment.Region));
        using var iam = new QueryClient(QueryService.Iam, Deployment.Region, session);
        using var cloudFormation = new QueryClient(QueryService.CloudFormation, Deployment.Region, session);
        await Task.WhenAll(
            DeniedAsync(null),
            DeniedAsync("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"),
            DeniedAsync(Customer.ExternalId.ToUpperInvariant()),
            own.GetCallerIdentityAsync(new GetCallerIdentityRequest()),
            cloudFormation.CallAsync("DescribeStacks", [new("StackName", Customer.Stack)], CancellationToken.None),
            iam.CallAsync("GetRole", [s_role], CancellationToken.None),
            iam.CallAsync("GetRolePolicy", [s_role, new("PolicyName", "Permissions")], CancellationToken.None),
            iam.CallAsync("GetRolePolicy", [s_role, new("PolicyName", "SelfInspection")], CancellationToken.None),
            iam.CallAsync("ListRolePolicies", [s_role], CancellationToken.None),
            iam.CallAsync("ListAttachedRolePolicies", [s_role], CancellationToken.None),
            iam.CallAsync("GetAccountSummary", [], CancellationToken.None));
    }

    private async Task DeniedAsync(string? externalId)
    {
        try
        {
            await sts.AssumeRoleAsync(Request(externalId));
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "AccessDenied")
        {
            return;
        }

        throw new InvalidOperationException("The canned STS let somebody in.");
    }

    private static AssumeRoleRequest Request(string? externalId) =>
        new() { RoleArn = Customer.Role, RoleSessionName = "Onboarding-verify-" + Customer.Onboarding.Id.Value, ExternalId = externalId, DurationSeconds = AssumeRole.SessionSeconds };
}
