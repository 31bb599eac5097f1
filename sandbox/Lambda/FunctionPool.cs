using System.Threading.Channels;

namespace Onboarding.Sandbox.Lambda;

/// <summary>The execution environments of one function; events beyond their number wait.</summary>
internal sealed class FunctionPool : IAsyncDisposable
{
    private readonly TimeSpan _timeout;

    // A stack, so that the environment that was used last, and is warm, is used next.
    private readonly Stack<ExecutionEnvironment> _idle;
    private readonly Channel<bool> _places;
    private readonly Lock _gate = new();

    /// <summary>Creates the pool.</summary>
    /// <param name="environments">The environments.</param>
    /// <param name="timeout">The function's time-out.</param>
    public FunctionPool(IReadOnlyList<ExecutionEnvironment> environments, TimeSpan timeout)
    {
        (Environments, _timeout) = (environments, timeout);
        _idle = new(environments);
        _places = Channel.CreateUnbounded<bool>();
        foreach (var _ in environments)
        {
            _places.Writer.TryWrite(true);
        }
    }

    /// <summary>All environments, whether a process runs in them or not.</summary>
    public IReadOnlyList<ExecutionEnvironment> Environments { get; }

    /// <summary>Runs one event in the next free environment.</summary>
    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        await _places.Reader.ReadAsync(cancellation);
        ExecutionEnvironment environment;
        lock (_gate)
        {
            environment = _idle.Pop();
        }

        try
        {
            return await environment.InvokeAsync(payload, _timeout);
        }
        finally
        {
            lock (_gate)
            {
                _idle.Push(environment);
            }

            _places.Writer.TryWrite(true);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var environment in Environments)
        {
            await environment.DisposeAsync();
        }
    }
}
