using Onboarding.Sandbox.Lambda;

namespace Onboarding.Sandbox.Gateway;

/// <summary>What an HTTP API answers once its function has ended, or the HTTP API waits no longer.</summary>
internal static class IntegrationAnswer
{
    /// <summary>Writes the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="result">What the function brought; null when the integration's own time-out was over first.</param>
    public static Task WriteAsync(HttpContext context, InvocationResult? result) => result switch
    {
        null => SandboxJson.MessageAsync(context, 503, "Service Unavailable"),
        { Outcome: InvocationOutcome.Succeeded } when FunctionAnswer.Read(result.Payload) is { } answer => answer.WriteAsync(context),
        // The function's own time-out is an error of the function like any other.
        _ => SandboxJson.MessageAsync(context, 500, "Internal Server Error"),
    };
}
