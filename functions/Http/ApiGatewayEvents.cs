#pragma warning disable S101 // The names are those of Amazon.Lambda.APIGatewayEvents.
namespace Onboarding.Functions.Http;

/// <summary>The event of an API Gateway HTTP API, payload format 2.0, by the names of <c>Amazon.Lambda.APIGatewayEvents</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html. Absent collections are absent. What this service does not read is not declared.</remarks>
internal sealed record APIGatewayHttpApiV2ProxyRequest
{
    public string? RouteKey { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public IReadOnlyDictionary<string, string>? QueryStringParameters { get; init; }

    public IReadOnlyDictionary<string, string>? PathParameters { get; init; }

    public ProxyRequestContext? RequestContext { get; init; }

    public string? Body { get; init; }

    public bool IsBase64Encoded { get; init; }

    /// <summary>What API Gateway knows of the request.</summary>
    internal sealed record ProxyRequestContext
    {
        public string? RequestId { get; init; }

        /// <summary>When API Gateway received the request, in milliseconds since 1970 UTC: the one time of this request.</summary>
        public long TimeEpoch { get; init; }

        public AuthorizerDescription? Authorizer { get; init; }
    }

    /// <summary>Whom API Gateway let through.</summary>
    internal sealed record AuthorizerDescription
    {
        public JwtDescription? Jwt { get; init; }

        public IamDescription? Iam { get; init; }
    }

    /// <summary>A principal whose signature was checked and whom IAM allows to call.</summary>
    internal sealed record IamDescription
    {
        public string? UserArn { get; init; }
    }

    /// <summary>A checked token.</summary>
    internal sealed record JwtDescription
    {
        public IReadOnlyDictionary<string, string>? Claims { get; init; }
    }
}

/// <summary>The answer to an API Gateway HTTP API, payload format 2.0.</summary>
internal sealed record APIGatewayHttpApiV2ProxyResponse
{
    public required int StatusCode { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public string? Body { get; init; }

    public bool IsBase64Encoded { get; init; }
}
