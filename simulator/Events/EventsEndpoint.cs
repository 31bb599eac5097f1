using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Simulator.Events;

/// <summary>EventBridge as the functions see it: its JSON protocol, signatures and permissions checked, faults applied.</summary>
/// <param name="aws">Who signed a request, and what they can do.</param>
/// <param name="bus">The one bus there is.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="calls">Where each call is recorded.</param>
/// <param name="clock">The clock that stamps events.</param>
/// <param name="machine">The clock that measures calls.</param>
internal sealed class EventsEndpoint(SimulatedAws aws, EventBus bus, Faults faults, CallLog calls, Clock clock, TimeProvider machine)
{
    /// <summary>The prefix of the operation in <c>X-Amz-Target</c>.</summary>
    public const string TargetPrefix = "AWSEvents.";

    private const string Service = "events";
    private const int MaxBody = 2 * 1024 * 1024;
    private static readonly TimeSpan LongerThanAnyClientWaits = TimeSpan.FromSeconds(60);

    /// <summary>Answers <c>POST /aws</c> of the JSON protocol.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var started = machine.GetUtcNow();
        var operation = context.Request.Headers["X-Amz-Target"].ToString()[TargetPrefix.Length..];
        var callerArn = "";
        var outcome = (Status: 0, Error: (string?)"caller-gone");
        try
        {
            var body = await RequestBytes.ReadAsync(context, MaxBody) ?? throw new AwsErrorException(413, "RequestEntityTooLarge", "The request is too large.");
            var caller = await aws.AuthenticateAsync(context, Service, bus.Region, context.RequestAborted);
            callerArn = caller.Arn;
            outcome = await PlayAsync(context, operation, body, caller);
        }
        catch (AwsErrorException e)
        {
            outcome = await RefuseAsync(context, e);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone.
        }

        calls.Record(new(0, Service, operation, callerArn, started, machine.GetUtcNow(), outcome.Status, outcome.Error));
    }

    private async Task<(int Status, string? Error)> PlayAsync(HttpContext context, string operation, byte[] body, Caller caller)
    {
        var fault = faults.Take(Service, operation, caller.Arn, caller.Region, text => Encoding.UTF8.GetString(body).Contains(text, StringComparison.Ordinal));
        if (fault is { DelayMs: not null } or { Error: "timeout" })
        {
            await Task.Delay(fault.DelayMs is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : LongerThanAnyClientWaits, machine, context.RequestAborted);
        }

        switch (fault?.Error)
        {
            case "throttling":
                throw new AwsErrorException(400, "ThrottlingException", "Rate exceeded");
            case "server-error":
                throw new AwsErrorException(500, "InternalException", "The request processing has failed because of an unknown error.");
            case "access-denied":
                throw Denied(caller, bus.Arn);
            case "failed-entry":
                return await WriteAsync(context, 200, FailedEntry(), null);
            case "kill-after":
                Run(operation, body, caller);
                return await CutAsync(context, fault, caller);
            case "kill-before" or "timeout" or "connection-reset":
                return await CutAsync(context, fault, caller);
            default:
                return await WriteAsync(context, 200, Run(operation, body, caller), null);
        }
    }

    private JsonObject Run(string operation, byte[] body, Caller caller)
    {
        if (operation is not "PutEvents")
        {
            throw new AwsErrorException(400, "UnknownOperationException", "");
        }

        var request = Parse(body);
        foreach (var name in PutEvents.Buses(request))
        {
            var arn = name.StartsWith("arn:", StringComparison.Ordinal) ? name : bus.ArnOf(name);
            if (!aws.IsAllowed(caller, "events:PutEvents", arn))
            {
                throw Denied(caller, arn);
            }
        }

        var (events, answer) = PutEvents.Take(request, clock.GetUtcNow());
        bus.Take(events);
        return answer;
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

    private static JsonObject FailedEntry() => new()
    {
        ["FailedEntryCount"] = 1,
        ["Entries"] = new JsonArray(new JsonObject { ["ErrorCode"] = "InternalFailure", ["ErrorMessage"] = "The service is temporarily unavailable." }),
    };

    private async Task<(int Status, string? Error)> CutAsync(HttpContext context, Fault fault, Caller caller)
    {
        if (fault.Error is "kill-before" or "kill-after" && faults.KillCaller is { } kill)
        {
            await kill(caller.AccessKeyId);
        }

        context.Abort();
        return (0, fault.Error);
    }

    private static AwsErrorException Denied(Caller caller, string arn) => new(
        400,
        "AccessDeniedException",
        $"User: {caller.Arn} is not authorized to perform: events:PutEvents on resource: {arn} because no identity-based policy allows the events:PutEvents action");

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
