using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Onboarding.Sandbox.Gateway;

/// <summary>Who API Gateway found the caller to be.</summary>
/// <param name="Claims">The claims of the token, on a JWT route.</param>
/// <param name="Iam">The caller, on an IAM route.</param>
internal sealed record Identity(JsonElement? Claims, Caller? Iam);

/// <summary>Builds the event of payload format 2.0, as <c>http-api-develop-integrations-lambda</c> in the API Gateway developer guide shows it.</summary>
internal sealed class HttpApiEvent(Partition partition)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Builds the event.</summary>
    /// <param name="context">The request.</param>
    /// <param name="match">The route that it found.</param>
    /// <param name="identity">The caller.</param>
    /// <param name="body">The body.</param>
    /// <param name="requestId">The request's id.</param>
    /// <param name="now">The service's time, which becomes the event's.</param>
    public byte[] Build(HttpContext context, RouteMatch match, Identity identity, byte[] body, string requestId, DateTimeOffset now)
    {
        var target = RawTarget.Of(context);
        var json = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = match.Route.Key,
            ["rawPath"] = target.DecodedPath,
            ["rawQueryString"] = target.Query,
        };
        AddIfAny(json, "cookies", Cookies(context.Request));
        json["headers"] = Headers(context);
        AddIfAny(json, "queryStringParameters", Query(target.Query));
        json["requestContext"] = RequestContext(context, match, identity, target.DecodedPath, requestId, now);
        AddIfAny(json, "pathParameters", new JsonObject(match.PathParameters.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))));
        var content = EventBody.Of(body, context.Request.ContentType);
        if (content is not null)
        {
            json["body"] = content.Text;
        }

        json["isBase64Encoded"] = content?.IsBase64Encoded ?? false;
        return JsonSerializer.SerializeToUtf8Bytes(json, Relaxed);
    }

    private JsonObject RequestContext(HttpContext context, RouteMatch match, Identity identity, string path, string requestId, DateTimeOffset now)
    {
        var json = new JsonObject { ["accountId"] = Vendor.AccountId, ["apiId"] = Vendor.ApiId };
        AddIfAny(json, "authorizer", Authorizer(identity));
        json["domainName"] = $"{Vendor.ApiId}.execute-api.{partition.HomeRegion}.{Partitions.UrlSuffix(partition.Name)}";
        json["domainPrefix"] = Vendor.ApiId;
        json["http"] = new JsonObject
        {
            ["method"] = context.Request.Method,
            ["path"] = path,
            ["protocol"] = context.Request.Protocol,
            ["sourceIp"] = SourceIp(context),
            ["userAgent"] = context.Request.Headers.UserAgent.ToString(),
        };
        json["requestId"] = requestId;
        json["routeKey"] = match.Route.Key;
        json["stage"] = "$default";
        json["time"] = now.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture);
        json["timeEpoch"] = now.ToUnixTimeMilliseconds();
        return json;
    }

    private static JsonObject Authorizer(Identity identity) => identity switch
    {
        // Scopes are null where the route asks for none.
        { Claims: { } claims } => new JsonObject
        {
            ["jwt"] = new JsonObject
            {
                ["claims"] = new JsonObject(claims.EnumerateObject().Select(c => KeyValuePair.Create(c.Name, (JsonNode?)ClaimText.Of(c.Value)))),
                ["scopes"] = null,
            },
        },
        { Iam: { } caller } => new JsonObject
        {
            ["iam"] = new JsonObject
            {
                ["accessKey"] = caller.AccessKeyId,
                ["accountId"] = caller.AccountId,
                ["callerId"] = caller.UserId,
                ["cognitoIdentity"] = null,
                ["principalOrgId"] = null,
                ["userArn"] = caller.Arn,
                ["userId"] = caller.UserId,
            },
        },
        _ => [],
    };

    // API Gateway adds what the load balancer before it has seen.
    private static JsonObject Headers(HttpContext context)
    {
        var headers = new JsonObject(context.Request.Headers
            .Where(h => !h.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase) && !h.Key.StartsWith(':'))
            .GroupBy(h => h.Key.ToLowerInvariant(), StringComparer.Ordinal)
            .Select(g => KeyValuePair.Create(g.Key, (JsonNode?)string.Join(',', g.SelectMany(h => h.Value.ToArray())))));
        headers["x-forwarded-for"] = SourceIp(context);
        headers["x-forwarded-port"] = context.Connection.LocalPort.ToString(CultureInfo.InvariantCulture);
        headers["x-forwarded-proto"] = context.Request.Scheme;
        return headers;
    }

    private static JsonArray Cookies(HttpRequest request) =>
        new([.. request.Headers.Cookie.SelectMany(line => (line ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(c => (JsonNode)c)]);

    private static JsonObject Query(string raw)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(raw))
        {
            var name = pair.DecodeName().ToString();
            var value = pair.DecodeValue().ToString();
            values[name] = values.TryGetValue(name, out var earlier) ? $"{earlier},{value}" : value;
        }

        return new(values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value)));
    }

    // What is absent is left out, not empty.
    private static void AddIfAny(JsonObject json, string name, JsonNode value)
    {
        if (value is JsonArray { Count: > 0 } or JsonObject { Count: > 0 })
        {
            json[name] = value;
        }
    }

    private static string SourceIp(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1";
}
