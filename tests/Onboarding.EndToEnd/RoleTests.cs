using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>A deployment that restricts a tenant's people.</summary>
public sealed class RoleTests(SandboxWithRoles sandbox) : IClassFixture<SandboxWithRoles>
{
    [Fact]
    public async Task People_Look_Mint_And_Detach_As_Their_Claim_Allows()
    {
        var viewer = await sandbox.TenantAsync(claims: new JsonObject { ["roles"] = new JsonArray("staff", "viewer") });
        var editor = await sandbox.TenantAsync(viewer.Name, new JsonObject { ["roles"] = new JsonArray("editor") });
        var admin = await sandbox.TenantAsync(viewer.Name, new JsonObject { ["roles"] = "admin" });
        var nobody = await sandbox.TenantAsync(viewer.Name);
        var account = await editor.ConnectAsync();
        var path = $"/v1/accounts/{account["id"]}";

        (await viewer.GetAsync(path)).Expect(200);
        (await viewer.PatchAsync(path, new JsonObject { ["name"] = "x" })).Refusal.ShouldBe((403, "not-allowed"));
        (await viewer.PostAsync("/v1/groups", new JsonObject { ["name"] = "x" })).Refusal.ShouldBe((403, "not-allowed"));
        (await editor.DeleteAsync(path)).Refusal.ShouldBe((403, "not-allowed"));
        (await admin.PostAsync("/v1/groups", new JsonObject { ["name"] = "x" })).Refusal.ShouldBe((403, "not-allowed"));
        (await nobody.GetAsync("/v1/groups")).Refusal.ShouldBe((403, "not-allowed"));
        (await admin.DeleteAsync(path)).Expect(200);
    }
}

/// <summary>A sandbox that restricts a tenant's people by the claim <c>roles</c>.</summary>
public sealed class SandboxWithRoles : SandboxProcess
{
    protected override IReadOnlyList<string> Options => ["--context", "roleClaim=roles look=viewer mint=editor detach=admin"];
}
