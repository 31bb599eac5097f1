using System.Text;
using Amazon.Lambda.APIGatewayEvents;

namespace Onboarding.Functions.Http;

/// <summary>Between API Gateway's events and a feature: who calls, in which language, and how answers look.</summary>
internal sealed class Front
{
    /// <summary>The route key of the event that only keeps a function's snapshot ready; no route of an API is named so.</summary>
    public const string KeepAlive = "KEEP-ALIVE";

    /// <summary>In bytes. Lambda's limit; a larger answer fails the invocation: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.</summary>
    private const int LargestAnswer = 6 * 1024 * 1024;

    private readonly Func<Envelope, CancellationToken, Task<Answer>> _feature;

    private Front(Func<Envelope, CancellationToken, Task<Answer>> feature) => _feature = feature;

    /// <summary>Before a feature that tenants call: the tenant is the one that the caller's token names, or the vendor's software in the path.</summary>
    /// <param name="tenantClaim">The claim that names the tenant.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="roles">Who in a tenant can do what; null if everyone can do everything.</param>
    /// <param name="callers">Which role of the vendor's software can do what; null if every role can do everything.</param>
    public static Front ForTenants(
        string tenantClaim, Func<TenantRequest, CancellationToken, Task<Answer>> feature, RoleClaim? roles = null, ProductCallers? callers = null) => new((envelope, cancellation) =>
    {
        var (request, refusal) = Routes.StandsFor(envelope.Event.RouteKey ?? "") is { } route ? OfProduct(envelope, route, callers) : OfPerson(envelope, tenantClaim, roles);
        return refusal is null ? feature(request!, cancellation) : Task.FromResult<Answer>(refusal);
    });

    private static (TenantRequest? Request, Refusal? Refusal) OfPerson(Envelope envelope, string tenantClaim, RoleClaim? roles)
    {
        var claims = envelope.Event.RequestContext?.Authorizer?.Jwt?.Claims;
        if (TenantClaim.Read(claims, tenantClaim, out var refusal) is not { } tenant)
            return (null, refusal);
        var request = envelope.From(tenant);
        return (request, roles?.Refuse(claims, request.RouteKey));
    }

    // API Gateway has checked the signature, and IAM that its principal can call the product API.
    private static (TenantRequest? Request, Refusal? Refusal) OfProduct(Envelope envelope, string route, ProductCallers? callers)
    {
        var (caller, refusal) = ProductCaller.Of(envelope.Event);
        if (caller is null)
            return (null, refusal);
        if (callers?.Refuse(caller) is { } notNamed)
            return (null, notNamed);
        return TenantId.TryParse(envelope.Event.PathParameters.Find("tenant"), out var tenant)
            ? (envelope.From(tenant, route, caller), null)
            : (null, Request.Malformed("“tenant” isn’t a tenant’s ID: 1 to 128 printable ASCII characters without spaces and “#”.", "「tenant」がテナント ID ではありません (空白と「#」を除く印字可能な ASCII 文字 1〜128 文字)。"));
    }

    /// <summary>Before a feature that operators call: API Gateway has checked the signature, and IAM that its principal can call it.</summary>
    public static Front ForOperators(Func<OperatorRequest, CancellationToken, Task<Answer>> feature) => new((envelope, cancellation) =>
        envelope.Event.RequestContext?.Authorizer?.IAM?.UserARN is { Length: > 0 } arn
            ? feature(envelope.FromOperator(arn), cancellation)
            : Task.FromResult<Answer>(TenantClaim.Missing("userArn")));

    /// <summary>Before a feature that the vendor's software calls: API Gateway has checked the signature, and IAM that its principal can call it.</summary>
    public static Front ForProduct(Func<ProductRequest, CancellationToken, Task<Answer>> feature) => new((envelope, cancellation) =>
    {
        var (caller, refusal) = ProductCaller.Of(envelope.Event);
        return caller is null ? Task.FromResult<Answer>(refusal!) : feature(envelope.FromProduct(caller), cancellation);
    });

    /// <summary>Before a feature that anyone can call: API Gateway accepts everyone, and the feature only callers with an invitation's token.</summary>
    public static Front ForVisitors(Func<VisitorRequest, CancellationToken, Task<Answer>> feature) => new((envelope, cancellation) => feature(envelope.FromVisitor(), cancellation));

