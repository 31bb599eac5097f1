using Onboarding.Functions.Http;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Unit;

/// <summary>What API Gateway makes of claims of every JSON type, and which of it names a tenant.</summary>
public sealed class TenantClaimTests
{
    [Theory]
    [Trait("Threat", "T50")]
    [InlineData("[]", "is a JSON array, not text", "配列")]
    [InlineData("[acme]", "is a JSON array, not text", "配列")]
    [InlineData("[acme other]", "is a JSON array, not text", "配列")]
    [InlineData("[\"acme\"]", "is a JSON array, not text", "配列")]
    [InlineData("map[]", "is a JSON object, not text", "オブジェクト")]
    [InlineData("map[a:b]", "is a JSON object, not text", "オブジェクト")]
    [InlineData("{}", "is a JSON object, not text", "オブジェクト")]
    [InlineData("{\"a\":\"b\"}", "is a JSON object, not text", "オブジェクト")]
    [InlineData("<nil>", "is null, not text", "null")]
    [InlineData("null", "is null, not text", "null")]
    [InlineData("true", "is a JSON boolean, not text", "真偽値")]
    [InlineData("false", "is a JSON boolean, not text", "真偽値")]
    [InlineData("1.2E10", "is a JSON number, not text", "数値")]
    [InlineData("1.0E-5", "is a JSON number, not text", "数値")]
    [InlineData("1.2e+10", "is a JSON number, not text", "数値")]
    [InlineData("1e+21", "is a JSON number, not text", "数値")]
    [InlineData("1.5", "is a JSON number, not text", "数値")]
    [InlineData("-3", "is a JSON number, not text", "数値")]
    [InlineData("", "is missing", "ありません")]
    [InlineData(null, "is missing", "ありません")]
    [InlineData("a b", "must have 1 to 128 printable ASCII characters", "印字可能")]
    [InlineData("a#b", "must have 1 to 128 printable ASCII characters", "印字可能")]
    [InlineData("アクメ", "must have 1 to 128 printable ASCII characters", "印字可能")]
    public void A_Claim_That_Is_Not_Plain_Text_Is_Refused_By_Its_Type(string? claim, string english, string japanese)
    {
        var claims = new Dictionary<string, string>(StringComparer.Ordinal);
        if (claim is not null)
            claims["org"] = claim;

        TenantClaim.Read(claims, "org", out var refusal).ShouldBeNull();

        refusal.ShouldNotBeNull();
        Problem.Of(refusal, Language.English, "id").Detail.ShouldContain("claim org " + english);
        Problem.Of(refusal, Language.Japanese, "id").Detail.ShouldContain(japanese);
        refusal.Error.Code.ShouldBe("unauthorized");
    }

    [Theory]
    [Trait("Threat", "T50")]
    [InlineData("acme")]
    [InlineData("12345")]
    [InlineData("007")]
    [InlineData("9007199254740993")]
    [InlineData("true-north")]
    [InlineData("nullable")]
    [InlineData("True")]
    [InlineData("12e45678")]
    [InlineData("5E3")]
    [InlineData("10.0.0.1")]
    [InlineData("2.0-beta")]
    [InlineData("[acme")]
    [InlineData("map")]
    [InlineData("mapple]")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData("0d9c7b5e-1e21-4a5f-9b1e-6f3f2a1b0c9d")]
    public void Text_That_Only_Resembles_Another_Type_Names_A_Tenant(string claim)
    {
        var claims = new Dictionary<string, string>(StringComparer.Ordinal) { ["org"] = claim };

        TenantClaim.Read(claims, "org", out var refusal)?.Value.ShouldBe(claim);

        refusal.ShouldBeNull();
    }
}
