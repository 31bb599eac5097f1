using Amazon.Lambda.APIGatewayEvents;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Unit;

/// <summary>Who asked for a connection, as the person in the AWS console reads it.</summary>
public sealed class ConnectedForTests
{
    [Theory]
    [Trait("Threat", "T40")]
    [InlineData("ann@acme.example", "true", "acme / ann@acme.example / 2026-11-28")]
    [InlineData("ann@acme.example", "false", "acme / user-1 / 2026-11-28")]
    [InlineData("ann@acme.example", null, "acme / user-1 / 2026-11-28")]
    [InlineData("", "true", "acme / user-1 / 2026-11-28")]
    [InlineData("あ@acme.example", "true", "acme / ?@acme.example / 2026-11-28")]
    [InlineData("\"x / amazon / 2026\"@evil.example", "true", "acme / \"x_/_amazon_/_2026\"@evil.example / 2026-11-28")]
    [InlineData("a\u0000\r\n\u00e9\U0001F600b", "true", "acme / a?__??b / 2026-11-28")]
    public void Names_The_Tenant_Then_The_Person_By_What_Was_Verified(string email, string? isVerified, string expected) =>
        Of("acme", email, isVerified).ShouldBe(expected);

    [Fact]
    public void Shows_When_The_Token_Names_No_Person() => ConnectedFor.Of(Request("acme", [])).ShouldBe("acme / unknown / 2026-11-28");

    [Theory]
    [InlineData(1)]
    [InlineData(128)]
    public void Never_Cuts_The_Tenant_And_Fits_The_Parameter(int length)
    {
        var tenant = new string('t', length);

        var text = Of(tenant, new string('e', 300), "true");

        text.Length.ShouldBe(ConnectedFor.MaxLength);
        text.ShouldStartWith(tenant + " / eee");
        text.ShouldEndWith("e / 2026-11-28");
    }

    private static string Of(string tenant, string email, string? isVerified)
    {
        var claims = new Dictionary<string, string>(StringComparer.Ordinal) { ["sub"] = "user-1", ["email"] = email, ["name"] = "AWS Support" };
        if (isVerified is not null)
            claims["email_verified"] = isVerified;
        return ConnectedFor.Of(Request(tenant, claims));
    }

    private static TenantRequest Request(string tenantName, Dictionary<string, string> claims) => new()
    {
        RouteKey = "POST /v1/groups/{groupId}/onboardings",
        Now = new DateTimeOffset(2026, 11, 28, 23, 59, 59, TimeSpan.Zero),
        Language = Language.English,
        RequestId = "request",
        Tenant = TenantId.TryParse(tenantName, out var tenant) ? tenant : throw new ArgumentException(tenantName, nameof(tenantName)),
        Event = new APIGatewayHttpApiV2ProxyRequest
        {
            RequestContext = new APIGatewayHttpApiV2ProxyRequest.ProxyRequestContext { Authorizer = new APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription { Jwt = new APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription.JwtDescription { Claims = claims } } },
        },
    };
}
