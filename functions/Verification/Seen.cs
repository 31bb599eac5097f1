using Amazon.Runtime;
using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Verification;

/// <summary>AWS's answer about one thing that was read with the customer's session.</summary>
/// <param name="Probe">The evidence.</param>
/// <param name="Value">What was seen; null when it was not.</param>
/// <param name="Refusal">Why it cannot be accepted, when AWS decided so.</param>
/// <param name="Failure">Why nothing was proven, when AWS did not decide.</param>
internal sealed record Seen<T>(Probe Probe, T? Value = null, Refusal? Refusal = null, AwsFailureException? Failure = null)
    where T : class
{
    /// <summary>Whether the role lacks the permission to look.</summary>
    public bool IsDenied => Refusal?.Error == Errors.PermissionMissing;
}

/// <summary>Makes one call to AWS and distinguishes three kinds of answers: seen, denied, not decided.</summary>
internal static class Seen
{
    /// <summary>Looks at something.</summary>
    /// <param name="probe">The evidence's name.</param>
    /// <param name="action">The IAM action that it needs.</param>
    /// <param name="look">Asks; gets the evidence to complete.</param>
    /// <param name="notFound">What an error means that says there is no such thing; null for any other error.</param>
    public static async Task<Seen<T>> LookAsync<T>(
        string probe, string action, Func<Probe, Task<Seen<T>>> look, Func<AmazonServiceException, Probe, Seen<T>?>? notFound = null)
        where T : class
    {
        using var measured = Metrics.Measure(probe);
        try
        {
            return await look(new Probe(probe, Probe.Allowed, null, null));
        }
        catch (AmazonServiceException e) when (notFound?.Invoke(e, new Probe(probe, Probe.Denied, e.ErrorCode, e.RequestId)) is { } seen)
        {
            return seen;
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "AccessDenied" or "AccessDeniedException")
        {
            return new Seen<T>(new Probe(probe, Probe.Denied, e.ErrorCode, e.RequestId), Refusal: Refusal.Of(Errors.PermissionMissing, action));
        }
        catch (InvalidDataException)
        {
            // Not as in AWS's reference: the answer is inconclusive, and the next one can be complete.
            var failure = new AwsFailureException(action, AwsFailureKind.Unavailable, "UnreadableAnswer", awsRequestId: null);
            return new Seen<T>(new Probe(probe, Probe.Inconclusive, failure.Reason, failure.AwsRequestId), Failure: failure);
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            var failure = AwsFailureException.Of(action, e);
            return new Seen<T>(new Probe(probe, Probe.Inconclusive, failure.Reason, failure.AwsRequestId), Failure: failure);
        }
    }
}
