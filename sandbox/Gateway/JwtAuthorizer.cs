using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Onboarding.Sandbox.Gateway;

/// <summary>What the JWT authorizer decided: the token's claims, or why it was refused.</summary>
/// <param name="Claims">The claims, when the token is good.</param>
/// <param name="Challenge">The value of <c>www-authenticate</c>, when it is not.</param>
internal sealed record JwtDecision(JsonElement? Claims, string? Challenge);

/// <summary>An HTTP API's JWT authorizer, in the order of <c>http-api-jwt-authorizer</c> in the API Gateway developer guide.</summary>
/// <param name="issuer">The only issuer that is accepted.</param>
/// <param name="audience">The audience that a token must be meant for.</param>
/// <param name="keyId">The id of the issuer's key.</param>
/// <param name="key">The issuer's public key.</param>
/// <param name="machine">The machine's clock: API Gateway's own, which the service's moved clock does not move.</param>
internal sealed class JwtAuthorizer(string issuer, string audience, string keyId, RSA key, TimeProvider machine)
{
    // The guide shows the words for the audience; the others follow it.
    private const string NoAudience = "the token does not have a valid audience";

    /// <summary>Decides about an <c>Authorization</c> header: a token, with <c>Bearer</c> before it or without.</summary>
    public JwtDecision Decide(string? authorization)
    {
        if (string.IsNullOrWhiteSpace(authorization))
        {
            return new(null, "Bearer");
        }

        var token = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization["Bearer ".Length..].Trim() : authorization.Trim();
        return token.Split('.') is [var head, var body, var signature]
            ? Decide(head, body, signature)
            : Refuse("the token is not a JWT");
    }

    private JwtDecision Decide(string head, string body, string signature)
    {
        if (Json(head) is not { } header || Json(body) is not { } claims || Bytes(signature) is not { } signed)
        {
            return Refuse("the token cannot be decoded");
        }

        if (Text(header, "alg") is not "RS256")
        {
            return Refuse("the token's signing algorithm is not supported");
        }

        if (!string.Equals(Text(header, "kid"), keyId, StringComparison.Ordinal)
            || !key.VerifyData(Encoding.ASCII.GetBytes($"{head}.{body}"), signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        {
            return Refuse("the token's signature is not valid");
        }

        return Problem(claims) is { } problem ? Refuse(problem) : new(claims, null);
    }

    private string? Problem(JsonElement claims)
    {
        var now = machine.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        return claims switch
        {
            _ when !string.Equals(Text(claims, "iss"), issuer, StringComparison.Ordinal) => "the token does not have a valid issuer",
            _ when !IsForAudience(claims) => NoAudience,
            _ when Seconds(claims, "exp") is not { } exp || exp <= now => "the token has expired",
            _ when Seconds(claims, "nbf") > now => "the token is not valid yet",
            _ when Seconds(claims, "iat") > now => "the token was issued in the future",
            _ => null,
        };
    }

    // client_id counts only when there is no aud.
    private bool IsForAudience(JsonElement claims) =>
        (claims.TryGetProperty("aud", out var audiences) || claims.TryGetProperty("client_id", out audiences))
        && (audiences.ValueKind == JsonValueKind.Array ? audiences.EnumerateArray().Any(Matches) : Matches(audiences));

    private bool Matches(JsonElement value) => value.ValueKind == JsonValueKind.String && value.ValueEquals(audience);

    private static JwtDecision Refuse(string description) =>
        new(null, $"Bearer scope=\"\" error=\"invalid_token\" error_description=\"{description}\"");

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Seconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static JsonElement? Json(string base64Url)
    {
        try
        {
            return Bytes(base64Url) is { } bytes && JsonElement.Parse(bytes) is { ValueKind: JsonValueKind.Object } element ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(string base64Url)
    {
        try
        {
            return Base64Url.DecodeFromChars(base64Url);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
