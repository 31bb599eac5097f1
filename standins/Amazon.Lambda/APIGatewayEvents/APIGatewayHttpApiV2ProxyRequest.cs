namespace Amazon.Lambda.APIGatewayEvents;

#pragma warning disable CA1034, CA2227, S101 // As the package has it: nested types, settable collections, and its names.

/// <summary>The event of an API Gateway HTTP API, payload format 2.0: of the package's members, those that are read here.</summary>
/// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html. Absent collections are absent.</remarks>
internal class APIGatewayHttpApiV2ProxyRequest
{
    public string? RouteKey { get; set; }

    public IDictionary<string, string>? Headers { get; set; }

    public IDictionary<string, string>? QueryStringParameters { get; set; }

    public ProxyRequestContext? RequestContext { get; set; }

    public string? Body { get; set; }

    public IDictionary<string, string>? PathParameters { get; set; }

    public bool IsBase64Encoded { get; set; }

    /// <summary>What API Gateway knows of the request.</summary>
    internal class ProxyRequestContext
    {
        public AuthorizerDescription? Authorizer { get; set; }

        public string? RequestId { get; set; }

        /// <summary>When API Gateway received the request, in milliseconds since 1970 UTC.</summary>
        public long TimeEpoch { get; set; }
    }

    /// <summary>Whom API Gateway let through.</summary>
    internal class AuthorizerDescription
    {
        public JwtDescription? Jwt { get; set; }

        public IAMDescription? IAM { get; set; }

        /// <summary>A principal whose signature was checked and whom IAM allows to call.</summary>
        internal class IAMDescription
        {
            public string? UserARN { get; set; }
        }

        /// <summary>A checked token.</summary>
        internal class JwtDescription
        {
            public IDictionary<string, string>? Claims { get; set; }
        }
    }
}
