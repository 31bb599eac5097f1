namespace Onboarding.Simulator;

/// <summary>A call that reached the simulated AWS.</summary>
/// <param name="Sequence">Counts up from 1 in the order in which calls ended.</param>
/// <param name="Service">The service's name in the credential scope; empty when there was none.</param>
/// <param name="Operation">The operation asked for; empty when there was none.</param>
/// <param name="CallerArn">Who called; empty when the signature was refused.</param>
/// <param name="StartedAt">When the request had arrived, on the machine's clock.</param>
/// <param name="EndedAt">When it was answered or its connection cut.</param>
/// <param name="Status">The HTTP status; 0 when the connection was cut.</param>
/// <param name="ErrorCode">AWS's error code, or the fault that cut the connection.</param>
internal sealed record AwsCall(
    long Sequence,
    string Service,
    string Operation,
    string CallerArn,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    int Status,
    string? ErrorCode);

/// <summary>Every call that reached the simulated AWS, for tests that count them.</summary>
internal sealed class CallLog
{
    private readonly Lock _gate = new();
    private readonly List<AwsCall> _calls = [];
    private long _sequence;

    public IReadOnlyList<AwsCall> All()
    {
        lock (_gate) return [.. _calls];
    }

    public void Clear()
    {
        lock (_gate) _calls.Clear();
    }

    /// <summary>Adds a call; its <see cref="AwsCall.Sequence"/> is given here.</summary>
    public void Record(AwsCall call)
    {
        lock (_gate) _calls.Add(call with { Sequence = ++_sequence });
    }
}
