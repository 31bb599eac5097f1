using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Simulator.Signature;

/// <summary>The text whose hash is signed.</summary>
/// <remarks>Source: IAM User Guide, "Create a signed AWS API request".</remarks>
internal static class CanonicalRequest
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public static string Text(
        string method, string path, string query, IReadOnlyList<string> signedHeaders, Func<string, string> header, string bodyHash)
    {
        var text = new StringBuilder()
            .Append(method).Append('\n')
            .Append(path).Append('\n')
            .Append(query).Append('\n');
        foreach (var name in signedHeaders) text.Append(name).Append(':').Append(Collapse(header(name))).Append('\n');
        return text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(bodyHash).ToString();
    }

    public static string StringToSign(string date, string scope, string canonicalRequest) =>
        $"{Algorithm}\n{date}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonicalRequest))}";

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The signature, in lowercase hex.</summary>
    /// <param name="secretAccessKey">The secret of the key that signs.</param>
    /// <param name="scope"><c>date/region/service/aws4_request</c>.</param>
    /// <param name="stringToSign">See <see cref="StringToSign"/>.</param>
    public static string Sign(string secretAccessKey, string scope, string stringToSign)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secretAccessKey);
        foreach (var part in scope.Split('/')) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(stringToSign)));
    }

    // Header values lose surrounding spaces; spaces in a row count as one.
    private static string Collapse(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
