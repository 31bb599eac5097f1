using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Onboarding.Functions.Http;

namespace Onboarding.Functions.Runtime;

/// <summary>The Lambda Runtime API, version 2018-06-01: how an execution environment receives its work and gives its answers.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</remarks>
internal sealed class RuntimeApiClient(HttpClient http, string hostAndPort)
{
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    /// <summary>In bytes. A larger answer is not even sent: whoever refuses it may close the connection before all of it has gone.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB.</remarks>
    private const int LargestAnswer = 6 * 1024 * 1024;

    private static readonly MediaTypeHeaderValue s_json = new("application/json");
    private static readonly MediaTypeHeaderValue s_error = new("application/vnd.aws.lambda.error+json");
    private static readonly long s_latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
#pragma warning disable S5332 // The Runtime API speaks HTTP, inside the execution environment only.
    private readonly string _runtime = $"http://{hostAndPort}/2018-06-01/runtime/";
#pragma warning restore S5332

    /// <summary>Waits for the next invocation, as long as it takes.</summary>
    /// <exception cref="RuntimeApiException">The Runtime API refused: the process must end.</exception>
    public Invocation Next(CancellationToken cancellation)
    {
        using var response = Get("invocation/next", cancellation);
        using var body = response.Content.ReadAsStream(cancellation);
        var lambdaEvent = new byte[body.Length];
        body.ReadExactly(lambdaEvent);
        return new Invocation(Context(response.Headers), lambdaEvent);
    }

    /// <summary>Answers an invocation.</summary>
    /// <exception cref="RuntimeApiException">The Runtime API cannot go on.</exception>
    public void Respond(string requestId, ReadOnlyMemory<byte> answer, CancellationToken cancellation)
    {
        if (answer.Length > LargestAnswer)
        {
            FailTooLarge(requestId, cancellation);
            return;
        }

        var path = $"invocation/{requestId}/response";
        using var response = Post(path, answer, s_json, errorType: null, cancellation);
        if (response.StatusCode == HttpStatusCode.RequestEntityTooLarge)
            FailTooLarge(requestId, cancellation);
        else
            RequireOfInvocation(response, path);
    }

    /// <summary>Says that an invocation failed.</summary>
    /// <exception cref="RuntimeApiException">The Runtime API cannot go on.</exception>
    public void Fail(string requestId, FunctionError error, CancellationToken cancellation)
    {
        var path = $"invocation/{requestId}/error";
        using var response = Post(path, Bytes(error), s_error, error.ErrorType, cancellation);
        RequireOfInvocation(response, path);
    }

    /// <summary>Says that the function cannot start.</summary>
    public void FailInit(FunctionError error, CancellationToken cancellation)
    {
        using var response = Post("init/error", Bytes(error), s_error, error.ErrorType, cancellation);
        Require(response, "init/error");
    }

    /// <summary>Says that this environment is ready to be snapshotted, and returns when it has been restored (SnapStart).</summary>
    /// <remarks>Nothing is done between the restore and the first event, so there is no failure for <c>restore/error</c> to report.</remarks>
    public void AwaitRestore(CancellationToken cancellation) => Get("restore/next", cancellation).Dispose();

    private void FailTooLarge(string requestId, CancellationToken cancellation) =>
        Fail(requestId, new FunctionError("Function.ResponseSizeTooLarge", "The answer is larger than Lambda carries (6 MB)."), cancellation);

    private HttpResponseMessage Get(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _runtime + path);
        var response = http.Send(request, cancellation);
        Require(response, path);
        return response;
    }

    private HttpResponseMessage Post(
        string path, ReadOnlyMemory<byte> body, MediaTypeHeaderValue contentType, string? errorType, CancellationToken cancellation)
    {
        using var content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = contentType } };
        using var request = new HttpRequestMessage(HttpMethod.Post, _runtime + path) { Content = content };
        if (errorType is not null)
            request.Headers.TryAddWithoutValidation(ErrorTypeHeader, errorType);
        return http.Send(request, cancellation);
    }

    private static LambdaContext Context(HttpResponseHeaders headers) => new()
    {
        AwsRequestId = Header(headers, "Lambda-Runtime-Aws-Request-Id") ?? throw new RuntimeApiException("invocation/next named no request id."),
        Deadline = long.TryParse(Header(headers, "Lambda-Runtime-Deadline-Ms"), NumberStyles.None, CultureInfo.InvariantCulture, out var deadline)
            ? DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(deadline, s_latest))
            : throw new RuntimeApiException("invocation/next named no deadline."),
        InvokedFunctionArn = Header(headers, "Lambda-Runtime-Invoked-Function-Arn") ?? "",
        TraceId = Header(headers, "Lambda-Runtime-Trace-Id"),
    };

    private static string? Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static byte[] Bytes(FunctionError error) => JsonSerializer.SerializeToUtf8Bytes(error, RuntimeJson.Default.FunctionError);

    // An invocation that Lambda has ended already, by its time or by an answer too large, takes nothing more and says so by 400 or 413: the next one can be
    // asked for. Only after a 5xx must the process end: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
    private static void RequireOfInvocation(HttpResponseMessage response, string what)
    {
        if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge)
            Log.InvocationOver(what, (int)response.StatusCode);
        else
            Require(response, what);
    }

    private static void Require(HttpResponseMessage response, string what)
    {
        if (!response.IsSuccessStatusCode)
            throw new RuntimeApiException($"The Runtime API answered {what} with {(int)response.StatusCode}.");
    }
}
