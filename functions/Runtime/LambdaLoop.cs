using Onboarding.Functions.Http;

namespace Onboarding.Functions.Runtime;

/// <summary>The life of an execution environment: initialise, be restored, then answer one invocation after another.</summary>
internal sealed class LambdaLoop(RuntimeApiClient runtime, TimeProvider time, Func<string, string?> environment)
{
    /// <summary>What is left of an invocation's time for answering when the handler is told to stop.</summary>
    private static readonly TimeSpan s_answerReserve = TimeSpan.FromMilliseconds(500);

    /// <summary>Answers the bytes of one event.</summary>
    internal delegate Task<byte[]> Handler(byte[] lambdaEvent, LambdaContext context, CancellationToken cancellation);

    /// <summary>Runs until <paramref name="cancellation"/>, the Runtime API's failure, or a failed start.</summary>
    /// <param name="initialize">Builds the handler; what it throws is reported as an init error.</param>
    /// <param name="cancellation">Ends the loop between two invocations.</param>
    /// <returns>The process's exit code: 0 when told to stop, 1 otherwise.</returns>
    public async Task<int> RunAsync(Func<CancellationToken, Task<Handler>> initialize, CancellationToken cancellation)
    {
        try
        {
            if (await InitializeAsync(initialize, cancellation) is not { } handler)
                return 1;
            while (true)
                await AnswerAsync(await runtime.NextAsync(cancellation), handler, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (e is RuntimeApiException or HttpRequestException)
        {
            Log.RuntimeApiFailed(e);
            return 1;
        }
    }

    private async Task<Handler?> InitializeAsync(Func<CancellationToken, Task<Handler>> initialize, CancellationToken cancellation)
    {
        Handler handler;
        try
        {
            handler = await initialize(cancellation);
        }
#pragma warning disable CA1031 // Whatever stops the start is reported to Lambda, then the process ends.
        catch (Exception e) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.InitFailed(e);
            await runtime.FailInitAsync(
                e is SettingsException ? new("Runtime.InvalidSettings", e.Message) : FunctionError.Of("Runtime.InitError", e), cancellation);
            return null;
        }

        if (string.Equals(environment("AWS_LAMBDA_INITIALIZATION_TYPE"), "snap-start", StringComparison.Ordinal))
            await runtime.AwaitRestoreAsync(cancellation);
        return handler;
    }

    private async Task AnswerAsync(Invocation invocation, Handler handler, CancellationToken cancellation)
    {
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.Context.TraceId);
        var available = invocation.Context.RemainingTime(time) - s_answerReserve;
        using var timer = new CancellationTokenSource(available > TimeSpan.Zero ? available : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        byte[] answer;
        try
        {
            answer = await handler(invocation.Event, invocation.Context, either.Token);
        }
#pragma warning disable CA1031 // A handler's exception is reported and the loop goes on: the Runtime API's contract.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.HandlerFailed(invocation.Context.AwsRequestId, e);
            await runtime.FailAsync(invocation.Context.AwsRequestId, FunctionError.Of("Function.Unhandled", e), cancellation);
            return;
        }

        await runtime.RespondAsync(invocation.Context.AwsRequestId, answer, cancellation);
    }
}
