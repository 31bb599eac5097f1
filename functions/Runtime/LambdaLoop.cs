using Onboarding.Functions.Http;

namespace Onboarding.Functions.Runtime;

/// <summary>The life of an execution environment: initialise, be restored, then answer one invocation after another.</summary>
/// <remarks>It is one thread that waits: Lambda never gives an environment more than one invocation at a time.</remarks>
internal sealed class LambdaLoop(RuntimeApiClient runtime, TimeProvider time, Func<string, string?> environment)
{
    /// <summary>What is left of an invocation's time for answering when the handler is told to stop.</summary>
    private static readonly TimeSpan s_answerReserve = TimeSpan.FromMilliseconds(500);

    /// <summary>No invocation lasts longer, whatever its deadline says: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html. A timer of 49.8 days could not be set.</summary>
    private static readonly TimeSpan s_longestInvocation = TimeSpan.FromMinutes(15);

    /// <summary>Answers the bytes of one event.</summary>
    internal delegate byte[] Handler(byte[] lambdaEvent, LambdaContext context, CancellationToken cancellation);

    /// <summary>Runs until <paramref name="cancellation"/>, the Runtime API's failure, or a failed start.</summary>
    /// <param name="initialize">Builds the handler; what it throws is reported as an init error.</param>
    /// <param name="cancellation">Ends the loop between two invocations.</param>
    /// <returns>The process's exit code: 0 when told to stop, 1 otherwise.</returns>
    public int Run(Func<Handler> initialize, CancellationToken cancellation)
    {
        try
        {
            if (Initialize(initialize, cancellation) is not { } handler)
                return 1;
            while (true)
                Answer(runtime.Next(cancellation), handler, cancellation);
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

    private Handler? Initialize(Func<Handler> initialize, CancellationToken cancellation)
    {
        Handler handler;
        try
        {
            handler = initialize();
        }
#pragma warning disable CA1031 // Whatever stops the start is reported to Lambda, then the process ends.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.InitFailed(e);
            runtime.FailInit(
                e is SettingsException ? new("Runtime.InvalidSettings", e.Message) : FunctionError.Of("Runtime.InitError", e), cancellation);
            return null;
        }

        if (string.Equals(environment("AWS_LAMBDA_INITIALIZATION_TYPE"), "snap-start", StringComparison.Ordinal))
            runtime.AwaitRestore(cancellation);
        return handler;
    }

    private void Answer(Invocation invocation, Handler handler, CancellationToken cancellation)
    {
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.Context.TraceId);
        Log.TraceId = invocation.Context.TraceId;
        using var timer = new CancellationTokenSource(Available(invocation.Context.RemainingTime(time) - s_answerReserve), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        byte[] answer;
        try
        {
            answer = handler(invocation.Event, invocation.Context, either.Token);
        }
#pragma warning disable CA1031 // A handler's exception is reported and the loop goes on: the Runtime API's contract.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.HandlerFailed(invocation.Context.AwsRequestId, e);
            runtime.Fail(invocation.Context.AwsRequestId, FunctionError.Of("Function.Unhandled", e), cancellation);
            return;
        }

        runtime.Respond(invocation.Context.AwsRequestId, answer, cancellation);
    }

    private static TimeSpan Available(TimeSpan remaining) => remaining switch
    {
        _ when remaining < TimeSpan.Zero => TimeSpan.Zero,
        _ when remaining > s_longestInvocation => s_longestInvocation,
        _ => remaining,
    };
}
