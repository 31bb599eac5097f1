using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Onboarding.Sandbox;
using Onboarding.Sandbox.Gateway;

namespace Onboarding.Tests.SandboxHost;

public sealed class JwtAuthorizerTests : IDisposable
{
    private readonly TokenIssuer _issuer = new(new SandboxAddress(5080), TimeProvider.System);

    public void Dispose() => _issuer.Dispose();

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    [InlineData("")]
    public void Accepts_A_Good_Token_With_Bearer_Before_It_Or_Without(string prefix) =>
        Decide(prefix + _issuer.Sign("acme", TimeSpan.FromMinutes(5))).Claims.ShouldNotBeNull().GetProperty("tenant").GetString().ShouldBe("acme");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Asks_For_A_Missing_Token(string? authorization)
    {
        Decide(authorization).Claims.ShouldBeNull();
        Decide(authorization).Challenge.ShouldBe("Bearer");
    }

    [Fact]
    public void Refuses_An_Expired_Token() =>
        ShouldRefuse(_issuer.Sign("acme", TimeSpan.FromSeconds(-1)), "the token has expired");

    [Fact]
    public void Refuses_Another_Audience_In_The_Words_Of_The_Guide() => Decide(_issuer.Sign(Claims("aud", "another"))).Challenge
        .ShouldBe("Bearer scope=\"\" error=\"invalid_token\" error_description=\"the token does not have a valid audience\"");

    [Fact]
    public void Refuses_Another_Issuer_Though_The_Key_Is_Right() =>
        ShouldRefuse(_issuer.Sign(Claims("iss", "http://localhost:5081/issuer")), "the token does not have a valid issuer");

    [Fact]
    public void Refuses_The_Key_Of_Another_Issuer()
    {
        using var other = new TokenIssuer(new SandboxAddress(5080), TimeProvider.System);

        ShouldRefuse(other.Sign("acme", TimeSpan.FromMinutes(5)), "the token's signature is not valid");
    }

    [Fact]
    public void Refuses_A_Token_That_Names_No_Algorithm() =>
        ShouldRefuse(Unsigned(new JsonObject { ["alg"] = "none", ["kid"] = _issuer.KeyId }) + ".", "the token's signing algorithm is not supported");

    [Fact]
    public void Refuses_A_Secret_Made_Of_The_Public_Key()
    {
        var signed = Unsigned(new JsonObject { ["alg"] = "HS256", ["kid"] = _issuer.KeyId });
        var signature = HMACSHA256.HashData(Encoding.ASCII.GetBytes(_issuer.PublicKeyPem()), Encoding.ASCII.GetBytes(signed));

        ShouldRefuse($"{signed}.{Base64Url.EncodeToString(signature)}", "the token's signing algorithm is not supported");
    }

    [Fact]
    public void Refuses_A_Changed_Claim()
    {
        var parts = _issuer.Sign("acme", TimeSpan.FromMinutes(5)).Split('.');

        ShouldRefuse($"{parts[0]}.{Encode(Claims("tenant", "other"))}.{parts[2]}", "the token's signature is not valid");
    }

    [Theory]
    [InlineData("nbf", "the token is not valid yet")]
    [InlineData("iat", "the token was issued in the future")]
    public void Refuses_A_Token_From_The_Future(string claim, string why) =>
        ShouldRefuse(_issuer.Sign(Claims(claim, Now + 60)), why);

    [Fact]
    public void Refuses_A_Token_That_Never_Expires()
    {
        var claims = Claims("exp", 0);
        claims.Remove("exp");

        ShouldRefuse(_issuer.Sign(claims), "the token has expired");
    }

    [Fact]
    public void Checks_The_Client_Id_Only_Without_An_Audience()
    {
        var withoutAudience = Claims("client_id", TokenIssuer.Audience);
        withoutAudience.Remove("aud");
        var withAnother = Claims("client_id", TokenIssuer.Audience);
        withAnother["aud"] = "another";

        Decide(_issuer.Sign(withoutAudience)).Claims.ShouldNotBeNull();
        Decide(_issuer.Sign(withAnother)).Claims.ShouldBeNull();
    }

    [Fact]
    public void Finds_The_Audience_Among_Several() =>
        Decide(_issuer.Sign(Claims("aud", new JsonArray("another", TokenIssuer.Audience)))).Claims.ShouldNotBeNull();

    [Theory]
    [InlineData("x")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("!.!.!")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    public void Refuses_An_Invalid_Token(string text) => Decide(text).Challenge.ShouldNotBeNull().ShouldContain("invalid_token");

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private JwtDecision Decide(string? authorization) => _issuer.Authorizer().Decide(authorization);

    private void ShouldRefuse(string token, string why)
    {
        var decision = Decide(token);
        decision.Claims.ShouldBeNull();
        decision.Challenge.ShouldBe($"Bearer scope=\"\" error=\"invalid_token\" error_description=\"{why}\"");
    }

    private static JsonObject Claims(string name, JsonNode value) => new()
    {
        ["iss"] = "http://localhost:5080/issuer",
        ["aud"] = TokenIssuer.Audience,
        ["iat"] = Now - 1,
        ["exp"] = Now + 60,
        ["tenant"] = "acme",
        [name] = value,
    };

    private static string Unsigned(JsonObject header) => $"{Encode(header)}.{Encode(Claims("tenant", "acme"))}";

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
