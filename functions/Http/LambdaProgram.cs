using Amazon.Lambda.Core;

namespace Onboarding.Functions.Http;

/// <summary>Between Lambda's bootstrap and the program's <see cref="Handler"/>: makes it ready, gives each invocation its time, and logs what fails.</summary>
/// <param name="build">Builds the handler.</param>
/// <param name="time">The machine's clock.</param>
/// <param name="stop">Ends the program.</param>
internal sealed class LambdaProgram(Func<Handler> build, TimeProvider time, CancellationToken stop)
{
    /// <summary>The part of an invocation's time that is reserved for answering when the handler is canceled.</summary>
    private static readonly TimeSpan s_answerReserve = TimeSpan.FromMilliseconds(500);

    /// <summary>No invocation lasts longer, whatever its deadline says: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html. A timer of 49.8 days could not be set.</summary>
    private static readonly TimeSpan s_longestInvocation = TimeSpan.FromMinutes(15);

    private Handler? _handler;

    /// <summary>Whether it has been made ready.</summary>
    public bool IsReady => _handler is not null;

    /// <summary>Makes it ready; what goes wrong is for Lambda to hear.</summary>
    public Task<bool> InitializeAsync()
    {
        try
        {
            _handler = build();
            return Task.FromResult(true);
        }
        catch (Exception e)
        {
            Log.InitFailed(e);
            throw;
        }
    }

    /// <summary>Answers one event; what goes wrong is for Lambda to hear.</summary>
    public Stream Answer(Stream lambdaEvent, ILambdaContext context)
    {
        var remaining = context.RemainingTime;
        var invocation = new Invocation { AwsRequestId = context.AwsRequestId, TraceId = context.TraceId, Deadline = time.GetUtcNow() + (remaining < s_longestInvocation ? remaining : s_longestInvocation) };
        Invocation.Current = invocation;
        using var timer = new CancellationTokenSource(Available(invocation.RemainingTime(time) - s_answerReserve), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, timer.Token);
        try
        {
            return new MemoryStream(_handler!(Bytes(lambdaEvent), invocation, either.Token), writable: false);
        }
        catch (Exception e)
        {
            Log.HandlerFailed(invocation.AwsRequestId, e);
            throw;
        }
    }

    private static TimeSpan Available(TimeSpan remaining) => remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;

    private static byte[] Bytes(Stream lambdaEvent)
    {
        var bytes = new byte[lambdaEvent.Length];
        lambdaEvent.ReadExactly(bytes);
        return bytes;
    }
}
