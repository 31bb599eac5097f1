using System.Text.Json.Nodes;
using Onboarding.EndToEnd.Faults;

namespace Onboarding.EndToEnd;

/// <summary>A vendor whose page talks to its own backend: the tenants' routes, signed by the vendor's software.</summary>
[Collection(StandingClock.Name)]
public sealed class BackendTests(SandboxProcess sandbox)
{
    private static readonly (string, string)[] s_kim = [("x-onboarding-person", "kim@example.com")];

    [Fact]
    public async Task A_Backend_Connects_An_Account_For_A_Tenant_And_The_Audit_Names_It_And_The_Person()
    {
        var tenant = await sandbox.TenantAsync();
        var (root, product) = ($"/product/v1/tenants/{tenant.Name}", await ProductCode.OfAsync(sandbox));
        var group = (await product.SendAsync(HttpMethod.Post, $"{root}/groups", body: new JsonObject { ["name"] = "Production", ["color"] = "#3b82f6" }, headers: s_kim)).Expect(201);
        var onboarding = (await product.SendAsync(HttpMethod.Post, $"{root}/groups/{group["id"]}/onboardings", body: new JsonObject { ["profile"] = "read-only" }, headers: s_kim)).Expect(201);
        onboarding["connectedFor"].ShouldStartWith($"{tenant.Name} / kim@example.com / ");
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        var registration = new JsonObject { ["accountName"] = "Main account", ["stackInfo"] = stackInfo };
        (await product.SendAsync(HttpMethod.Post, $"{root}/onboardings/{onboarding["id"]}/registration", body: registration, headers: s_kim)).Expect(201);

        // The tenant's own people see the same.
        (await tenant.GetAsync($"/v1/accounts/{onboarding["id"]}")).Expect(200)["name"].ShouldBe("Main account");
        (await tenant.GetAsync($"/v1/accounts/{onboarding["id"]}/audit")).Expect(200).Body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("by").GetString()).Distinct(StringComparer.Ordinal)
            .ShouldHaveSingleItem().ShouldNotBeNull().ShouldMatch("^product:onboarding-product-access for user:[0-9a-f]{16}$");
    }

    [Fact]
    [Trait("Threat", "T54")]
    public async Task The_Tenant_In_The_Path_Is_The_Only_One_Whose_Objects_There_Are()
    {
        var (tenant, other) = (await sandbox.TenantAsync(), await sandbox.TenantAsync());
        var account = await tenant.ConnectAsync();
        var product = await ProductCode.OfAsync(sandbox);

        (await product.GetAsync($"/product/v1/tenants/{tenant.Name}/accounts/{account["id"]}")).Expect(200);
        (await product.GetAsync($"/product/v1/tenants/{other.Name}/accounts/{account["id"]}")).Refusal.ShouldBe((404, "account-not-found"));
        (await product.GetAsync($"/product/v1/tenants/{new string('a', 129)}/accounts")).Refusal.ShouldBe((400, "request-malformed"));
        (await tenant.GetAsync($"/product/v1/tenants/{tenant.Name}/accounts")).Status.ShouldBe(403);
        (await (await Operator.OfAsync(sandbox)).SendAsync(HttpMethod.Get, $"/product/v1/tenants/{tenant.Name}/accounts")).Status.ShouldBe(403);
    }
}
