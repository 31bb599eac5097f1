namespace Onboarding.Sandbox.Lambda;

/// <summary>How an invocation ended.</summary>
internal enum InvocationOutcome
{
    /// <summary>The function answered.</summary>
    Succeeded,

    /// <summary>The function reported an error, or its process ended.</summary>
    Failed,

    /// <summary>The function did not answer in time.</summary>
    TimedOut,
}

/// <summary>What an invocation brought.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Payload">The function's answer, or the error it reported; empty when it said nothing.</param>
internal sealed record InvocationResult(InvocationOutcome Outcome, ReadOnlyMemory<byte> Payload);

/// <summary>One event on its way through a function.</summary>
internal sealed class Invocation(string requestId, ReadOnlyMemory<byte> payload)
{
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<InvocationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The request id, a GUID as Lambda writes them.</summary>
    public string RequestId => requestId;

    /// <summary>The event.</summary>
    public ReadOnlyMemory<byte> Payload => payload;

    /// <summary>Ends when the function's process has the event.</summary>
    public Task Taken => _taken.Task;

    /// <summary>Ends when the function has answered, failed or taken too long.</summary>
    public Task<InvocationResult> Result => _result.Task;

    /// <summary>Says that the process has the event.</summary>
    public void Take() => _taken.TrySetResult();

    /// <summary>Ends the invocation; only the first end counts.</summary>
    public bool End(InvocationOutcome outcome, ReadOnlyMemory<byte> answer = default) => _result.TrySetResult(new(outcome, answer));
}
