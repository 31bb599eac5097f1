using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using static Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest;
using static Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription;

namespace Onboarding.Functions.Http;

/// <summary>Reads the event of an API Gateway HTTP API, payload format 2.0.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html.
/// Token by token: a deserializer's metadata are generics over value types, which the runtime would have to compile before the first answer.
/// </remarks>
internal static class EventReader
{
    /// <summary>The replacement for text that is not valid Unicode.</summary>
    private const string NoCharacter = "\ud800";

    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 16 };

    /// <summary>Reads an event.</summary>
    /// <exception cref="JsonException">It is no event of an HTTP API.</exception>
    public static APIGatewayHttpApiV2ProxyRequest Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, s_options);
        var request = new APIGatewayHttpApiV2ProxyRequest();
        try
        {
            if (!IsObject(ref reader))
                throw new JsonException("The event is null.");
            while (IsMember(ref reader))
            {
                if (reader.ValueTextEquals("routeKey"u8))
                    request.RouteKey = Text(ref reader);
                else if (reader.ValueTextEquals("headers"u8))
                    request.Headers = Texts(ref reader);
                else if (reader.ValueTextEquals("queryStringParameters"u8))
                    request.QueryStringParameters = Texts(ref reader);
                else if (reader.ValueTextEquals("pathParameters"u8))
                    request.PathParameters = Texts(ref reader);
                else if (reader.ValueTextEquals("requestContext"u8))
                    request.RequestContext = IsObject(ref reader) ? ContextOf(ref reader) : null;
                else if (reader.ValueTextEquals("body"u8))
                    request.Body = Text(ref reader);
                else if (reader.ValueTextEquals("isBase64Encoded"u8))
                    request.IsBase64Encoded = IsValue(ref reader) && reader.GetBoolean();
                else
                    reader.Skip();
            }

            // Throws if anything follows the event.
            reader.Read();
            return request;
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new JsonException("A member of the event is not of its type.", e);
        }
    }

    private static ProxyRequestContext ContextOf(ref Utf8JsonReader reader)
    {
        var context = new ProxyRequestContext();
        while (IsMember(ref reader))
        {
            if (reader.ValueTextEquals("requestId"u8))
                context.RequestId = Text(ref reader);
            else if (reader.ValueTextEquals("timeEpoch"u8))
                context.TimeEpoch = IsValue(ref reader) ? reader.GetInt64() : 0;
            else if (reader.ValueTextEquals("authorizer"u8))
                context.Authorizer = IsObject(ref reader) ? AuthorizerOf(ref reader) : null;
            else
                reader.Skip();
        }

        return context;
    }

    private static AuthorizerDescription AuthorizerOf(ref Utf8JsonReader reader)
    {
        var authorizer = new AuthorizerDescription();
        while (IsMember(ref reader))
        {
            if (reader.ValueTextEquals("jwt"u8))
                authorizer.Jwt = IsObject(ref reader) ? JwtOf(ref reader) : null;
            else if (reader.ValueTextEquals("iam"u8))
                authorizer.IAM = IsObject(ref reader) ? IamOf(ref reader) : null;
            else
                reader.Skip();
        }

        return authorizer;
    }

    private static JwtDescription JwtOf(ref Utf8JsonReader reader)
    {
        var jwt = new JwtDescription();
        while (IsMember(ref reader, "claims"u8))
            jwt.Claims = Texts(ref reader);
        return jwt;
    }

    private static IAMDescription IamOf(ref Utf8JsonReader reader)
    {
        var iam = new IAMDescription();
        while (IsMember(ref reader, "userArn"u8))
            iam.UserARN = Text(ref reader);
        return iam;
    }

    /// <summary>Goes on to the next member's name; false at the end of the object.</summary>
    private static bool IsMember(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes on to the next member of that name, past all others; false at the end of the object.</summary>
    private static bool IsMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (IsMember(ref reader))
        {
            if (reader.ValueTextEquals(name))
                return true;
            reader.Skip();
        }

        return false;
    }

    /// <summary>Goes on to the value; false when it is null.</summary>
    private static bool IsValue(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.Null;

    /// <summary>Goes on into an object; false when there is null instead.</summary>
    private static bool IsObject(ref Utf8JsonReader reader) =>
        IsValue(ref reader) && (reader.TokenType == JsonTokenType.StartObject ? true : throw new JsonException("A member of the event is no object."));

    private static string? Text(ref Utf8JsonReader reader) => IsValue(ref reader) ? Characters(ref reader) : null;

    // An escape such as \ud800 alone is valid JSON, though no character. One such escape makes the whole text a lone surrogate,
    // which no ID, tenant, language or body is: the caller gets an error, instead of a failed invocation.
    private static string Characters(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            throw new JsonException("A member of the event is no text.");
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return NoCharacter;
        }
    }

    private static Dictionary<string, string>? Texts(ref Utf8JsonReader reader)
    {
        if (!IsObject(ref reader))
            return null;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        while (IsMember(ref reader))
        {
            var name = Characters(ref reader);
            var isNew = texts.TryAdd(name, Text(ref reader) ?? "");
            if (!isNew && name is not NoCharacter)
                throw new JsonException("A header, parameter or claim occurs twice.");
        }

        return texts;
    }
}
