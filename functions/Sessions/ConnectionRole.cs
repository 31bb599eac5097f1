using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Sessions;

/// <summary>Assumes a connection's role through the vendor's access role, which is assumed for just that connection.</summary>
/// <remarks>
/// The access role can assume every customer's role. Its session here can assume only one, with one external ID: if this code took the wrong role, or the wrong
/// external ID, AWS would refuse it. A verification keeps one session of the access role for an hour instead (<see cref="VendorSession"/>): it has to try
/// what must be denied, a wrong external ID and none at all, and a session that can't even make these calls would prove nothing about the customer's role.
/// </remarks>
internal sealed class ConnectionRole(IAmazonSecurityTokenService own, Settings settings)
{
    /// <summary>Assumes the access role, for one connection.</summary>
    /// <exception cref="AwsFailureException">It cannot be assumed: a fault on the vendor's side.</exception>
    public async Task<OneConnection> OpenAsync(UsableConnection connection, string sessionName, CancellationToken cancellation)
    {
        using var measured = Metrics.Measure("assume-access-role");
        try
        {
            var response = await own.AssumeRoleAsync(
                new AssumeRoleRequest
                {
                    RoleArn = settings.VendorRole.Value,
                    RoleSessionName = sessionName,
                    DurationSeconds = SessionOrder.ShortestSeconds,
                    Policy = SessionPolicy.AssumingOnly(connection.Account.Role, connection.ExternalId).Json,
                },
                cancellation);
            return new OneConnection(response.Credentials, connection, settings);
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw AwsFailureException.Of($"sts:AssumeRole {settings.VendorRole.Name}", e);
        }
    }
}

/// <summary>What STS answered to the request for a customer's role: credentials, a refusal, or a failure.</summary>
/// <param name="Credentials">The session, when it was given.</param>
/// <param name="Refusal">Why it was not, when STS decided so.</param>
/// <param name="Failure">Why nothing was decided.</param>
/// <param name="IsCertain">Whether it is certain that there is no session: STS answered, and did not give one.</param>
internal sealed record AssumedRole(Credentials? Credentials, Refusal? Refusal = null, AwsFailureException? Failure = null, bool IsCertain = false)
{
    public override string ToString() => "(assumed role)";
}

/// <summary>The vendor's access role, narrowed to one connection.</summary>
internal sealed class OneConnection(Credentials access, UsableConnection connection, Settings settings)
{
    /// <summary>Assumes the connection's role.</summary>
    public async Task<AssumedRole> AssumeAsync(SessionOrder order, string sessionName, CancellationToken cancellation)
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = connection.Account.Role.Value,
            RoleSessionName = sessionName,
            ExternalId = connection.ExternalId.Value,
            DurationSeconds = order.DurationSeconds,
            Policy = order.Narrowed?.Json,
        };
        var assumed = await AskAsync(settings.StsRegion ?? settings.HomeRegion, request, cancellation);
        // The account of the role must have the Region whose STS is asked, and its stack's it has:
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
        return assumed.Failure?.Reason is "RegionDisabledException" ? await AskAsync(connection.Account.Region, request, cancellation) : assumed;
    }

    private async Task<AssumedRole> AskAsync(string region, AssumeRoleRequest request, CancellationToken cancellation)
    {
        using var measured = Metrics.Measure("assume-connection-role");
        using var sts = new AmazonSecurityTokenServiceClient(access, VendorSession.StsConfig(region));
        try
        {
            return new AssumedRole((await sts.AssumeRoleAsync(request, cancellation)).Credentials);
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "AccessDenied")
        {
            return Refused(Refusal.Of(Errors.RoleNotAssumable, connection.Account.Role.Value) with { Status = 409 });
        }
        catch (PackedPolicyTooLargeException)
        {
            return Refused(SessionOrder.CannotBePacked);
        }
        catch (MalformedPolicyDocumentException)
        {
            return Refused(SessionOrder.NoPolicy("AWS refuses it"));
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            return new AssumedRole(null, Failure: AwsFailureException.Of("sts:AssumeRole", e), IsCertain: IsDecided(e));
        }
    }

    private static bool IsDecided(Exception e) => e is AmazonServiceException answered && (int)answered.StatusCode is >= 400 and < 500;

    private static AssumedRole Refused(Refusal refusal) => new(null, refusal, IsCertain: true);
}
