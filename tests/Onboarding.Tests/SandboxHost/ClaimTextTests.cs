using System.Text.Json;
using Onboarding.Sandbox.Gateway;

namespace Onboarding.Tests.SandboxHost;

public sealed class ClaimTextTests
{
    [Theory]
    [Trait("Threat", "T50")]
    [InlineData("\"acme\"", "acme")]
    [InlineData("[]", "[]")]
    [InlineData("[\"a\",\"b\"]", "[a b]")]
    [InlineData("[1,[true,null]]", "[1 [true <nil>]]")]
    [InlineData("{}", "map[]")]
    [InlineData("{\"a\":\"b\",\"c\":1}", "map[a:b c:1]")]
    [InlineData("null", "<nil>")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("42", "42")]
    [InlineData("-7", "-7")]
    [InlineData("9999999999", "9999999999")]
    [InlineData("1.5", "1.5")]
    [InlineData("1e5", "100000.0")]
    [InlineData("12e9", "1.2E10")]
    [InlineData("12000000000.0", "1.2E10")]
    [InlineData("1e-5", "1.0E-5")]
    public void Writes_A_Claim_Of_Every_Json_Type_As_Api_Gateway_Does(string claim, string text) => ClaimText.Of(JsonElement.Parse(claim)).ShouldBe(text);
}
