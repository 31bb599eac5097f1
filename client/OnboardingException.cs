using System.Net;

namespace Onboarding.Client;

/// <summary>The service refused, or could not be reached.</summary>
public sealed class OnboardingException : Exception
{
    internal OnboardingException(string message, HttpStatusCode? status = null, string? code = null, TimeSpan? retryAfter = null, Exception? inner = null)
        : base(message, inner) => (Status, Code, RetryAfter) = (status, code, retryAfter);

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The service's code, such as <c>connection-paused</c>, <c>connection-detached</c> or <c>connection-not-found</c>; null when API Gateway answered or no answer came.</summary>
    public string? Code { get; }

    /// <summary>When to try again; null when the service does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether trying again later can help: nothing was decided about the connection.</summary>
    public bool IsTransient => Status is null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}
