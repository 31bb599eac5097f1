using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Sandbox.Gateway;

/// <summary>The vendor's identity provider: signs the tokens of people who work for a tenant, with a key made at start.</summary>
/// <param name="address">Where the sandbox is.</param>
/// <param name="machine">The machine's clock.</param>
internal sealed class TokenIssuer(SandboxAddress address, TimeProvider machine) : IDisposable
{
    /// <summary>Whom the tokens are meant for.</summary>
    public const string Audience = "onboarding-page";

    /// <summary>The claim that names the tenant.</summary>
    public const string TenantClaim = "tenant";

    /// <summary>The issuer's path below the sandbox's address.</summary>
    public const string Path = "/issuer";

    private readonly string _issuer = address.ForPeople + Path;
    private readonly RSA _key = RSA.Create(2048);

    /// <summary>The id of the key.</summary>
    public string KeyId { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12));

    /// <summary>An authorizer that trusts this issuer.</summary>
    public JwtAuthorizer Authorizer() => new(_issuer, Audience, KeyId, _key, machine);

    /// <summary>Signs a token for someone who works for a tenant.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="lifetime">How long it is good for; negative for a token that has expired already.</param>
    /// <param name="more">Claims of any JSON type, which are added or take the place of those that the issuer writes.</param>
    public string Sign(string tenant, TimeSpan lifetime, IReadOnlyDictionary<string, JsonElement>? more = null)
    {
        var now = machine.GetUtcNow();
        var expires = now + lifetime;
        var issued = lifetime < TimeSpan.Zero ? expires - TimeSpan.FromHours(1) : now;
        var claims = new JsonObject
        {
            ["iss"] = _issuer,
            ["sub"] = "someone-at-" + tenant,
            ["aud"] = Audience,
            ["iat"] = issued.ToUnixTimeSeconds(),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["jti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            [TenantClaim] = tenant,
        };
        // Unchanged: a claim can contain what no text can, such as half a surrogate pair.
        var added = more ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var kept = claims.Where(c => !added.ContainsKey(c.Key)).Select(c => Member(c.Key, c.Value!.ToJsonString()));
        return SignText($"{{{string.Join(',', kept.Concat(added.Select(c => Member(c.Key, c.Value.GetRawText()))))}}}");
    }

    /// <summary>Signs any claims.</summary>
    public string Sign(JsonObject claims) => SignText(claims.ToJsonString());

    /// <summary>The public key in PEM, for tests of key confusion.</summary>
    public string PublicKeyPem() => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The discovery document, at <c>/.well-known/openid-configuration</c> below the issuer.</summary>
    public JsonObject Discovery() => new() { ["issuer"] = _issuer, ["jwks_uri"] = _issuer + "/.well-known/jwks.json", ["id_token_signing_alg_values_supported"] = new JsonArray("RS256") };

    /// <summary>The public key as a JSON Web Key Set.</summary>
    public JsonObject KeySet()
    {
        var parameters = _key.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = "RS256",
                ["kid"] = KeyId,
                ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                ["e"] = Base64Url.EncodeToString(parameters.Exponent),
            }),
        };
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    private static string Member(string name, string value) => $"{JsonSerializer.Serialize(name)}:{value}";

    private string SignText(string claims)
    {
        var head = Encode(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = KeyId }.ToJsonString());
        var signed = $"{head}.{Encode(claims)}";
#pragma warning disable S5542 // The rule is about encryption; RS256 is this padding, RFC 7518 section 3.3.
        return signed + "." + Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
#pragma warning restore S5542
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
