using System.Text.Json;

namespace Onboarding.Sandbox.Control;

/// <summary>Reads the JSON bodies of the sandbox's own routes.</summary>
internal static class StrictBody
{
    private const int Limit = 1024 * 1024;

    /// <summary>Reads a body of a known shape; unknown, duplicate and missing members are refused.</summary>
    /// <exception cref="BadRequestException">The body is not of that shape.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context)
        where T : class
    {
        var bytes = await BytesAsync(context);
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, SandboxJson.Options) ?? throw new BadRequestException("The body must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw new BadRequestException("The body is not what this route takes: " + e.Message);
        }
    }

    /// <summary>Reads a body that is a policy document, and returns it as it was sent.</summary>
    /// <exception cref="BadRequestException">The body is not a JSON object.</exception>
    public static async Task<string> PolicyAsync(HttpContext context)
    {
        var bytes = await BytesAsync(context);
        try
        {
            return JsonElement.Parse(bytes) is { ValueKind: JsonValueKind.Object } document
                ? document.GetRawText()
                : throw new BadRequestException("The body must be a policy document, a JSON object.");
        }
        catch (JsonException e)
        {
            throw new BadRequestException("The policy document is not JSON: " + e.Message);
        }
    }

    private static async Task<byte[]> BytesAsync(HttpContext context) =>
        await RequestBytes.ReadAsync(context, Limit) ?? throw new BadRequestException("The body is longer than 1 MiB.");
}
