using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Onboarding.Sandbox.Gateway;

/// <summary>A function's answer in payload format 2.0, or what API Gateway infers when it has no <c>statusCode</c>.</summary>
internal sealed record FunctionAnswer
{
    /// <summary>The HTTP status.</summary>
    public required int StatusCode { get; init; }

    /// <summary>The headers, each with one value.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The <c>Set-Cookie</c> headers.</summary>
    public required IReadOnlyList<string> Cookies { get; init; }

    /// <summary>The body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Reads what a function returned.</summary>
    /// <returns>The answer, or null when API Gateway would not understand it and answers 500.</returns>
    public static FunctionAnswer? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var json = JsonElement.Parse(payload.Span);
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("statusCode", out var status) ? Formatted(json, status) : Inferred(json);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Writes the answer.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCode;
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        foreach (var cookie in Cookies)
        {
            context.Response.Headers.Append("Set-Cookie", cookie);
        }

        if (StatusCode is not (204 or 304))
        {
            // What an HTTP API answers with when a function names no content type.
            context.Response.ContentType ??= "text/plain; charset=utf-8";
            context.Response.ContentLength = Body.Length;
            await context.Response.Body.WriteAsync(Body, context.RequestAborted);
        }
    }

    private static FunctionAnswer? Formatted(JsonElement json, JsonElement status)
    {
        var text = status.ValueKind == JsonValueKind.String ? status.GetString() : status.GetRawText();
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 100 or > 599)
        {
            return null;
        }

        var body = json.TryGetProperty("body", out var b) ? Text(b) : "";
        var isBase64 = json.TryGetProperty("isBase64Encoded", out var encoded) && encoded.ValueKind == JsonValueKind.True;
        return new()
        {
            StatusCode = code,
            Headers = [.. Members(json, "headers").Where(h => !h.Name.Equals("content-length", StringComparison.OrdinalIgnoreCase)).Select(h => KeyValuePair.Create(h.Name, Text(h.Value)))],
            Cookies = json.TryGetProperty("cookies", out var cookies) && cookies.ValueKind == JsonValueKind.Array ? [.. cookies.EnumerateArray().Select(Text)] : [],
            Body = isBase64 ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body),
        };
    }

    // "If your Lambda function returns valid JSON and doesn't return a statusCode": 200, application/json, and what was returned as the body.
    private static FunctionAnswer Inferred(JsonElement json) => new()
    {
        StatusCode = 200,
        Headers = [KeyValuePair.Create("content-type", "application/json")],
        Cookies = [],
        Body = Encoding.UTF8.GetBytes(Text(json)),
    };

    private static JsonElement.ObjectEnumerator Members(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
