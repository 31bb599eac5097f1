using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The life of an execution environment: initialize, be snapshotted and restored, then answer one event after another.</summary>
/// <remarks>One thread does it all and waits: Lambda gives an environment one event at a time, and each async method less is some eight methods less to compile at the start.</remarks>
internal sealed class LambdaBootstrap : IDisposable
{
    private readonly Func<Stream, ILambdaContext, Stream> _handler;
    private readonly LambdaBootstrapInitializer? _initializer;
    private readonly HttpClient _http;
    private readonly RuntimeApiClient _runtime;

    internal LambdaBootstrap(Func<Stream, ILambdaContext, Stream> handler, LambdaBootstrapInitializer? initializer, string? runtimeApiEndpoint)
    {
        (_handler, _initializer) = (handler, initializer);
        // The Runtime API holds a request for the next event open for as long as there is none.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
        _runtime = new RuntimeApiClient(_http, runtimeApiEndpoint ?? Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") ?? throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API is not set."));
    }

    /// <summary>Runs until it is canceled, or until the start, the restore or the Runtime API fails.</summary>
    /// <exception cref="OperationCanceledException">It was canceled while it waited.</exception>
    /// <exception cref="RuntimeApiException">The Runtime API refused: the process must end.</exception>
    /// <exception cref="HttpRequestException">The Runtime API does not answer: the process must end.</exception>
    /// <remarks>What the initializer or an action around the snapshot throws is reported to Lambda, then thrown on.</remarks>
    public Task RunAsync(CancellationToken cancellationToken = default)
    {
        MemoryLimit.Adjust();
        if (!IsInitialized(cancellationToken))
            return Task.CompletedTask;
        if (string.Equals(Environment.GetEnvironmentVariable("AWS_LAMBDA_INITIALIZATION_TYPE"), "snap-start", StringComparison.Ordinal))
            WaitForRestore(cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
            Answer(_runtime.Next(cancellationToken), cancellationToken);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private bool IsInitialized(CancellationToken cancellation)
    {
        try
        {
            return _initializer is null || _initializer().GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            _runtime.FailInit(FunctionError.Of("Runtime.InitError", e), cancellation);
            throw;
        }
    }

    private void WaitForRestore(CancellationToken cancellation)
    {
        try
        {
            while (SnapshotRestore.BeforeSnapshot.TryPop(out var action))
                Wait(action());
        }
        catch (Exception e)
        {
            _runtime.FailInit(FunctionError.Of("Runtime.BeforeSnapshotError", e), cancellation);
            throw;
        }

        _runtime.AwaitRestore(cancellation);
        try
        {
            while (SnapshotRestore.AfterRestore.TryDequeue(out var action))
                Wait(action());
        }
        catch (Exception e)
        {
            _runtime.FailRestore(FunctionError.Of("Runtime.AfterRestoreError", e), cancellation);
            throw;
        }
    }

    private static void Wait(ValueTask action)
    {
        if (!action.IsCompletedSuccessfully)
            action.AsTask().GetAwaiter().GetResult();
    }

    private void Answer(InvocationRequest invocation, CancellationToken cancellation)
    {
        // One event at a time: the SDK reads the trace's id there.
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.LambdaContext.TraceId is { Length: > 0 } traceId ? traceId : null);
        Stream answer;
        try
        {
            answer = _handler(invocation.InputStream, invocation.LambdaContext);
        }
#pragma warning disable CA1031 // A handler's exception is reported and the next event is asked for: the Runtime API's contract.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _runtime.Fail(invocation.LambdaContext.AwsRequestId, FunctionError.Of("Function.Unhandled", e), cancellation);
            return;
        }

        using (answer)
            _runtime.Respond(invocation.LambdaContext.AwsRequestId, answer, cancellation);
    }
}
