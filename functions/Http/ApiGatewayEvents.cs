using System.Text.Json;

#pragma warning disable S101 // The names are those of Amazon.Lambda.APIGatewayEvents.
namespace Onboarding.Functions.Http;

/// <summary>The event of an API Gateway HTTP API, payload format 2.0, by the names of <c>Amazon.Lambda.APIGatewayEvents</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html. Absent collections are absent. What this service does not read is not declared.</remarks>
internal sealed record APIGatewayHttpApiV2ProxyRequest
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 16 };

    public string? RouteKey { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public IReadOnlyDictionary<string, string>? QueryStringParameters { get; init; }

    public IReadOnlyDictionary<string, string>? PathParameters { get; init; }

    public ProxyRequestContext? RequestContext { get; init; }

    public string? Body { get; init; }

    public bool IsBase64Encoded { get; init; }

    /// <summary>Reads an event.</summary>
    /// <remarks>Member by member: a deserializer's metadata are generics over value types, which the runtime would have to compile before the first answer.</remarks>
    /// <exception cref="JsonException">It is no event of an HTTP API.</exception>
    public static APIGatewayHttpApiV2ProxyRequest Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, s_options);
        try
        {
            var root = document.RootElement;
            return new APIGatewayHttpApiV2ProxyRequest
            {
                RouteKey = Text(root, "routeKey"),
                Headers = Texts(root, "headers"),
                QueryStringParameters = Texts(root, "queryStringParameters"),
                PathParameters = Texts(root, "pathParameters"),
                RequestContext = Member(root, "requestContext") is { } context ? ContextOf(context) : null,
                Body = Text(root, "body"),
                IsBase64Encoded = Member(root, "isBase64Encoded")?.GetBoolean() ?? false,
            };
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new JsonException("A member of the event is not of its type.", e);
        }
    }

    private static ProxyRequestContext ContextOf(JsonElement context) => new()
    {
        RequestId = Text(context, "requestId"),
        TimeEpoch = Member(context, "timeEpoch")?.GetInt64() ?? 0,
        Authorizer = Member(context, "authorizer") is { } authorizer
            ? new AuthorizerDescription
            {
                Jwt = Member(authorizer, "jwt") is { } jwt ? new JwtDescription { Claims = Texts(jwt, "claims") } : null,
                Iam = Member(authorizer, "iam") is { } iam ? new IamDescription { UserArn = Text(iam, "userArn") } : null,
            }
            : null,
    };

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string? Text(JsonElement parent, string name) => Member(parent, name)?.GetString();

    private static Dictionary<string, string>? Texts(JsonElement parent, string name)
    {
        if (Member(parent, name) is not { } member)
            return null;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in member.EnumerateObject())
        {
            var isNew = texts.TryAdd(property.Name, property.Value.GetString() ?? "");
            if (!isNew)
                throw new JsonException($"“{name}” has a member twice.");
        }

        return texts;
    }

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
