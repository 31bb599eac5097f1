using Onboarding.Sandbox.Aws.Signature;

namespace Onboarding.Sandbox.Aws.Query;

/// <summary>The HTTP side of STS, CloudFormation and IAM.</summary>
internal sealed class QueryEndpoint(
    RequestAuthenticator authenticator, Operations operations, Lock gate, Faults faults, CallLog calls, TimeProvider machine)
{
    /// <summary>In bytes; every request of these services that AWS accepts is smaller.</summary>
    private const int MaxBody = 64 * 1024;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(60);

    public async Task HandleAsync(HttpContext context)
    {
        var call = new Call(machine.GetUtcNow());
        try
        {
            if (await AnswerAsync(context, call) is { } answer) await WriteAsync(context, call, answer);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            call.ErrorCode ??= "client-gone";
        }
        finally
        {
            calls.Record(new AwsCall(
                0, call.Service.Name, call.Action, call.CallerArn, call.StartedAt, machine.GetUtcNow(), call.Status, call.ErrorCode));
        }
    }

    // Null when a fault has cut the connection.
    private async Task<QueryAnswer?> AnswerAsync(HttpContext context, Call call)
    {
        try
        {
            var (caller, request) = await ReadAsync(context, call);
            return await PlayAsync(faults.Take(call.Service.Name, request.Action), context, call, caller, request);
        }
        catch (AwsErrorException error)
        {
            return QueryAnswer.Error(call.Service, error, call.RequestId);
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

    private async Task<QueryAnswer?> PlayAsync(Fault? fault, HttpContext context, Call call, Caller caller, QueryRequest request)
    {
        switch (fault?.Error)
        {
            case "throttling":
                throw new AwsErrorException(400, "Throttling", "Rate exceeded");
            case "server-error":
                throw new AwsErrorException(500, "InternalFailure", "The request processing has failed because of an unknown error.");
            case "access-denied":
                throw AwsErrorException.AccessDenied(
                    $"User: {caller.Arn} is not authorized to perform: {call.Service.Name}:{request.Action}"
                    + $" on resource: {request["RoleArn"] ?? "*"}");
            case "timeout":
                await WaitAsync(fault, context);
                return Cut(context, call, fault);
            case "connection-reset":
                return Cut(context, call, fault);
            case "kill-before":
                faults.KillCaller?.Invoke(caller.AccessKeyId);
                return Cut(context, call, fault);
            case "kill-after":
                Run(call, caller, request);
                faults.KillCaller?.Invoke(caller.AccessKeyId);
                return Cut(context, call, fault);
            case "delay":
                await WaitAsync(fault, context);
                return Run(call, caller, request);
            default:
                return Run(call, caller, request);
        }
    }

    private QueryAnswer Run(Call call, Caller caller, QueryRequest request)
    {
        lock (gate)
        {
            return QueryAnswer.Success(call.Service, request.Action, operations.Run(call.Service, caller, request), call.RequestId);
        }
    }

    private Task WaitAsync(Fault fault, HttpContext context) => Task.Delay(
        fault.DelayMs is { } delay ? TimeSpan.FromMilliseconds(delay) : s_longestWait, machine, context.RequestAborted);

    private static QueryAnswer? Cut(HttpContext context, Call call, Fault fault)
    {
        call.ErrorCode = fault.Error;
        context.Abort();
        return null;
    }

    private static async Task WriteAsync(HttpContext context, Call call, QueryAnswer answer)
    {
        (call.Status, call.ErrorCode) = (answer.Status, answer.ErrorCode);
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
        public int Status { get; set; }
        public string? ErrorCode { get; set; }
    }
}
