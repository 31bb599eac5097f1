using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Verification;

/// <summary>What STS answered to one AssumeRole.</summary>
/// <param name="Probe">The evidence.</param>
/// <param name="Session">The session, when it was allowed and is wanted.</param>
/// <param name="Failure">The failure, if it was inconclusive.</param>
internal sealed record AssumeRoleAnswer(Probe Probe, Session? Session, AwsFailureException? Failure)
{
    /// <summary>The Region whose STS answered, if not the deployment's: the customer's account has that one deactivated.</summary>
    public string? StsRegion { get; init; }
}

/// <summary>Assumes a customer's role with the vendor's role.</summary>
internal sealed class AssumeRole(IAmazonSecurityTokenService sts, RoleArn role, string sessionName)
{
    /// <summary>The shortest session that STS gives, in seconds: a verification needs a moment.</summary>
    public const int SessionSeconds = 900;

    private const string Operation = "sts:AssumeRole";

    /// <summary>Asks with the stored external ID, and keeps the session.</summary>
    /// <param name="externalId">The stored external ID.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <param name="policy">The session's limits; null for everything that the role can do.</param>
    /// <param name="probe">The evidence's name.</param>
    public Task<AssumeRoleAnswer> WithAsync(ExternalId externalId, CancellationToken cancellation, SessionPolicy? policy = null, string probe = "assume-role") =>
        AskAsync(probe, externalId.Value, keepSession: true, cancellation, policy);

    /// <summary>Asks like a confused deputy, without an external ID or with another one. If credentials are returned, they are dropped here.</summary>
    public Task<AssumeRoleAnswer> ProbeAsync(NegativeProbe probe, ExternalId right, CancellationToken cancellation) =>
        AskAsync(probe.Name, probe.ExternalIdFor(right), keepSession: false, cancellation);

    private async Task<AssumeRoleAnswer> AskAsync(string probe, string? externalId, bool keepSession, CancellationToken cancellation, SessionPolicy? policy = null)
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = role.Value,
            RoleSessionName = sessionName,
            ExternalId = externalId,
            DurationSeconds = SessionSeconds,
            Policy = policy?.Json,
        };
        using var measured = Metrics.Measure(probe);
        try
        {
            var response = await sts.AssumeRoleAsync(request, cancellation);
            var session = keepSession ? SessionOf(response.Credentials) : null;
            return new(new Probe(probe, Probe.Allowed, null, response.ResponseMetadata?.RequestId), session, null);
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "AccessDenied")
        {
            return new(new Probe(probe, Probe.Denied, e.ErrorCode, e.RequestId), null, null);
        }
        catch (PackedPolicyTooLargeException e)
        {
            throw SessionPolicy.TooLarge(e.Message, e);
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            var failure = AwsFailureException.Of(Operation, e);
            return new(new Probe(probe, Probe.Inconclusive, failure.Reason, failure.AwsRequestId), null, failure);
        }
    }

    private static Session SessionOf(Credentials credentials) => new(
        new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
        new DateTimeOffset(credentials.Expiration!.Value.ToUniversalTime()));
}
