using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Onboarding.Tests.Contract;

/// <summary>What a function reported to the Runtime API.</summary>
/// <param name="Kind"><c>response</c>, <c>error</c>, <c>init/error</c> or <c>restore/error</c>.</param>
/// <param name="Body">The body, as UTF-8.</param>
/// <param name="ErrorType">The header <c>Lambda-Runtime-Function-Error-Type</c>.</param>
/// <param name="ContentType">The body's type.</param>
/// <param name="XRayCause">The header <c>Lambda-Runtime-Function-XRay-Error-Cause</c>.</param>
internal sealed record RuntimeMessage(string Kind, string Body, string? ErrorType, string? ContentType, string? XRayCause);

/// <summary>The Lambda Runtime API on a free port: hands out events, takes answers, and remembers the order of the calls.</summary>
internal sealed class FakeRuntimeApi : IAsyncDisposable
{
    private readonly Channel<(string Id, string Event, long Deadline)> _queue = Channel.CreateUnbounded<(string, string, long)>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<RuntimeMessage>> _answers = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<RuntimeMessage> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;
    private int _lastId;

    private FakeRuntimeApi(WebApplication app) => _app = app;

    public string HostAndPort { get; private set; } = "";

    /// <summary>The calls in their order: method, space, path.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What <c>next</c> answers with, 200 unless a test breaks it.</summary>
    public int NextStatus { get; set; } = 200;

    /// <summary>What <c>response</c> answers with.</summary>
    public int ResponseStatus { get; set; } = 202;

    /// <summary>What <c>error</c> answers with.</summary>
    public int ErrorStatus { get; set; } = 202;

    /// <summary>The deadline of every invocation in Unix milliseconds, when a test sets one.</summary>
    public long? Deadline { get; set; }

    /// <summary>The error of the start or of the restore, when it comes.</summary>
    public Task<RuntimeMessage> InitError => _initError.Task;

    public static async Task<FakeRuntimeApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var api = new FakeRuntimeApi(builder.Build());
        api.Map();
        await api._app.StartAsync();
        api.HostAndPort = new Uri(api._app.Urls.Single()).Authority;
        return api;
    }

    /// <summary>Invokes the function once and waits for what it says.</summary>
    public Task<RuntimeMessage> InvokeAsync(string lambdaEvent, TimeSpan? timeout = null)
    {
        var id = "request-" + Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        var answer = _answers.GetOrAdd(id, _ => new TaskCompletionSource<RuntimeMessage>(TaskCreationOptions.RunContinuationsAsynchronously));
        var deadline = Deadline ?? (TimeProvider.System.GetUtcNow() + (timeout ?? TimeSpan.FromSeconds(30))).ToUnixTimeMilliseconds();
        _queue.Writer.TryWrite((id, lambdaEvent, deadline)).ShouldBeTrue();
        return answer.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _app.DisposeAsync();
    }

    private void Map()
    {
        var runtime = _app.MapGroup("/2018-06-01/runtime");
        runtime.MapGet("/invocation/next", NextAsync);
        runtime.MapGet("/restore/next", (HttpContext context) =>
        {
            Record(context);
            return Results.Ok();
        });
        runtime.MapPost("/invocation/{id}/response", (string id, HttpContext context) => TakeAsync(id, "response", context));
        runtime.MapPost("/invocation/{id}/error", (string id, HttpContext context) => TakeAsync(id, "error", context));
        runtime.MapPost("/restore/error", (Func<HttpContext, Task<IResult>>)(context => TakeAsync(id: null, "restore/error", context)));
        runtime.MapPost("/init/error", (Func<HttpContext, Task<IResult>>)(context => TakeAsync(id: null, "init/error", context)));
    }

    private async Task NextAsync(HttpContext context)
    {
        Record(context);
        context.Response.StatusCode = NextStatus;
        if (NextStatus != 200)
            return;
        try
        {
            var (id, lambdaEvent, deadline) = await _queue.Reader.ReadAsync(context.RequestAborted);
            context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = id;
            context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:999988887777:function:test";
            context.Response.Headers["Lambda-Runtime-Trace-Id"] = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
            await context.Response.WriteAsync(lambdaEvent, context.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            context.Abort();
        }
    }

    private async Task<IResult> TakeAsync(string? id, string kind, HttpContext context)
    {
        Record(context);
        using var reader = new StreamReader(context.Request.Body);
        var message = new RuntimeMessage(
            kind, await reader.ReadToEndAsync(context.RequestAborted), context.Request.Headers["Lambda-Runtime-Function-Error-Type"], context.Request.ContentType,
            context.Request.Headers["Lambda-Runtime-Function-XRay-Error-Cause"]);
        if (kind == "response" && ResponseStatus != 202)
            return Results.StatusCode(ResponseStatus);
        if (id is null)
            _initError.TrySetResult(message);
        else
            _answers[id].TrySetResult(message);
        return Results.StatusCode(kind == "error" ? ErrorStatus : 202);
    }

    private void Record(HttpContext context) => Calls.Enqueue(context.Request.Method + " " + context.Request.Path.Value!["/2018-06-01/runtime".Length..]);
}
