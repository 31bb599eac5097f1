using Onboarding.Simulator.CloudFormation;
using Onboarding.Simulator.Signature;

namespace Onboarding.Simulator.Query;

/// <summary>The HTTP side of STS, CloudFormation, IAM and SNS.</summary>
internal sealed class QueryEndpoint(
    RequestAuthenticator authenticator, Operations operations, Lock gate, Faults faults, CallLog calls, TimeProvider machine, Func<string, CancellationToken, ValueTask<Template>> fetch)
{
    /// <summary>In bytes; every request of these services that the product sends is smaller.</summary>
    private const int MaxBody = 64 * 1024;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(60);

    public async Task HandleAsync(HttpContext context)
    {
        var call = new Call(machine.GetUtcNow());
        var answer = await AnswerAsync(context, call);

        // Recorded before it is answered: who has the answer finds the call in the log.
        calls.Record(new AwsCall(
            0,
            call.Service.Name,
            call.Action,
            call.CallerArn,
            call.StartedAt,
            machine.GetUtcNow(),
            answer?.Status ?? 0,
            answer is null ? call.Cut : answer.ErrorCode));
        if (answer is null) context.Abort();
        else await WriteAsync(context, call, answer);
    }

    // Null when the connection is to be cut.
    private async Task<QueryAnswer?> AnswerAsync(HttpContext context, Call call)
    {
        try
        {
            var (caller, request) = await ReadAsync(context, call);
            call.Template = await TemplateAsync(call, request, context.RequestAborted);
            return await PlayAsync(faults.Take(call.Service.Name, request.Action, caller.Arn, caller.Region, request.Names), context, call, caller, request);
        }
        catch (AwsErrorException error)
        {
            return QueryAnswer.Error(call.Service, error, call.RequestId);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<(Caller Caller, QueryRequest Request)> ReadAsync(HttpContext context, Call call)
    {
        var body = await RequestBody.ReadAsync(context, MaxBody);
        var request = QueryRequest.Read(context.Request.QueryString.Value ?? "", body);
        call.Action = request.Action;
        call.Service = QueryService.All.FirstOrDefault(service => string.Equals(service.Version, request.Version, StringComparison.Ordinal)) ?? QueryService.Sts;
        var caller = authenticator.Authenticate(context.Request, body, call.Service.Name);
        call.CallerArn = caller.Arn;
        return (caller, request);
    }

    // Read before the lock is taken: nobody waits for a template while holding it.
    private async Task<Template?> TemplateAsync(Call call, QueryRequest request, CancellationToken cancellation)
    {
        if (call.Service != QueryService.CloudFormation || request.Action is not ("CreateStack" or "UpdateStack")) return null;
        return (request["TemplateURL"], request["TemplateBody"]) switch
        {
            ({ } url, null) => await fetch(url, cancellation),
            (null, { } body) => TemplateParser.Parse(body),
            _ => null,
        };
    }

    private async Task<QueryAnswer?> PlayAsync(Fault? fault, HttpContext context, Call call, Caller caller, QueryRequest request)
    {
        switch (fault?.Error)
        {
            case "throttling" when call.Service == QueryService.Sns:
                // https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors
                throw new AwsErrorException(429, "Throttled", "Rate exceeded");
            case "throttling":
                throw new AwsErrorException(400, "Throttling", "Rate exceeded");
            case "server-error" when call.Service == QueryService.Sns:
                throw new AwsErrorException(500, "InternalError", "An internal service error has occurred.");
            case "access-denied" when call.Service == QueryService.Sns:
                throw new AwsErrorException(403, "AuthorizationError", $"User: {caller.Arn} is not authorized to perform: SNS:{request.Action} on resource: {request["TopicArn"]}");
            case "server-error":
                throw new AwsErrorException(500, "InternalFailure", "The request processing has failed because of an unknown error.");
            case "access-denied":
                throw AwsErrorException.AccessDenied(
                    $"User: {caller.Arn} is not authorized to perform: {call.Service.Name}:{request.Action}"
                    + $" on resource: {request["RoleArn"] ?? "*"}");
            case "packed-policy-too-large":
                // How AWS packs policies isn't public, so this fails only when requested.
                throw new AwsErrorException(400, "PackedPolicyTooLarge", "Packed policy consumes 101% of allotted space, please use smaller policy.");
            case "region-disabled":
                // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
                throw new AwsErrorException(
                    403, "RegionDisabledException", "STS is not activated in this region for the requested account. Your account administrator can activate STS in this region using the IAM Console.");
            case "delay":
                await WaitAsync(fault, context);
                return Run(call, caller, request);
            case null:
                return Run(call, caller, request);
            default:
                call.Cut = fault.Error;
                await BeforeCutAsync(fault, context, call, caller, request);
                return null;
        }
    }

    private async Task BeforeCutAsync(Fault fault, HttpContext context, Call call, Caller caller, QueryRequest request)
    {
        if (fault.Error is "timeout") await WaitAsync(fault, context);
        if (fault.Error is "kill-after") RunUnheard(call, caller, request);
        if (fault.Error is "kill-before" or "kill-after" && faults.KillCaller is { } kill) await kill(caller.FirstAccessKeyId);
    }

    // A refusal is an answer, too, but the client is gone.
    private void RunUnheard(Call call, Caller caller, QueryRequest request)
    {
        try
        {
            Run(call, caller, request);
        }
        catch (AwsErrorException refused)
        {
            call.Cut = $"kill-after {refused.Code}";
        }
    }

    private QueryAnswer Run(Call call, Caller caller, QueryRequest request)
    {
        lock (gate)
        {
            return QueryAnswer.Success(call.Service, request.Action, operations.Run(call.Service, caller, request, call.Template), call.RequestId);
        }
    }

    private Task WaitAsync(Fault fault, HttpContext context) => Task.Delay(
        fault.DelayMs is { } delay ? TimeSpan.FromMilliseconds(delay) : s_longestWait, machine, context.RequestAborted);

    private static async Task WriteAsync(HttpContext context, Call call, QueryAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "text/xml";
        context.Response.ContentLength = answer.Body.Length;
        context.Response.Headers["x-amzn-RequestId"] = call.RequestId;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    // What is known of a call while it is answered.
    private sealed class Call(DateTimeOffset startedAt)
    {
        public DateTimeOffset StartedAt { get; } = startedAt;
        public string RequestId { get; } = Randoms.Uuid();
        public QueryService Service { get; set; } = QueryService.Sts;
        public string Action { get; set; } = "";
        public string CallerArn { get; set; } = "";

        /// <summary>The template that the request names; null when it names none.</summary>
        public Template? Template { get; set; }

        /// <summary>Why the connection is cut.</summary>
        public string Cut { get; set; } = "client-gone";
    }
}
