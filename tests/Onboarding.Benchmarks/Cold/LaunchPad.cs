using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Onboarding.Benchmarks.Cold;

/// <summary>One start of a program.</summary>
/// <param name="NextMs">From starting the process until it asks for its first invocation.</param>
/// <param name="AnswerMs">From starting the process until its first answer has arrived.</param>
/// <param name="RestoredMs">From the end of its restore until its first answer has arrived; the same as <paramref name="AnswerMs"/> for a program that is not restored.</param>
/// <param name="PeakKiB">The most memory that it had resident until then (<c>VmHWM</c>).</param>
internal sealed record ColdStart(double NextMs, double AnswerMs, double RestoredMs, long PeakKiB);

/// <summary>The Lambda Runtime API, which passes events to each started program, one after another, and measures the time.</summary>
internal sealed class LaunchPad : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly byte[] _event;
    private Launch _launch = new(0);
    private int _events;

    private LaunchPad(WebApplication app, byte[] lambdaEvent) => (_app, _event) = (app, lambdaEvent);

    public static async Task<LaunchPad> OpenAsync(byte[] lambdaEvent)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var pad = new LaunchPad(builder.Build(), lambdaEvent);
        pad._app.MapGet("/2018-06-01/runtime/invocation/next", pad.NextAsync);
        pad._app.MapGet("/2018-06-01/runtime/restore/next", pad.Restored);
        pad._app.MapPost("/2018-06-01/runtime/invocation/{id}/response", pad.AnsweredAsync);
        await pad._app.StartAsync();
        return pad;
    }

    /// <summary>Starts a program, waits for its first answer, and ends it.</summary>
    public Task<ColdStart> LaunchAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables) => RunAsync(
        command,
        variables,
        events: 1,
        async (launch, began, processId) =>
        {
            var (_, answered) = await launch.Invocations.Reader.ReadAsync();
            return new ColdStart(Milliseconds(began, launch.NextAt), Milliseconds(began, answered), Milliseconds(launch.RestoredAt is 0 ? began : launch.RestoredAt, answered), PeakKiB(processId));
        });

    /// <summary>Starts a program, and has it answer many events, one after another. Its log isn't read.</summary>
    /// <returns>The median of the later half, in microseconds: from handing the event out until the answer's last byte is there.</returns>
    public Task<double> InvokeAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables, int events) => RunAsync(
        ["sh", "-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", .. command],
        variables,
        events,
        async (launch, _, _) =>
        {
            var times = new List<double>();
            while (times.Count < events)
            {
                var (handedOut, answered) = await launch.Invocations.Reader.ReadAsync();
                times.Add(Stopwatch.GetElapsedTime(handedOut, answered).TotalMicroseconds);
            }

            return Numbers.Median(times.Skip(events / 2));
        });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<T> RunAsync<T>(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables, int events, Func<Launch, long, int, Task<T>> measure)
    {
        var launch = _launch = new Launch(events);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = new Uri(_app.Urls.Single()).Authority;

        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            return await measure(launch, began, process.Id).WaitAsync(s_patience);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private async Task NextAsync(HttpContext context)
    {
        var now = Stopwatch.GetTimestamp();
        Interlocked.CompareExchange(ref _launch.NextAt, now, 0);
        if (_launch.Left-- <= 0)
        {
            // The program is about to be stopped: it gets no more events.
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
            return;
        }

        context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = $"8476a536-e9f4-11e8-9739-{++_events:x12}";
        context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = (TimeProvider.System.GetUtcNow() + s_patience).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:999988887777:function:onboardings";
        context.Response.ContentLength = _event.Length;
        _launch.HandedOutAt = Stopwatch.GetTimestamp();
        await context.Response.Body.WriteAsync(_event, context.RequestAborted);
    }

    // No snapshot is taken: the program continues like a restored one, with all its memory loaded.
    private void Restored() => _launch.RestoredAt = Stopwatch.GetTimestamp();

    private async Task AnsweredAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var now = Stopwatch.GetTimestamp();
        context.Response.StatusCode = 202;
        var answer = JsonElement.Parse(body.ToArray());
        // The bare program answers {}; ours must have minted.
        if (answer.TryGetProperty("statusCode", out var status) && status.GetInt32() != 201)
            throw new InvalidOperationException("The program did not mint: " + Encoding.UTF8.GetString(body.ToArray()));
        _launch.Invocations.Writer.TryWrite((_launch.HandedOutAt, now));
    }

    private static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    private static long PeakKiB(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private sealed class Launch(int events)
    {
        public long NextAt;

        public long RestoredAt;

        /// <summary>How many events it still gets. A program asks for the next only when it has answered.</summary>
        public int Left = events;

        public long HandedOutAt;

        public Channel<(long HandedOutAt, long AnsweredAt)> Invocations { get; } = Channel.CreateUnbounded<(long, long)>();
    }
}