    /// <summary>Answers one event of an HTTP API.</summary>
    public async Task<byte[]> AnswerAsync(byte[] lambdaEvent, Invocation invocation, CancellationToken cancellation)
    {
        var proxied = EventReader.Read(lambdaEvent);
        if (proxied.RouteKey is KeepAlive)
            return "{}"u8.ToArray();
        var envelope = new Envelope(
            proxied,
            AcceptLanguage.Choose(proxied.Headers.Find("accept-language")),
            proxied.RequestContext?.RequestId ?? invocation.AwsRequestId);
        Answer answer;
        try
        {
            answer = await _feature(envelope, cancellation);
        }
#pragma warning disable CA1031 // Unexpected errors are logged, and the caller gets a problem document.
        catch (Exception e)
#pragma warning restore CA1031
        {
            answer = Explain(e, envelope.RequestId);
        }

        if (answer.Refusal is { } refusal)
            Metrics.Refused(refusal);
        RequestLog.Answered(envelope.RequestId, proxied.RouteKey ?? "", answer.Status, answer.Refusal?.Error.Code, envelope.Request);
        var bytes = Write(answer, envelope);
        if (bytes.Length <= LargestAnswer)
            return bytes;
        Log.AnswerTooLarge(envelope.RequestId, bytes.Length);
        return Write(new Refusal(Errors.Internal), envelope);
    }

    private static byte[] Write(Answer answer, Envelope envelope) =>
        AnswersJson.Write(ToResponse(answer, envelope.Language, envelope.RequestId), GatewayJson.Default.APIGatewayHttpApiV2ProxyResponse);

    private static Refusal Explain(Exception exception, string requestId)
    {
        switch (exception)
        {
            case Aws.AwsFailureException e:
                Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
                return e.ToRefusal();
            case OperationCanceledException:
                // The request's time was up between two calls; those in a call say so themselves.
                Log.AwsFailed("time", "DeadlineReached", awsRequestId: null);
                return new Aws.AwsFailureException("AWS", Aws.AwsFailureKind.Unavailable, "DeadlineReached", awsRequestId: null).ToRefusal();
            default:
                Log.Unexpected(requestId, exception);
                return new Refusal(Errors.Internal);
        }
    }

    private static APIGatewayHttpApiV2ProxyResponse ToResponse(Answer answer, Language language, string requestId)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cache-control"] = "no-store",
            ["x-content-type-options"] = "nosniff",
        };
        if (answer.RetryAfterSeconds is { } seconds)
            headers["retry-after"] = seconds.ToString();
        if (answer.Refusal is not null || answer.Body is not null)
        {
            headers["content-type"] = answer.Refusal is null ? "application/json; charset=utf-8" : "application/problem+json; charset=utf-8";
            headers["content-language"] = LanguageTag.Of(language);
            headers["vary"] = "Accept-Language";
        }

        return new APIGatewayHttpApiV2ProxyResponse
        {
            StatusCode = answer.Status,
            Headers = headers,
            Body = (answer.Refusal is null ? answer.Body : AnswersJson.Write(Problem.Of(answer.Refusal, language, requestId), AnswersJson.Default.Problem)) is { } body
                ? Encoding.UTF8.GetString(body)
                : null,
        };
    }

    /// <summary>An event, with its context for every log line and every problem.</summary>
    private sealed class Envelope(APIGatewayHttpApiV2ProxyRequest proxied, Language language, string requestId)
    {
        public APIGatewayHttpApiV2ProxyRequest Event => proxied;

        public Language Language => language;

        public string RequestId => requestId;

        /// <summary>The request, once it is known who asks.</summary>
        public Request? Request { get; private set; }

        private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(proxied.RequestContext!.TimeEpoch);

        public TenantRequest From(TenantId tenant, string? route = null, ProductCaller? caller = null)
        {
            var request = new TenantRequest { RouteKey = route ?? proxied.RouteKey ?? "", Tenant = tenant, Caller = caller, Now = Now, Language = language, RequestId = requestId, Event = proxied };
            Request = request;
            return request;
        }

        public ProductRequest FromProduct(ProductCaller caller)
        {
            var request = new ProductRequest { RouteKey = proxied.RouteKey ?? "", Caller = caller, Now = Now, Language = language, RequestId = requestId, Event = proxied };
            Request = request;
            return request;
        }

        public VisitorRequest FromVisitor()
        {
            var request = new VisitorRequest { RouteKey = proxied.RouteKey ?? "", Now = Now, Language = language, RequestId = requestId, Event = proxied };
            Request = request;
            return request;
        }

        public OperatorRequest FromOperator(string arn)
        {
            var request = new OperatorRequest { RouteKey = proxied.RouteKey ?? "", Arn = arn, Now = Now, Language = language, RequestId = requestId, Event = proxied };
            Request = request;
            return request;
        }
    }
}
