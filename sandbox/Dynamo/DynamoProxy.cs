using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Onboarding.Sandbox.Dynamo;

/// <summary>DynamoDB as the functions see it: signatures and permissions checked, faults applied, then DynamoDB Local.</summary>
internal sealed class DynamoProxy(SimulatedAws aws, DynamoLocal local, Vendor vendor, Faults faults, CallLog calls, TimeProvider machine) : IDisposable
{
    private const string Service = "dynamodb";
    private static readonly TimeSpan LongerThanAnyClientWaits = TimeSpan.FromSeconds(60);
    private static readonly string[] PassedOn = ["Content-Type", "x-amz-crc32", "x-amzn-RequestId"];

    // Bytes pass unchanged, so that the checksum that the AWS SDK verifies stays right.
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = System.Net.DecompressionMethods.None });

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    /// <summary>Answers <c>POST /dynamodb</c>.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var started = machine.GetUtcNow();
        var body = await RequestBytes.ReadAsync(context, RequestBytes.DynamoLimit);
        var operation = DynamoOperation.Name(context.Request.Headers["X-Amz-Target"].ToString());
        if (body is null || operation is null)
        {
            await RefuseAsync(context, new(400, "UnknownOperationException", ""));
            return;
        }

        Caller caller;
        try
        {
            caller = await aws.AuthenticateAsync(context, Service, vendor.HomeRegion, context.RequestAborted);
        }
        catch (AwsErrorException e)
        {
            Log(operation, "", started, await RefuseAsync(context, DynamoError.OfSignature(e)));
            return;
        }

        try
        {
            Log(operation, caller.Arn, started, await AnswerAsync(context, operation, body, caller));
        }
        catch (OperationCanceledException)
        {
            Log(operation, caller.Arn, started, new(0, "caller-gone"));
        }
    }

    private async Task<Outcome> AnswerAsync(HttpContext context, string operation, byte[] body, Caller caller)
    {
        if (Parse(body) is not { } request)
        {
            return await RefuseAsync(context, new(400, "SerializationException", "The request is not JSON."));
        }

        var permissions = DynamoOperation.Permissions(operation, request, name => TableArn(name));
        var fault = faults.Take(Service, operation, caller.Arn, caller.Region, text => Encoding.UTF8.GetString(body).Contains(text, StringComparison.Ordinal));
        if (fault is not null && await StopsAsync(context, fault, caller, permissions[0]) is { } stopped)
        {
            return stopped;
        }

        if (permissions.FirstOrDefault(p => !aws.IsAllowed(caller, p.Action, p.ResourceArn, p.Tell)) is { } missing)
        {
            return await RefuseAsync(context, DynamoError.Denied(caller, missing));
        }

        using var answer = await ForwardAsync(context, body);
        if (fault is { Error: "kill-after" })
        {
            return await KillAsync(context, caller, fault);
        }

        return await PassOnAsync(context, answer);
    }

    private async Task<Outcome?> StopsAsync(HttpContext context, Fault fault, Caller caller, DynamoPermission permission)
    {
        var delay = fault switch
        {
            { DelayMs: { } milliseconds } => TimeSpan.FromMilliseconds(milliseconds),
            { Error: "timeout" } => LongerThanAnyClientWaits,
            _ => TimeSpan.Zero,
        };
        await Task.Delay(delay, machine, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        switch (fault.Error)
        {
            case "timeout":
            case "connection-reset":
                return Cut(context, fault);
            case "kill-before":
                return await KillAsync(context, caller, fault);
            default:
                return DynamoError.Of(fault, caller, permission) is { } error ? await RefuseAsync(context, error) : null;
        }
    }

    private async Task<Outcome> KillAsync(HttpContext context, Caller caller, Fault fault)
    {
        if (faults.KillCaller is { } kill)
        {
            await kill(caller.AccessKeyId);
        }

        return Cut(context, fault);
    }

    private static Outcome Cut(HttpContext context, Fault fault)
    {
        context.Abort();
        return new(0, fault.Error);
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpContext context, byte[] body)
    {
        await local.Ready;
        using var request = new HttpRequestMessage(HttpMethod.Post, local.Endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-amz-json-1.0");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", context.Request.Headers["X-Amz-Target"].ToString());
        request.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers.Authorization.ToString());

        // What has reached DynamoDB is done, also when the caller has gone.
        return await _client.SendAsync(request, CancellationToken.None);
    }

    private static async Task<Outcome> PassOnAsync(HttpContext context, HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => PassedOn.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        var type = answer.IsSuccessStatusCode || Parse(bytes) is not { } error || !error.TryGetProperty("__type", out var full) ? null : full.GetString();
        return new(context.Response.StatusCode, type?.Split('#')[^1]);
    }

    private static async Task<Outcome> RefuseAsync(HttpContext context, DynamoError error)
    {
        context.Response.StatusCode = error.Status;
        context.Response.Headers["x-amzn-RequestId"] = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 52);
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(error.Body(), context.RequestAborted);
        return new(error.Status, error.Code);
    }

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            return JsonElement.Parse(bytes) is { ValueKind: JsonValueKind.Object } element ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string TableArn(string name) => string.Concat(vendor.TableArn.AsSpan(0, vendor.TableArn.LastIndexOf('/') + 1), name);

    private void Log(string operation, string callerArn, DateTimeOffset started, Outcome outcome) =>
        calls.Record(new(0, Service, operation, callerArn, started, machine.GetUtcNow(), outcome.Status, outcome.Error));

    // How a call ended: its HTTP status, 0 when the connection was cut, and the name of what went wrong.
    private sealed record Outcome(int Status, string? Error);
}
