using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Functions.Diagnostics;
using Onboarding.Functions.Http;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Unit;

/// <summary>Who in a tenant can look, mint and detach.</summary>
public sealed class RoleClaimTests
{
    private const string Setting = "cognito:groups look=viewer mint=editor,lead detach=admin";

    private static readonly RoleClaim s_roles = RoleClaim.Parse(Setting)!;

    public static TheoryData<string> TenantRoutes => [.. Routes.All.Where(r => r.Authorizer == RouteAuthorizer.Jwt).Select(r => r.Key)];

    [Theory]
    [InlineData(Setting)]
    [InlineData("role look=* mint=* detach=*")]
    [InlineData("https://acme.example/roles detach=a mint=b look=c")]
    [InlineData("  role  look=閲覧者  mint=編集者  detach=urn:acme:admin=1 ")]
    public void Reads_A_Claim_And_The_Values_Of_Each_Capability(string text) => RoleClaim.Parse(text).ShouldNotBeNull();

    [Theory]
    [InlineData("role")]
    [InlineData("role look=a mint=b")]
    [InlineData("role look=a mint=b detach=")]
    [InlineData("role look=a mint=b detach=c,")]
    [InlineData("role look=a mint=b detach=c detach=d")]
    [InlineData("role look=a look=b mint=c")]
    [InlineData("role look=a mint=b delete=c")]
    [InlineData("role look=a mint=b Detach=c")]
    [InlineData("look=a mint=b detach=c role")]
    [InlineData("role look=a mint=b detach=[c]")]
    [InlineData("my role look=a mint=b detach=c")]
    public void Refuses_What_Leaves_A_Capability_Open(string text) => RoleClaim.IsWellFormed(text).ShouldBeFalse();

    [Theory]
    [InlineData("viewer", "Look")]
    [InlineData("editor", "Look, Mint")]
    [InlineData("lead", "Look, Mint")]
    [InlineData("admin", "Look, Detach")]
    [InlineData("[admin editor]", "Look, Mint, Detach")]
    [InlineData("[]", "")]
    [InlineData("[nobody viewer]", "Look")]
    [InlineData("[\"admin\",\"nobody\"]", "Look, Detach")]
    [InlineData("[nobody, admin]", "Look, Detach")]
    [InlineData("Admin", "")]
    [InlineData("admin ", "")]
    [InlineData("admin editor", "")]
    [InlineData("administrator", "")]
    [InlineData("*", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_Person_Has_The_Capabilities_Of_The_Values_In_The_Claim(string? claim, string capabilities)
    {
        var claims = new Dictionary<string, string>(StringComparer.Ordinal);
        if (claim is not null)
            claims["cognito:groups"] = claim;

        var routes = new[] { "GET /v1/accounts", "POST /v1/groups/{groupId}/onboardings", "DELETE /v1/accounts/{accountId}" };
        string.Join(", ", routes.Where(r => s_roles.Refuse(claims, r) is null).Select(r => Routes.CapabilityOf(r))).ShouldBe(capabilities);
    }

    [Fact]
    public void A_Star_Means_Everyone()
    {
        var roles = RoleClaim.Parse("role look=* mint=editor detach=admin").ShouldNotBeNull();

        roles.Refuse(null, "GET /v1/accounts").ShouldBeNull();
        roles.Refuse(null, "POST /v1/groups").ShouldNotBeNull();
    }

    [Fact]
    public void The_Refusal_Names_The_Claim_And_What_Is_Missing()
    {
        var refusal = s_roles.Refuse(null, "POST /v1/groups").ShouldNotBeNull();

        Problem.Of(refusal, Language.English, "id").Detail.ShouldBe("This requires editor or lead in the claim cognito:groups of your sign-in.");
        Problem.Of(refusal, Language.Japanese, "id").Detail.ShouldBe("この操作には、サインインのクレーム cognito:groups に editor または lead が必要です。");
    }

    [Theory]
    [MemberData(nameof(TenantRoutes))]
    public async Task Every_Tenant_Route_Refuses_Callers_Without_Its_Capability(string route)
    {
        var capability = Routes.CapabilityOf(route).ShouldNotBeNull();
        var values = new Dictionary<Capability, string> { [Capability.Look] = "viewer", [Capability.Mint] = "editor", [Capability.Detach] = "admin" };

        (await AskAsync(route, roles: "[nobody]")).ShouldBe((403, "not-allowed"));
        (await AskAsync(route, roles: $"[{string.Join(' ', values.Where(v => v.Key != capability && capability != Capability.Look).Select(v => v.Value))}]")).ShouldBe((403, "not-allowed"));
        (await AskAsync(route, roles: $"[{values[capability]}]")).ShouldBe((204, null));
    }

    [Fact]
    public async Task A_Route_That_Is_Not_Listed_Is_Not_Answered() => (await AskAsync("POST /v1/everything", roles: "[viewer editor admin]")).ShouldBe((405, "method-not-allowed"));

    private static async Task<(int Status, string? Code)> AskAsync(string route, string roles)
    {
        var front = Front.ForTenants("tenant", (_, _) => Task.FromResult(Answer.NoContent()), s_roles);
        var claims = new JsonObject { ["tenant"] = "acme", ["cognito:groups"] = roles };
        var lambdaEvent = new JsonObject
        {
            ["routeKey"] = route,
            ["requestContext"] = new JsonObject { ["timeEpoch"] = 1, ["authorizer"] = new JsonObject { ["jwt"] = new JsonObject { ["claims"] = claims } } },
        };
        var context = new Invocation { AwsRequestId = "r", Deadline = DateTimeOffset.MaxValue };
        var answer = JsonElement.Parse(await front.AnswerAsync(Encoding.UTF8.GetBytes(lambdaEvent.ToJsonString()), context, CancellationToken.None));
        var code = answer.TryGetProperty("body", out var body) ? JsonElement.Parse(body.GetString()!).GetProperty("code").GetString() : null;
        return (answer.GetProperty("statusCode").GetInt32(), code);
    }
}
