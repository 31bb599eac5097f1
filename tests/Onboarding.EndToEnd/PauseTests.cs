using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.EndToEnd.Faults;

namespace Onboarding.EndToEnd;

/// <summary>The tenant's and the operators' switches, and what both see of the sessions that were given out.</summary>
[Collection(StandingClock.Name)]
public sealed class PauseTests(SandboxProcess sandbox)
{
    [Fact]
    public async Task A_Paused_Account_Gives_Out_No_Sessions_Until_It_Is_Resumed_But_Is_Still_Checked()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        var product = await ProductCode.OfAsync(sandbox);
        var session = (await product.SessionAsync(account["id"], ProductCode.Body(tenant))).Expect(200);

        var paused = (await PauseAsync(tenant, account)).Expect(200);

        var stopped = paused.Body.GetProperty("stopped");
        (stopped.GetProperty("paused").GetBoolean(), stopped.GetProperty("frozen").GetBoolean()).ShouldBe((true, false));
        // No session that is out outlives what the answer says.
        stopped.GetProperty("sessionsUntil").GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(session.Body.GetProperty("credentials").GetProperty("expiration").GetDateTimeOffset());
        stopped.GetProperty("revokeCliCommand").GetString()!.ShouldStartWith($"aws iam put-role-policy --role-name {account["roleArn"].Split('/')[1]} --policy-name AWSRevokeOlderSessions ");
        await RefusedAsync(product, tenant, account, "connection-paused");
        (await StatusAsync(product, tenant, account)).ShouldBe("paused");
        (await tenant.GetAsync($"/v1/accounts/{account["id"]}/users")).Refusal.ShouldBe((409, "connection-paused"));
        (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Expect(201)["outcome"].ShouldBe("passed");
        (await PauseAsync(tenant, account)).Expect(200)["pausedAt"].ShouldBe(paused["pausedAt"]);
        (await sandbox.TenantAsync()).ShouldNotBeNull();

        var resumed = (await tenant.PostAsync($"/v1/accounts/{account["id"]}/resume", new JsonObject())).Expect(200);

        (resumed.Body.TryGetProperty("pausedAt", out _), resumed.Body.TryGetProperty("stopped", out _)).ShouldBe((false, false));
        (await product.SessionAsync(account["id"], ProductCode.Body(tenant))).Expect(200);
        (await TypesAsync(tenant.Name)).ShouldBe(["Account Registered", "Account Paused", "Account Resumed"]);
        (await tenant.GetAsync($"/v1/accounts/{account["id"]}/audit")).Expect(200).Body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("decision").GetString())
            .ShouldBe(["minted", "registered", "paused", "checked", "resumed"]);
    }

    [Fact]
    public async Task Another_Tenants_And_A_Detached_Account_Cannot_Be_Paused()
    {
        var (tenant, other) = (await sandbox.TenantAsync(), await sandbox.TenantAsync());
        var account = await tenant.ConnectAsync();
        (await PauseAsync(other, account)).Refusal.ShouldBe((404, "account-not-found"));
        (await other.GetAsync($"/v1/accounts/{account["id"]}/access")).Refusal.ShouldBe((404, "account-not-found"));
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200);

        (await PauseAsync(tenant, account)).Refusal.ShouldBe((409, "account-detached"));
        (await tenant.PostAsync($"/v1/accounts/{account["id"]}/resume", new JsonObject())).Refusal.ShouldBe((409, "account-detached"));
    }

    [Fact]
    public async Task A_Freeze_And_A_Pause_Are_Two_Switches_And_Neither_Lifts_The_Other()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        var (product, someone) = (await ProductCode.OfAsync(sandbox), await Operator.OfAsync(sandbox));
        await PauseAsync(tenant, account);
        var freeze = (await FreezeAsync(someone, new JsonObject { ["id"] = account["id"], ["reason"] = "A key was published" })).Expect(201);
        (freeze["scope"], freeze["tenant"], freeze["connectionId"], freeze["reason"]).ShouldBe(("connection", tenant.Name, account["id"], "A key was published"));
        await RefusedAsync(product, tenant, account, "connection-paused");

        (await tenant.PostAsync($"/v1/accounts/{account["id"]}/resume", new JsonObject())).Expect(200).Body.GetProperty("stopped").GetProperty("frozen").GetBoolean().ShouldBeTrue();
        await RefusedAsync(product, tenant, account, "connection-frozen");
        (await StatusAsync(product, tenant, account)).ShouldBe("frozen");
        await PauseAsync(tenant, account);
        (await someone.SendAsync(HttpMethod.Delete, $"/ops/v1/freezes/{freeze["id"]}")).Expect(204);
        await RefusedAsync(product, tenant, account, "connection-paused");
        (await someone.SendAsync(HttpMethod.Delete, $"/ops/v1/freezes/{freeze["id"]}")).Refusal.ShouldBe((404, "freeze-not-found"));
        (await tenant.PostAsync($"/v1/accounts/{account["id"]}/resume", new JsonObject())).Expect(200);
        (await product.SessionAsync(account["id"], ProductCode.Body(tenant))).Expect(200);
    }

    [Fact]
    public async Task A_Freeze_Of_A_Tenant_Or_Of_Everything_Stops_Sessions_And_Is_Listed_Until_It_Is_Thawed()
    {
        var (tenant, other) = (await sandbox.TenantAsync(), await sandbox.TenantAsync());
        var (account, another) = (await tenant.ConnectAsync(), await other.ConnectAsync());
        var (product, someone) = (await ProductCode.OfAsync(sandbox), await Operator.OfAsync(sandbox));
        var freeze = (await FreezeAsync(someone, new JsonObject { ["tenant"] = tenant.Name, ["reason"] = "First" })).Expect(201);
        var again = (await FreezeAsync(someone, new JsonObject { ["tenant"] = tenant.Name, ["reason"] = "Second" })).Expect(200);
        (again["id"], again["reason"]).ShouldBe((freeze["id"], "First"));
        await RefusedAsync(product, tenant, account, "connection-frozen");
        (await product.SessionAsync(another["id"], ProductCode.Body(other))).Expect(200);

        var everything = (await FreezeAsync(someone, new JsonObject { ["all"] = true, ["reason"] = "All" })).Expect(201);
        await RefusedAsync(product, other, another, "connection-frozen");
        (await someone.SendAsync(HttpMethod.Get, "/ops/v1/freezes")).Expect(200).Body.GetProperty("freezes").EnumerateArray().Select(f => f.GetProperty("id").GetString())
            .ShouldBe([freeze["id"], everything["id"]], ignoreOrder: true);
        (await someone.SendAsync(HttpMethod.Delete, $"/ops/v1/freezes/{everything["id"]}")).Expect(204);
        (await someone.SendAsync(HttpMethod.Delete, $"/ops/v1/freezes/{freeze["id"]}")).Expect(204);

        (await product.SessionAsync(account["id"], ProductCode.Body(tenant))).Expect(200);
        (await TypesAsync(tenant.Name)).ShouldBe(["Account Registered", "Access Frozen", "Access Thawed"], ignoreOrder: true);
        var inbox = (await sandbox.SendAsync(HttpMethod.Get, "/sandbox/inbox")).Body.EnumerateArray().Where(e => e.GetProperty("detail").TryGetProperty("freezeId", out var id) && id.ValueEquals(everything["id"])).ToList();
        inbox.Select(e => e.GetProperty("detailType").GetString()).ShouldBe(["Access Frozen", "Access Thawed"], ignoreOrder: true);
        inbox.ShouldAllBe(e => e.GetProperty("detail").GetProperty("by").GetString()!.EndsWith(":user/onboarding-operator", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"all":true}""", 400, "request-malformed")]
    [InlineData("""{"reason":" ","all":true}""", 400, "request-malformed")]
    [InlineData("""{"reason":"x"}""", 400, "request-malformed")]
    [InlineData("""{"reason":"x","all":false}""", 400, "request-malformed")]
    [InlineData("""{"reason":"x","all":true,"tenant":"a"}""", 400, "request-malformed")]
    [InlineData("""{"reason":"x","tenant":"a b"}""", 400, "request-malformed")]
    [InlineData("""{"reason":"x","id":"aaaaaaaaaaaaaaaaaaaaaaaa"}""", 404, "registration-not-found")]
    public async Task A_Freeze_Says_Just_One_Thing_And_Why(string body, int status, string code) =>
        (await FreezeAsync(await Operator.OfAsync(sandbox), JsonNode.Parse(body)!.AsObject())).Refusal.ShouldBe((status, code));

    [Fact]
    [Trait("Threat", "T58")]
    public async Task Every_Session_That_Was_Given_Out_Is_Shown_To_Its_Tenant_And_To_Operators_And_None_That_Was_Not()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        var product = await ProductCode.OfAsync(sandbox);
        var narrowed = ProductCode.Body(tenant);
        narrowed["actions"] = new JsonArray("iam:ListUsers", "iam:ListUserTags");
        var first = (await product.SessionAsync(account["id"], narrowed, person: "kim@example.com")).Expect(200);
        var byPolicy = ProductCode.Body(tenant, "audit");
        byPolicy["policy"] = """{"Statement":{"Effect":"Allow","Action":"iam:Get*","Resource":"*"}}""";
        var second = (await product.SessionAsync(account["id"], byPolicy)).Expect(200);
        // Neither of these is a session: what STS denies, and what it cannot pack.
        await sandbox.FaultAsync("sts", "access-denied", "AssumeRole", count: 1, about: $"scan-{account["id"]}-", skip: 1);
        (await product.SessionAsync(account["id"], narrowed)).Refusal.ShouldBe((409, "role-not-assumable"));
        await sandbox.FaultAsync("sts", "packed-policy-too-large", "AssumeRole", count: 1, about: $"scan-{account["id"]}-", skip: 1);
        (await product.SessionAsync(account["id"], narrowed)).Refusal.ShouldBe((400, "request-malformed"));

        var list = (await tenant.GetAsync($"/v1/accounts/{account["id"]}/access")).Expect(200);

        var entries = list.Body.GetProperty("access").EnumerateArray().ToList();
        entries.Select(e => e.GetProperty("sessionName").GetString()).ShouldBe([second["sessionName"], first["sessionName"]]);
        var entry = entries[1];
        Text(entry, "purpose").ShouldBe("scan");
        // A person is named as in the audit, so that they can be forgotten.
        Text(entry, "by").ShouldMatch("^product:onboarding-product-access for user:[0-9a-f]{16}$");
        list.Text.ShouldNotContain("kim@example.com");
        entry.GetProperty("actions").EnumerateArray().Select(a => a.GetString()).ShouldBe(["iam:ListUsers", "iam:ListUserTags"]);
        Text(entry, "cloudTrailUrl").ShouldBe($"https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events?Username={first["sessionName"]}");
        entry.GetProperty("until").GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(first.Body.GetProperty("credentials").GetProperty("expiration").GetDateTimeOffset());
        (Text(entries[0], "purpose"), Text(entries[0], "policy"), Text(entries[0], "by")).ShouldBe(("audit", """{"Statement":{"Effect":"Allow","Action":"iam:Get*","Resource":"*"}}""", "product:onboarding-product-access"));
        var page = (await tenant.GetAsync($"/v1/accounts/{account["id"]}/access?limit=1")).Expect(200);
        (await tenant.GetAsync($"/v1/accounts/{account["id"]}/access?limit=1&cursor={page["cursor"]}")).Expect(200).Body.GetProperty("access")[0].GetProperty("sessionName").GetString().ShouldBe(first["sessionName"]);
        (await (await Operator.OfAsync(sandbox)).SendAsync(HttpMethod.Get, $"/ops/v1/registrations/{account["id"]}/access")).Expect(200).Body.GetProperty("access").GetRawText().ShouldBe(list.Body.GetProperty("access").GetRawText());
    }

    [Fact]
    public async Task Operators_Find_What_Is_Paused()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        await PauseAsync(tenant, account);
        var query = new Dictionary<string, string>(StringComparer.Ordinal) { ["tenant"] = tenant.Name, ["state"] = "paused" };

        var found = (await (await Operator.OfAsync(sandbox)).SendAsync(HttpMethod.Get, "/ops/v1/registrations", query)).Expect(200).Body.GetProperty("registrations").EnumerateArray().ShouldHaveSingleItem();

        (Text(found, "id"), Text(found, "state")).ShouldBe((account["id"], "paused"));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static Task<Reply> PauseAsync(Tenant tenant, Reply account) => tenant.PostAsync($"/v1/accounts/{account["id"]}/pause", new JsonObject());

    private static Task<Reply> FreezeAsync(Operator someone, JsonObject body) => someone.SendAsync(HttpMethod.Post, "/ops/v1/freezes", body: body);

    private static async Task RefusedAsync(ProductCode product, Tenant tenant, Reply account, string code) =>
        (await product.SessionAsync(account["id"], ProductCode.Body(tenant))).Refusal.ShouldBe((409, code));

    private static async Task<string> StatusAsync(ProductCode product, Tenant tenant, Reply account) =>
        (await product.GetAsync($"/product/v1/connections/{account["id"]}", new Dictionary<string, string>(StringComparer.Ordinal) { ["tenant"] = tenant.Name })).Expect(200)["status"];

    private async Task<IReadOnlyList<string>> TypesAsync(string tenant) =>
        [.. (await sandbox.SendAsync(HttpMethod.Get, "/sandbox/inbox")).Body.EnumerateArray()
            .Where(e => e.GetProperty("detail").TryGetProperty("tenant", out var of) && of.ValueEquals(tenant)).Select(e => e.GetProperty("detailType").GetString()!)];
}
