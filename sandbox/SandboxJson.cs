using System.Text.Encodings.Web;
using System.Text.Json;

namespace Onboarding.Sandbox;

/// <summary>How the sandbox's own routes read and write JSON: camelCase, and strict about members of requests.</summary>
internal static class SandboxJson
{
    /// <summary>Refuses unknown, duplicate and case-variant members, missing required ones and nulls.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Strict)
    {
        // Texts stand as they were written, so that a test can look for them.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Answers with a value as JSON.</summary>
    public static async Task WriteAsync<T>(HttpContext context, int status, T value)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, Options);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <summary>Answers with a sentence, in the shape in which API Gateway gives its own.</summary>
    public static Task MessageAsync(HttpContext context, int status, string message) =>
        WriteAsync(context, status, new Message(message));

    private sealed record Message([property: System.Text.Json.Serialization.JsonPropertyName("message")] string Text);
}
