namespace Onboarding.Functions.Runtime;

/// <summary>What Lambda says about one invocation; the members are those of <c>Amazon.Lambda.Core.ILambdaContext</c>.</summary>
internal sealed record LambdaContext
{
    /// <summary>The id of this invocation, in logs and in support cases.</summary>
    public required string AwsRequestId { get; init; }

    /// <summary>When Lambda ends this invocation, by the machine's clock.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The ARN by which the function was invoked.</summary>
    public string InvokedFunctionArn { get; init; } = "";

    /// <summary>The X-Ray trace header, or null when the invocation is not traced.</summary>
    public string? TraceId { get; init; }

    /// <summary>How long the invocation may still take; never negative.</summary>
    public TimeSpan RemainingTime(TimeProvider time)
    {
        var remaining = Deadline - time.GetUtcNow();
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }
}
