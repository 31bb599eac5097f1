using System.Security.Cryptography;
using System.Text;
using Onboarding.Sandbox.Processes;

namespace Onboarding.Sandbox.Lambda;

/// <summary>A place in which one process of a function runs, one invocation at a time.</summary>
/// <remarks>The process starts with the first invocation, stays afterwards, and is replaced with the next one when it has ended.</remarks>
internal sealed class ExecutionEnvironment(string feature, int port, FunctionStarter starter, FunctionLogs logs, TimeProvider machine) : IAsyncDisposable
{
    // The initialization before the first event has its own time limit; a process that needs more continues within the function's timeout.
    // https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib
    private static readonly TimeSpan InitializationMayTake = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private ChildProcess? _process;
    private Invocation? _waiting;
    private TaskCompletionSource<Invocation>? _poll;
    private TimeSpan _timeout;

    /// <summary>The port of its Runtime API.</summary>
    public int Port => port;

    /// <summary>The feature whose function runs here.</summary>
    public string Feature => feature;

    /// <summary>The access key that its process works with; null before the first start.</summary>
    public string? AccessKeyId { get; private set; }

    /// <summary>Whether a process is ready to take an event immediately.</summary>
    public bool IsWarm => _process is { Exit.IsCompleted: false };

    /// <summary>The invocation that the process has taken and not yet answered.</summary>
    public Invocation? Current { get; private set; }

    /// <summary>When the current invocation must have been answered, in Unix milliseconds.</summary>
    public long DeadlineMilliseconds { get; private set; }

    /// <summary>Runs one event through the function.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="timeout">The time limit once the process has it; a starting process has the same time, plus 10 s for its initialization, to ask for it.</param>
    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, TimeSpan timeout)
    {
        var invocation = new Invocation(NewRequestId(), payload);
        _timeout = timeout;
        HandOver(invocation);
        try
        {
            await Task.WhenAny(invocation.Taken, invocation.Result).WaitAsync(InitializationMayTake + timeout, machine);
            return await invocation.Result.WaitAsync(timeout, machine);
        }
        catch (TimeoutException)
        {
            logs.Add(feature, $"{invocation.RequestId} Task timed out after {timeout.TotalSeconds:0.00} seconds", isError: true);
            await EndProcessAsync();
            return new(InvocationOutcome.TimedOut, default);
        }
        finally
        {
            Forget(invocation);
        }
    }

    /// <summary>Waits for the next event, as <c>GET /invocation/next</c> does.</summary>
    public async Task<Invocation> NextAsync(CancellationToken gone)
    {
        TaskCompletionSource<Invocation> poll;
        lock (_gate)
        {
            if (_waiting is { } waiting)
            {
                _waiting = null;
                Begin(waiting);
                waiting.Take();
                return waiting;
            }

            poll = _poll = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await using var registration = gone.Register(() => poll.TrySetCanceled(gone));
        return await poll.Task;
    }

    /// <summary>Kills the process; the invocation that it had fails.</summary>
    public Task KillAsync() => _process?.KillAsync() ?? Task.CompletedTask;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    // The next event must find either a process that lives or none.
    private Task EndProcessAsync() => KillAsync();

    private void HandOver(Invocation invocation)
    {
        lock (_gate)
        {
            if (!IsWarm)
            {
                _poll = null;
                Start();
            }

            if (_poll is { } poll)
            {
                _poll = null;
                Begin(invocation);
                if (poll.TrySetResult(invocation))
                {
                    invocation.Take();
                    return;
                }

                Current = null;
            }

            _waiting = invocation;
        }
    }

    private void Begin(Invocation invocation)
    {
        DeadlineMilliseconds = (machine.GetUtcNow() + _timeout).ToUnixTimeMilliseconds();
        Current = invocation;
    }

    private void Start()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var process = starter.Start(feature, id, $"127.0.0.1:{port}", (line, isError) => logs.Add(feature, line, isError), out var credentials);
        AccessKeyId = credentials.AccessKeyId;
        _process = process;
        _ = process.Exit.ContinueWith(exit => HasEnded(process, exit.Result), TaskScheduler.Default);
    }

    private void HasEnded(ChildProcess process, int code)
    {
        Invocation? lost;
        lock (_gate)
        {
            if (!ReferenceEquals(process, _process))
            {
                return;
            }

            _poll = null;
            lost = Current ?? _waiting;
        }

        if (lost?.End(InvocationOutcome.Failed, Encoding.UTF8.GetBytes($$"""{"errorType":"Runtime.ExitError","errorMessage":"Runtime exited with code {{code}}"}""")) == true)
        {
            logs.Add(feature, $"{lost.RequestId} Runtime exited with code {code}", isError: true);
        }
    }

    private void Forget(Invocation invocation)
    {
        lock (_gate)
        {
            _waiting = ReferenceEquals(_waiting, invocation) ? null : _waiting;
            Current = ReferenceEquals(Current, invocation) ? null : Current;
        }
    }

    private static string NewRequestId() => new Guid(RandomNumberGenerator.GetBytes(16)).ToString();
}
