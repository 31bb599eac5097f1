namespace Onboarding.Functions.Diagnostics;

/// <summary>What Lambda says about one invocation.</summary>
internal sealed record Invocation
{
    // Belongs to the invocation that this code runs in, across awaits and concurrent invocations.
    private static readonly AsyncLocal<Invocation?> s_current = new();

    /// <summary>The invocation that this code runs in; null outside of one.</summary>
    public static Invocation? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>The id of this invocation, in logs and in support cases.</summary>
    public required string AwsRequestId { get; init; }

    /// <summary>When Lambda ends this invocation, by the machine's clock.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>X-Ray's id of the invocation, the same in every function's log and in the trace; empty when it is not traced.</summary>
    public string TraceId { get; init; } = "";

    /// <summary>The remaining time of the invocation; never negative.</summary>
    public TimeSpan RemainingTime(TimeProvider time)
    {
        var remaining = Deadline - time.GetUtcNow();
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }
}
