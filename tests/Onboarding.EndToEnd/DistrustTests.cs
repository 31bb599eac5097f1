using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>What happens to a registered role, and to a kept submission, that changes. The clock is moved.</summary>
[Collection(MovingClock.Name)]
public sealed class DistrustTests(SandboxProcess sandbox)
{
    private const string Stranger = "arn:aws:iam::444455556666:root";

    [Fact]
    [Trait("Threat", "T43")]
    public async Task A_Backdoor_That_Is_Hidden_Does_Not_Recover()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var externalId = onboarding["externalId"];
        var account = (await tenant.RegisterAsync(onboarding, await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId()))).Expect(201);
        var role = account["roleArn"];
        var policy = SelfInspection(account);
        (await sandbox.PutTrustPolicyAsync(role, Backdoored(externalId))).Expect(204);
        (await CheckAsync(tenant, account))["code"].ShouldBe("external-id-not-enforced");

        await sandbox.PutRolePolicyAsync(role, "SelfInspection", policy.Replace("\"iam:GetRole\",", "", StringComparison.Ordinal));
        var hidden = await CheckAsync(tenant, account);

        (hidden["outcome"], hidden["code"]).ShouldBe(("failed", "permission-missing"));
        hidden.Body.GetProperty("findings").EnumerateArray().Select(f => (f.GetProperty("code").GetString(), f.GetProperty("severity").GetString())).ShouldContain(("trust-not-read", "trust"));
        (await StatusAsync(tenant, account)).ShouldBe("degraded");
        (await TypesAsync(tenant)).ShouldBe(["Account Registered", "Account Degraded"]);

        await sandbox.PutRolePolicyAsync(role, "SelfInspection", policy);
        (await CheckAsync(tenant, account))["code"].ShouldBe("external-id-not-enforced");
        (await sandbox.PutTrustPolicyAsync(role, TrustPolicies.Template(externalId))).Expect(204);
        (await CheckAsync(tenant, account))["outcome"].ShouldBe("passed");
        (await TypesAsync(tenant)).ShouldBe(["Account Registered", "Account Degraded", "Account Recovered"]);
    }

    [Fact]
    [Trait("Threat", "T43")]
    public async Task A_Manual_Role_That_Becomes_Unreadable_Keeps_Its_State_With_A_Finding()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: new JsonObject { ["profile"] = "read-only", ["method"] = "manual" });
        var role = await tenant.RoleByHandAsync(onboarding);
        var account = (await tenant.RegisterByArnAsync(onboarding, role)).Expect(201);
        var permissions = onboarding.Body.GetProperty("permissionsPolicy").GetRawText();

        await sandbox.DeleteRolePolicyAsync(role, onboarding["roleName"]);
        var unread = await CheckAsync(tenant, account);
        unread["outcome"].ShouldBe("passed");
        unread.Body.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()).ShouldContain("self-inspection-denied", StringComparer.Ordinal);
        (await StatusAsync(tenant, account)).ShouldBe("active");

        // With a backdoor seen, then the role gone, then back and silent: what was seen is not forgotten.
        await sandbox.PutRolePolicyAsync(role, onboarding["roleName"], permissions);
        (await sandbox.PutTrustPolicyAsync(role, Backdoored(onboarding["externalId"]))).Expect(204);
        (await CheckAsync(tenant, account))["code"].ShouldBe("external-id-not-enforced");
        (await sandbox.PutTrustPolicyAsync(role, TrustPolicies.Allow("123456789012", "StringEquals", onboarding["externalId"]))).Expect(204);
        (await CheckAsync(tenant, account))["code"].ShouldBe("role-not-assumable");
        await sandbox.DeleteRolePolicyAsync(role, onboarding["roleName"]);
        (await sandbox.PutTrustPolicyAsync(role, Backdoored(onboarding["externalId"]))).Expect(204);
        var silent = await CheckAsync(tenant, account);
        (silent["outcome"], silent["code"]).ShouldBe(("failed", "permission-missing"));
        (await StatusAsync(tenant, account)).ShouldBe("degraded");

        await sandbox.PutRolePolicyAsync(role, onboarding["roleName"], permissions);
        (await sandbox.PutTrustPolicyAsync(role, onboarding.Body.GetProperty("trustPolicy").GetRawText())).Expect(204);
        (await CheckAsync(tenant, account))["outcome"].ShouldBe("passed");
        (await StatusAsync(tenant, account)).ShouldBe("active");
    }

    [Fact]
    [Trait("Threat", "T40")]
    public async Task A_Kept_Submission_Is_Not_Registered_Once_Nothing_Vouches_For_It()
    {
        var tenant = await sandbox.TenantAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        var vouching = await tenant.ConnectAsync(awsAccountId: awsAccountId);
        var onboarding = await tenant.MintForAccountAsync(awsAccountId);
        (await tenant.RegisterWithoutPasteAsync(onboarding)).Expect(202);
        (await tenant.DeleteAsync($"/v1/accounts/{vouching["id"]}")).Expect(200);
        await tenant.StackInfoAsync(onboarding, awsAccountId);

        (await sandbox.AdvanceClockAsync("PT5M")).Expect(200);

        var refused = (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200);
        refused["status"].ShouldBe("pending");
        refused.Body.GetProperty("lastRefusal").GetProperty("code").GetString().ShouldBe("consent-required");
        refused.Body.GetProperty("pasteRequired").GetBoolean().ShouldBeTrue();
        (await tenant.GetAsync($"/v1/accounts/{onboarding["id"]}")).Refusal.ShouldBe((404, "account-not-found"));
    }

    [Fact]
    [Trait("Threat", "T42")]
    public async Task Two_Tenants_That_Connect_An_Account_At_The_Same_Moment_Are_Notified_By_Their_First_Checks()
    {
        var tenants = new List<Tenant>();
        var awsAccountId = Tenant.NewAwsAccountId();
        var submissions = new List<(Tenant Tenant, Reply Onboarding, string StackInfo)>();
        for (var i = 0; i < 4; i++)
        {
            var tenant = await sandbox.TenantAsync();
            tenants.Add(tenant);
            var onboarding = await tenant.MintAsync();
            submissions.Add((tenant, onboarding, await tenant.StackInfoAsync(onboarding, awsAccountId)));
        }

        foreach (var reply in await Task.WhenAll(submissions.Select(s => s.Tenant.RegisterAsync(s.Onboarding, s.StackInfo))))
            reply.Expect(201);
        (await sandbox.AdvanceClockAsync("PT10M")).Expect(200);

        // Each of the others was notified of each connection once, by its registration or its first check.
        foreach (var tenant in tenants)
            (await TypesAsync(tenant)).Count(t => t is "Account Connected Elsewhere").ShouldBe(3);
        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);
        foreach (var tenant in tenants)
            (await TypesAsync(tenant)).Count(t => t is "Account Connected Elsewhere").ShouldBe(3);
    }

    private static string Backdoored(string externalId)
    {
        var policy = JsonNode.Parse(TrustPolicies.Template(externalId))!;
        policy["Statement"]![0]!["Principal"] = new JsonObject { ["AWS"] = new JsonArray("arn:aws:iam::999988887777:root", Stranger) };
        return policy.ToJsonString();
    }

    // As the template writes it.
    private static string SelfInspection(Reply account) =>
        $$"""
        {"Version":"2012-10-17","Statement":[
          {"Sid":"ThisStack","Effect":"Allow","Action":"cloudformation:DescribeStacks","Resource":"{{account["stackId"][..account["stackId"].LastIndexOf('/')]}}/*"},
          {"Sid":"ThisRole","Effect":"Allow","Action":["iam:GetRole","iam:GetRolePolicy","iam:ListAttachedRolePolicies","iam:ListRolePolicies"],"Resource":"{{account["roleArn"]}}"},
          {"Sid":"AccountSummary","Effect":"Allow","Action":"iam:GetAccountSummary","Resource":"*"}]}
        """;

    private static async Task<Reply> CheckAsync(Tenant tenant, Reply account) => (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Expect(201);

    private static async Task<string> StatusAsync(Tenant tenant, Reply account) => (await tenant.GetAsync($"/v1/accounts/{account["id"]}")).Expect(200)["status"];

    private async Task<IReadOnlyList<string>> TypesAsync(Tenant tenant) =>
        [.. (await sandbox.InboxAsync(tenant.Name)).Select(e => e.GetProperty("detailType").GetString()!)];
}
