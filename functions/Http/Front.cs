using System.Text.Json;
using Onboarding.Functions.Runtime;

namespace Onboarding.Functions.Http;

/// <summary>Between API Gateway's events and a feature: who calls, in which language, and how answers look.</summary>
internal sealed class Front(string tenantClaim, Func<Request, CancellationToken, Task<Answer>> feature)
{
    /// <summary>Answers one event of an HTTP API.</summary>
    public async Task<byte[]> AnswerAsync(byte[] lambdaEvent, LambdaContext context, CancellationToken cancellation)
    {
        var proxied = JsonSerializer.Deserialize(lambdaEvent, FunctionsJson.Api.APIGatewayHttpApiV2ProxyRequest)
            ?? throw new JsonException("The event is null.");
        var requestId = proxied.RequestContext?.RequestId ?? context.AwsRequestId;
        var language = AcceptLanguage.Choose(proxied.Headers?.GetValueOrDefault("accept-language"));
        var tenantText = proxied.RequestContext?.Authorizer?.Jwt?.Claims?.GetValueOrDefault(tenantClaim);
        var answer = TenantId.TryParse(tenantText, out var tenant)
            ? await AskFeatureAsync(ToRequest(proxied, tenant, language, requestId), cancellation)
            : Refusal.Of(Errors.Unauthorized, tenantClaim);
        Log.Answered(requestId, proxied.RouteKey ?? "", answer.Status, answer.Refusal?.Error.Code, tenant?.Value);
        return JsonSerializer.SerializeToUtf8Bytes(ToResponse(answer, language, requestId), FunctionsJson.Api.APIGatewayHttpApiV2ProxyResponse);
    }

    private async Task<Answer> AskFeatureAsync(Request request, CancellationToken cancellation)
    {
        try
        {
            return await feature(request, cancellation);
        }
        catch (Aws.AwsFailureException e)
        {
            Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
            return e.ToRefusal();
        }
        catch (OperationCanceledException)
        {
            // The request's time was up between two calls; those in a call say so themselves.
            Log.AwsFailed("time", "DeadlineReached", awsRequestId: null);
            return new Aws.AwsFailureException("AWS", Aws.AwsFailureKind.Unavailable, "DeadlineReached", awsRequestId: null).ToRefusal();
        }
#pragma warning disable CA1031 // What nobody expected is recorded, and the caller gets a problem document that says so.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Unexpected(request.RequestId, e);
            return new Refusal(Errors.Internal);
        }
    }

    private static Request ToRequest(APIGatewayHttpApiV2ProxyRequest proxied, TenantId tenant, Language language, string requestId) => new()
    {
        RouteKey = proxied.RouteKey ?? "",
        Tenant = tenant,
        Now = DateTimeOffset.FromUnixTimeMilliseconds(proxied.RequestContext!.TimeEpoch),
        Language = language,
        RequestId = requestId,
        Event = proxied,
    };

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
            headers["content-language"] = language == Language.Japanese ? "ja" : "en";
            headers["vary"] = "Accept-Language";
        }

        return new APIGatewayHttpApiV2ProxyResponse
        {
            StatusCode = answer.Status,
            Headers = headers,
            Body = answer.Refusal is null ? answer.Body : JsonSerializer.Serialize(Problem.Of(answer.Refusal, language, requestId), FunctionsJson.Api.Problem),
        };
    }
}
