using System.Text;

namespace Onboarding.Sandbox.Gateway;

/// <summary>A request's body as the event carries it.</summary>
/// <param name="Text">The body, or its base64.</param>
/// <param name="IsBase64Encoded">Which of the two it is.</param>
internal sealed record EventBody(string Text, bool IsBase64Encoded)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decides as an HTTP API does, which knows no list of binary types.</summary>
    /// <remarks>
    /// Text are <c>text/*</c> and JSON, XML and JavaScript of <c>application/</c>; everything else is binary, forms and a missing
    /// <c>Content-Type</c> included. The developer guide says only that binary is base64; the split was measured against API Gateway.
    /// </remarks>
    public static EventBody? Of(byte[] bytes, string? contentType) => bytes.Length == 0 ? null : OfSome(bytes, contentType);

    private static EventBody OfSome(byte[] bytes, string? contentType) =>
        IsText(contentType) && Utf8(bytes) is { } text ? new(text, false) : new(Convert.ToBase64String(bytes), true);

    private static bool IsText(string? contentType)
    {
        var type = (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return type.StartsWith("text/", StringComparison.Ordinal) || type is "application/json" or "application/xml" or "application/javascript";
    }

    private static string? Utf8(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
