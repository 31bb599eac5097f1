using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Simulator;

/// <summary>A service of the JSON protocol: what its operations do, and what they are named in refusals.</summary>
internal interface IJsonOperations
{
    /// <summary>The service's name in signatures.</summary>
    string Service { get; }

    /// <summary>The Region that requests are signed for.</summary>
    string Region { get; }

    /// <summary>Does what is asked for.</summary>
    /// <exception cref="AwsErrorException">It is refused.</exception>
    JsonObject Run(string operation, JsonElement request, Caller caller);

    /// <summary>The refusal of a caller without permission.</summary>
    AwsErrorException Denied(Caller caller);

    /// <summary>The answer to a request that failed in part; null for an operation that has none.</summary>
    JsonObject? FailedInPart { get; }
}

/// <summary>How the functions reach a service of the JSON protocol: signatures checked, faults applied, calls recorded.</summary>
/// <param name="aws">The signer of a request, and its permissions.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="calls">Where each call is recorded.</param>
/// <param name="machine">The clock that measures calls.</param>
internal sealed class JsonService(SimulatedAws aws, Faults faults, CallLog calls, TimeProvider machine)
{
    private const int MaxBody = 2 * 1024 * 1024;
    private static readonly TimeSpan s_longerThanAnyClientWaits = TimeSpan.FromSeconds(60);

    /// <summary>Answers a request whose <c>X-Amz-Target</c> names an operation of the service.</summary>
    public async Task HandleAsync(HttpContext context, IJsonOperations service)
    {
        var started = machine.GetUtcNow();
        var operation = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
        var callerArn = "";
        var outcome = (Status: 0, Error: (string?)"caller-gone");
        try
        {
            var body = await RequestBytes.ReadAsync(context, MaxBody) ?? throw new AwsErrorException(413, "RequestEntityTooLarge", "The request is too large.");
            var caller = await aws.AuthenticateAsync(context, service.Service, service.Region, context.RequestAborted);
            callerArn = caller.Arn;
            outcome = await PlayAsync(context, service, operation, body, caller);
        }
        catch (AwsErrorException e)
        {
            outcome = await RefuseAsync(context, e);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone.
        }

        calls.Record(new(0, service.Service, operation, callerArn, started, machine.GetUtcNow(), outcome.Status, outcome.Error));
    }

    private async Task<(int Status, string? Error)> PlayAsync(HttpContext context, IJsonOperations service, string operation, byte[] body, Caller caller)
    {
        var fault = faults.Take(service.Service, operation, caller.Arn, caller.Region, text => Encoding.UTF8.GetString(body).Contains(text, StringComparison.Ordinal));
        if (fault is { DelayMs: not null } or { Error: "timeout" })
        {
            await Task.Delay(fault.DelayMs is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : s_longerThanAnyClientWaits, machine, context.RequestAborted);
        }

        switch (fault?.Error)
        {
            case "throttling":
                throw new AwsErrorException(400, "ThrottlingException", "Rate exceeded");
            case "server-error":
                throw new AwsErrorException(500, "InternalException", "The request processing has failed because of an unknown error.");
            case "access-denied":
                throw service.Denied(caller);
            case "failed-entry" when service.FailedInPart is { } part:
                return await WriteAsync(context, 200, part, null);
            case "kill-after":
                service.Run(operation, Parse(body), caller);
                return await CutAsync(context, fault, caller);
            case "kill-before" or "timeout" or "connection-reset":
                return await CutAsync(context, fault, caller);
            default:
                return await WriteAsync(context, 200, service.Run(operation, Parse(body), caller), null);
        }
    }

    private static JsonElement Parse(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } request ? request : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new AwsErrorException(400, "SerializationException", "The request is not a JSON object.");
        }
    }

    private async Task<(int Status, string? Error)> CutAsync(HttpContext context, Fault fault, Caller caller)
    {
        if (fault.Error is "kill-before" or "kill-after" && faults.KillCaller is { } kill)
        {
            await kill(caller.AccessKeyId);
        }

        context.Abort();
        return (0, fault.Error);
    }

    private static Task<(int Status, string? Error)> RefuseAsync(HttpContext context, AwsErrorException error)
    {
        // What the Query services call by their own names has others here: https://docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html
        var code = error.Code switch
        {
            "InvalidClientTokenId" => "UnrecognizedClientException",
            "SignatureDoesNotMatch" => "InvalidSignatureException",
            var c when c.EndsWith("Exception", StringComparison.Ordinal) => c,
            var c => c + "Exception",
        };
        return WriteAsync(context, error.Status is 403 ? 400 : error.Status, new JsonObject { ["__type"] = code, ["message"] = error.Message }, code);
    }

    private static async Task<(int Status, string? Error)> WriteAsync(HttpContext context, int status, JsonObject body, string? error)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        context.Response.Headers["x-amzn-RequestId"] = Randoms.Uuid();
        await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
        return (status, error);
    }
}
