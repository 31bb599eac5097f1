using System.Globalization;
using System.Security.Cryptography;

namespace Onboarding.Sandbox.Lambda;

/// <summary>The Lambda Runtime API of one execution environment, as the Lambda developer guide's <c>runtimes-api</c> describes it.</summary>
internal sealed class RuntimeApi(Vendor vendor, FunctionLogs logs, TimeProvider machine)
{
    // A synchronous answer: 6 MB, as the Lambda quotas page says.
    private const int ResponseLimit = 6 * 1024 * 1024;
    private const string Prefix = "/2018-06-01/runtime/";

    /// <summary>Answers one request of the environment's process.</summary>
    public Task HandleAsync(HttpContext context, ExecutionEnvironment environment)
    {
        var path = context.Request.Path.Value ?? "";
        var parts = path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..].Split('/') : [];
        return (context.Request.Method, parts) switch
        {
            ("GET", ["invocation", "next"]) => NextAsync(context, environment),
            ("POST", ["invocation", var id, "response"]) => ResponseAsync(context, environment, id),
            ("POST", ["invocation", var id, "error"]) => ErrorAsync(context, environment, id),
            ("POST", ["init", "error"]) or ("POST", ["restore", "error"]) => InitErrorAsync(context, environment),
            // There is no snapshot to wait for.
            ("GET", ["restore", "next"]) => Task.CompletedTask,
            _ => RefuseAsync(context, 404, "NotFound", "There is no such path in the Runtime API."),
        };
    }

    private async Task NextAsync(HttpContext context, ExecutionEnvironment environment)
    {
        Invocation invocation;
        try
        {
            invocation = await environment.NextAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = environment.DeadlineMilliseconds.ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = vendor.FunctionArn(environment.Feature);
        headers["Lambda-Runtime-Trace-Id"] = NewTraceId();
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Payload.Length;
        await context.Response.Body.WriteAsync(invocation.Payload, context.RequestAborted);
    }

    private static async Task ResponseAsync(HttpContext context, ExecutionEnvironment environment, string id)
    {
        if (Find(environment, id) is not { } invocation)
        {
            await RefuseAsync(context, 400, "InvalidRequestID", "Invalid request ID");
        }
        else if (await RequestBytes.ReadAsync(context, ResponseLimit) is { } answer)
        {
            invocation.End(InvocationOutcome.Succeeded, answer);
            await AcceptAsync(context);
        }
        else
        {
            invocation.End(InvocationOutcome.Failed);
            await RefuseAsync(context, 413, "Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({ResponseLimit} bytes).");
        }
    }

    private async Task ErrorAsync(HttpContext context, ExecutionEnvironment environment, string id)
    {
        if (Find(environment, id) is not { } invocation)
        {
            await RefuseAsync(context, 400, "InvalidRequestID", "Invalid request ID");
            return;
        }

        invocation.End(InvocationOutcome.Failed, await ReportAsync(context, environment));
        await AcceptAsync(context);
    }

    private async Task InitErrorAsync(HttpContext context, ExecutionEnvironment environment)
    {
        await ReportAsync(context, environment);
        await AcceptAsync(context);
    }

    private async Task<byte[]> ReportAsync(HttpContext context, ExecutionEnvironment environment)
    {
        var error = await RequestBytes.ReadAsync(context, ResponseLimit) ?? [];
        var type = context.Request.Headers["Lambda-Runtime-Function-Error-Type"].ToString();
        logs.Add(environment.Feature, $"{type} {System.Text.Encoding.UTF8.GetString(error)}", isError: true);
        return error;
    }

    private static Invocation? Find(ExecutionEnvironment environment, string id) =>
        environment.Current is { } current && string.Equals(current.RequestId, id, StringComparison.Ordinal) ? current : null;

    private static Task AcceptAsync(HttpContext context)
    {
        context.Response.StatusCode = 202;
        return SandboxJson.WriteAsync(context, 202, new Accepted("OK"));
    }

    private static Task RefuseAsync(HttpContext context, int status, string type, string message) =>
        SandboxJson.WriteAsync(context, status, new Refused(message, type));

    private string NewTraceId() => string.Create(
        CultureInfo.InvariantCulture,
        $"Root=1-{machine.GetUtcNow().ToUnixTimeSeconds():x8}-{Hex(12)};Parent={Hex(8)};Sampled=0");

    private static string Hex(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    private sealed record Accepted(string Status);

    private sealed record Refused(string ErrorMessage, string ErrorType);
}
