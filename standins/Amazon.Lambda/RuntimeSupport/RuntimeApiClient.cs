using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API itself failed: nothing more can be done in this process.</summary>
internal sealed class RuntimeApiException(string message) : Exception(message);

/// <summary>The Lambda Runtime API, version 2018-06-01: how an execution environment receives its work and gives its answers.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</remarks>
internal sealed class RuntimeApiClient(HttpClient http, string hostAndPort)
{
    private static readonly MediaTypeHeaderValue s_json = new("application/json");
    private static readonly MediaTypeHeaderValue s_error = new("application/vnd.aws.lambda.error+json");
    private static readonly long s_latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
#pragma warning disable S5332 // The Runtime API speaks HTTP, inside the execution environment only.
    private readonly string _runtime = $"http://{hostAndPort}/2018-06-01/runtime/";
#pragma warning restore S5332

    /// <summary>Waits for the next event, as long as it takes.</summary>
    /// <exception cref="RuntimeApiException">The Runtime API refused: the process must end.</exception>
    public InvocationRequest Next(CancellationToken cancellation)
    {
        using var response = Get("invocation/next", cancellation);
        using var body = response.Content.ReadAsStream(cancellation);
        var lambdaEvent = new byte[body.Length];
        body.ReadExactly(lambdaEvent);
        return new InvocationRequest(new MemoryStream(lambdaEvent, writable: false), Context(response.Headers));
    }

    /// <summary>Answers an event.</summary>
    /// <exception cref="RuntimeApiException">The Runtime API cannot go on.</exception>
    public void Respond(string requestId, Stream answer, CancellationToken cancellation)
    {
        var path = $"invocation/{requestId}/response";
        using var content = new StreamContent(answer) { Headers = { ContentType = s_json } };
        using var response = Post(path, content, error: null, cancellation);
        if (response.StatusCode == HttpStatusCode.RequestEntityTooLarge)
            Fail(requestId, new FunctionError("Function.ResponseSizeTooLarge", "The answer is larger than Lambda carries (6 MB).", []), cancellation);
        else
            RequireOfInvocation(response, path);
    }

    /// <summary>Says that an event was not answered.</summary>
    /// <exception cref="RuntimeApiException">The Runtime API cannot go on.</exception>
    public void Fail(string requestId, FunctionError error, CancellationToken cancellation)
    {
        var path = $"invocation/{requestId}/error";
        using var response = Post(path, error, cancellation);
        RequireOfInvocation(response, path);
    }

    /// <summary>Says that the program cannot start.</summary>
    public void FailInit(FunctionError error, CancellationToken cancellation) => Report("init/error", error, cancellation);

    /// <summary>Says that the program cannot go on after its restore.</summary>
    public void FailRestore(FunctionError error, CancellationToken cancellation) => Report("restore/error", error, cancellation);

    /// <summary>Says that this environment is ready to be snapshotted, and returns when it has been restored (SnapStart).</summary>
    public void AwaitRestore(CancellationToken cancellation) => Get("restore/next", cancellation).Dispose();

    private void Report(string path, FunctionError error, CancellationToken cancellation)
    {
        using var response = Post(path, error, cancellation);
        Require(response, path);
    }

    private HttpResponseMessage Get(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _runtime + path);
        var response = http.Send(request, cancellation);
        Require(response, path);
        return response;
    }

    private HttpResponseMessage Post(string path, FunctionError error, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(error, RuntimeJson.Default.FunctionError)) { Headers = { ContentType = s_error } };
        return Post(path, content, error, cancellation);
    }

    private HttpResponseMessage Post(string path, HttpContent content, FunctionError? error, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _runtime + path) { Content = content };
        if (error is not null)
        {
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", error.ErrorType);
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-XRay-Error-Cause", XRayCause.Of(error));
        }

        return http.Send(request, cancellation);
    }

    private static LambdaContext Context(HttpResponseHeaders headers) => new(
        Header(headers, "Lambda-Runtime-Aws-Request-Id") ?? throw new RuntimeApiException("invocation/next named no request id."),
        Header(headers, "Lambda-Runtime-Trace-Id") ?? "",
        long.TryParse(Header(headers, "Lambda-Runtime-Deadline-Ms"), NumberStyles.None, CultureInfo.InvariantCulture, out var deadline)
            ? DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(deadline, s_latest))
            : throw new RuntimeApiException("invocation/next named no deadline."));

    private static string? Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    // An event whose time is over, or whose answer was too large, takes nothing more and says so by 400 or 413: the next one can be asked for.
    // Only after a 5xx must the process end.
    private static void RequireOfInvocation(HttpResponseMessage response, string what)
    {
        if (response.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge))
            Require(response, what);
    }

    private static void Require(HttpResponseMessage response, string what)
    {
        if (!response.IsSuccessStatusCode)
            throw new RuntimeApiException($"The Runtime API answered {what} with {(int)response.StatusCode}.");
    }
}
