using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>The ways from “create role” to a connected account, and out again.</summary>
[Collection(StandingClock.Name)]
public sealed class WayTests(SandboxProcess sandbox)
{
    [Fact]
    [Trait("Threat", "T10")]
    [Trait("Threat", "T18")]
    public async Task Connects_An_Account_By_Pasting_StackInfo_And_Detaches_It()
    {
        var tenant = await sandbox.TenantAsync();
        var group = await tenant.GroupAsync();
        var awsAccountId = Tenant.NewAwsAccountId();

        var onboarding = await tenant.MintAsync(group, new JsonObject { ["profile"] = "full", ["region"] = "ap-northeast-1" });
        onboarding["status"].ShouldBe("pending");
        onboarding["stackName"].ShouldMatch("^onboarding-connect-[abcdefghijkmnpqrstuvwxyz23456789]{12}$");
        onboarding["roleName"].ShouldBe(onboarding["stackName"]);
        var stackInfo = await tenant.StackInfoAsync(onboarding, awsAccountId);
        var account = (await tenant.RegisterAsync(onboarding, stackInfo, "本番")).Expect(201);

        account["name"].ShouldBe("本番");
        account["groupId"].ShouldBe(group);
        account["awsAccountId"].ShouldBe(awsAccountId);
        account["roleArn"].ShouldBe($"arn:aws:iam::{awsAccountId}:role/{onboarding["roleName"]}");
        account["stackName"].ShouldBe(onboarding["stackName"]);
        account["region"].ShouldBe("ap-northeast-1");
        account["profile"].ShouldBe("full");
        account["templateVersion"].ShouldBe("1.2.0");
        account["status"].ShouldBe("active");
        account.Body.GetProperty("lastCheck").GetProperty("outcome").GetString().ShouldBe("passed");
        account.Body.GetProperty("lastCheck").GetProperty("probes").EnumerateArray()
            .Select(p => p.GetProperty("name").GetString() + " " + p.GetProperty("answer").GetString())
            .ShouldBe(
            [
                "assume-role allowed",
                "assume-role-without-external-id denied",
                "assume-role-with-wrong-external-id denied",
                "assume-role-with-external-id-in-other-case denied",
                "get-caller-identity allowed",
                "describe-stacks allowed",
                "get-role allowed",
                "list-role-policies allowed",
                "get-role-policy allowed",
                "get-role-policy allowed",
                "list-attached-role-policies allowed",
                "get-account-summary allowed",
            ]);
        account.Text.ShouldNotContain(onboarding["externalId"]);

        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200)["status"].ShouldBe("completed");
        (await tenant.GetAsync($"/v1/accounts?groupId={group}&status=active")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(1);
        (await tenant.GetAsync($"/v1/accounts/{account["id"]}")).Expect(200)["name"].ShouldBe("本番");
        (await tenant.DeleteAsync($"/v1/groups/{group}")).Refusal.ShouldBe((409, "group-not-empty"));

        var cleanup = (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200).Body.GetProperty("cleanup");
        cleanup.GetProperty("stackName").GetString().ShouldBe(onboarding["stackName"]);
        cleanup.GetProperty("region").GetString().ShouldBe("ap-northeast-1");
        cleanup.GetProperty("consoleUrl").GetString().ShouldBe(
            "https://ap-northeast-1.console.aws.amazon.com/cloudformation/home?region=ap-northeast-1#/stacks/stackinfo?stackId=" + Uri.EscapeDataString(account["stackId"]));
        cleanup.GetProperty("cliCommand").GetString().ShouldBe($"aws cloudformation delete-stack --region ap-northeast-1 --stack-name {account["stackId"]}");
        var detached = (await tenant.GetAsync($"/v1/accounts/{account["id"]}")).Expect(200);
        detached["status"].ShouldBe("detached");
        detached.Body.GetProperty("cleanup").GetProperty("stackId").GetString().ShouldBe(account["stackId"]);

        // Detaching again changes nothing and says the same.
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200).Body.GetProperty("cleanup").GetProperty("since").GetString()
            .ShouldBe(detached.Body.GetProperty("cleanup").GetProperty("since").GetString());
        (await sandbox.InboxAsync(tenant.Name)).Select(e => e.GetProperty("detailType").GetString()).ShouldBe(["Account Registered", "Account Detached"]);
    }

    [Fact]
    [Trait("Threat", "T4")]
    public async Task Connects_The_Accounts_Of_An_Organization_Separately_From_The_Stacks_Of_A_StackSet()
    {
        var tenant = await sandbox.TenantAsync();
        var group = await tenant.GroupAsync();
        string[] awsAccountIds = [Tenant.NewAwsAccountId(), Tenant.NewAwsAccountId(), Tenant.NewAwsAccountId()];
        var onboardings = new List<Reply>();
        foreach (var awsAccountId in awsAccountIds)
            onboardings.Add(await tenant.MintAsync(group, new JsonObject { ["profile"] = "read-only", ["awsAccountId"] = awsAccountId }));
        onboardings.Select(o => o["externalId"]).Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
        // A StackSet names its stacks itself; the second account's was not created.
        var replies = new List<Reply>();
        foreach (var i in new[] { 0, 2 })
            replies.Add(await tenant.RegisterAsync(onboardings[i], await tenant.StackInfoAsync(onboardings[i], awsAccountIds[i], stackName: $"StackSet-onboarding-connect-8b6e2f5a-{i}"), "Member"));

        replies.ForEach(r => r.Expect(201));
        replies[1]["stackName"].ShouldBe("StackSet-onboarding-connect-8b6e2f5a-2");
        replies[1]["awsAccountId"].ShouldBe(awsAccountIds[2]);
    }

    [Fact]
    public async Task Connects_An_Account_Again_By_Its_Id_Without_Pasting()
    {
        var tenant = await sandbox.TenantAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        await tenant.ConnectAsync(awsAccountId: awsAccountId);
        var onboarding = await tenant.MintForAccountAsync(awsAccountId);
        onboarding.Body.GetProperty("pasteRequired").GetBoolean().ShouldBeFalse();
        await tenant.StackInfoAsync(onboarding, awsAccountId);

        var account = (await tenant.RegisterWithoutPasteAsync(onboarding)).Expect(201);

        account["awsAccountId"].ShouldBe(awsAccountId);
        account["stackName"].ShouldBe(onboarding["stackName"]);
        account["stackId"].ShouldStartWith($"arn:aws:cloudformation:us-east-1:{awsAccountId}:stack/");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Accepts_A_Renamed_Stack_And_Shows_Its_Real_Name(bool paste)
    {
        var tenant = await sandbox.TenantAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        await tenant.ConnectAsync(awsAccountId: awsAccountId);
        var onboarding = await tenant.MintForAccountAsync(awsAccountId);
        var stackInfo = await tenant.StackInfoAsync(onboarding, awsAccountId, stackName: "our-own-name");

        var body = new JsonObject { ["accountName"] = "Renamed" };
        if (paste)
            body["stackInfo"] = stackInfo;
        var account = (await tenant.PostAsync($"/v1/onboardings/{onboarding["id"]}/registration", body)).Expect(201);

        account["stackName"].ShouldBe("our-own-name");
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200).Body.GetProperty("cleanup").GetProperty("stackName").GetString().ShouldBe("our-own-name");
    }

    [Fact]
    public async Task Connects_A_Role_That_Was_Created_Manually()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: new JsonObject { ["profile"] = "read-only", ["method"] = "manual" });
        onboarding.Body.TryGetProperty("quickCreateUrl", out _).ShouldBeFalse();
        onboarding.Body.GetProperty("steps").GetArrayLength().ShouldBe(8);
        onboarding["vendorAccountId"].ShouldMatch("^[0-9]{12}$");
        var roleArn = await tenant.RoleByHandAsync(onboarding);

        var account = (await tenant.RegisterByArnAsync(onboarding, roleArn)).Expect(201);

        account["roleArn"].ShouldBe(roleArn);
        account.Body.TryGetProperty("stackName", out _).ShouldBeFalse();
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200).Body.GetProperty("cleanup").GetProperty("cliCommand").GetString()!
            .ShouldContain($"aws iam delete-role --role-name {onboarding["roleName"]} && aws iam delete-policy");
    }

    [Fact]
    public async Task One_Onboarding_Is_Completed_By_Whichever_Way_The_Customer_Took_Under_The_Name_Given_Before()
    {
        var tenant = await sandbox.TenantAsync();
        var group = await tenant.GroupAsync();
        var body = new JsonObject { ["profile"] = "read-only", ["accountName"] = "本番" };
        var (byHand, byModule, byLink) = (await tenant.MintAsync(group, body), await tenant.MintAsync(group, body), await tenant.MintAsync(group, body));

        var ways = byHand.Body.GetProperty("ways");
        ways.EnumerateObject().Select(w => w.Name).ShouldBe(["console", "cli", "terraform", "manual"]);
        byHand["accountName"].ShouldBe("本番");
        foreach (var listed in (await tenant.GetAsync($"/v1/groups/{group}/onboardings")).Expect(200).Body.GetProperty("onboardings").EnumerateArray())
            (listed.GetProperty("accountName").GetString(), listed.TryGetProperty("ways", out _)).ShouldBe(("本番", false));

        var manual = ways.GetProperty("manual");
        var role = $"arn:aws:iam::{Tenant.NewAwsAccountId()}:role/{byHand["roleName"]}";
        (await sandbox.PutTrustPolicyAsync(role, manual.GetProperty("trustPolicy").GetRawText())).Expect(204);
        await sandbox.PutRolePolicyAsync(role, byHand["roleName"], manual.GetProperty("permissionsPolicies")[0].GetProperty("document").GetRawText());
        var account = (await tenant.PostAsync($"/v1/onboardings/{byHand["id"]}/registration", new JsonObject { ["roleArn"] = role })).Expect(201);
        (account["name"], account["way"]).ShouldBe(("本番", "manual"));

        var other = $"arn:aws:iam::{Tenant.NewAwsAccountId()}:role/{byModule["roleName"]}";
        manual = byModule.Body.GetProperty("ways").GetProperty("manual");
        (await sandbox.PutTrustPolicyAsync(other, manual.GetProperty("trustPolicy").GetRawText())).Expect(204);
        await sandbox.PutRolePolicyAsync(other, byModule["roleName"], manual.GetProperty("permissionsPolicies")[0].GetProperty("document").GetRawText());
        (await tenant.RegisterAsync(byModule, Tenant.ConnectionInfo(byModule, other, byHand["externalId"]))).Refusal.ShouldBe((422, "external-id-mismatch"));
        account = (await tenant.RegisterAsync(byModule, Tenant.ConnectionInfo(byModule, other), "Other name")).Expect(201);
        account["name"].ShouldBe("Other name");

        account = (await tenant.PostAsync($"/v1/onboardings/{byLink["id"]}/registration", new JsonObject { ["stackInfo"] = await tenant.StackInfoAsync(byLink, Tenant.NewAwsAccountId()) })).Expect(201);
        (account["name"], account["way"]).ShouldBe(("本番", "console"));
        (await tenant.PostAsync($"/v1/onboardings/{(await tenant.MintAsync(group))["id"]}/registration", new JsonObject { ["roleArn"] = role })).Refusal.ShouldBe((400, "request-malformed"));
    }

    [Fact]
    public async Task Accepts_A_Manual_Role_That_Trusts_The_Whole_Vendor_Account_As_The_Consoles_Form_Makes_It()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: new JsonObject { ["profile"] = "read-only", ["method"] = "manual" });
        var roleArn = await tenant.RoleByHandAsync(onboarding, TrustPolicies.Allow(onboarding["vendorAccountId"], "StringEquals", onboarding["externalId"]));

        (await tenant.RegisterByArnAsync(onboarding, roleArn)).Expect(201);
    }

    [Fact]
    [Trait("Threat", "T6")]
    public async Task Coming_Back_Finds_The_Same_Pending_Onboarding()
    {
        var tenant = await sandbox.TenantAsync();
        var group = await tenant.GroupAsync();
        var onboarding = await tenant.MintAsync(group);

        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200).Text.ShouldBe(onboarding.Text);
        var list = (await tenant.GetAsync($"/v1/groups/{group}/onboardings")).Expect(200).Body.GetProperty("onboardings");
        list.GetArrayLength().ShouldBe(1);
        var listed = JsonNode.Parse(onboarding.Text)!.AsObject();
        listed.Remove("ways");
        JsonNode.DeepEquals(JsonNode.Parse(list[0].GetRawText()), listed).ShouldBeTrue();
    }

    [Fact]
    [Trait("Threat", "T4")]
    public async Task One_Aws_Account_Can_Be_Connected_Several_Times_Each_With_Its_Own_Stack_And_Role()
    {
        var tenant = await sandbox.TenantAsync();
        var group = await tenant.GroupAsync();
        var awsAccountId = Tenant.NewAwsAccountId();

        var roles = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var onboarding = await tenant.MintAsync(group);
            roles.Add((await tenant.RegisterAsync(onboarding, await tenant.StackInfoAsync(onboarding, awsAccountId))).Expect(201)["roleArn"]);
        }

        roles.Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
        (await tenant.GetAsync($"/v1/groups/{group}")).Expect(200).Body.GetProperty("accountCount").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Renames_And_Moves_An_Account()
    {
        var tenant = await sandbox.TenantAsync();
        var from = await tenant.GroupAsync("From");
        var to = await tenant.GroupAsync("To");
        var account = await tenant.ConnectAsync(from);

        var moved = (await tenant.PatchAsync($"/v1/accounts/{account["id"]}", new JsonObject { ["name"] = "New name", ["groupId"] = to })).Expect(200);

        (moved["name"], moved["groupId"]).ShouldBe(("New name", to));
        (await tenant.DeleteAsync($"/v1/groups/{from}")).Expect(204);
        (await tenant.GetAsync($"/v1/groups/{from}")).Refusal.ShouldBe((404, "group-not-found"));
        (await tenant.DeleteAsync($"/v1/groups/{to}")).Refusal.ShouldBe((409, "group-not-empty"));
    }

    [Fact]
    public async Task Groups_Are_Created_Changed_Listed_Page_By_Page_And_Deleted()
    {
        var tenant = await sandbox.TenantAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add(await tenant.GroupAsync($"Group {i}"));
        (await tenant.PatchAsync($"/v1/groups/{ids[0]}", new JsonObject { ["name"] = "改名", ["color"] = "Teal" })).Expect(200)["color"].ShouldBe("teal");
        (await tenant.DeleteAsync($"/v1/groups/{ids[1]}")).Expect(204);
        (await tenant.DeleteAsync($"/v1/groups/{ids[1]}")).Refusal.ShouldBe((404, "group-not-found"));

        var seen = new List<string>();
        var cursor = "";
        while (true)
        {
            var page = (await tenant.GetAsync($"/v1/groups?limit=2{cursor}")).Expect(200).Body;
            seen.AddRange(page.GetProperty("groups").EnumerateArray().Select(g => g.GetProperty("id").GetString()!));
            if (!page.TryGetProperty("cursor", out var next))
                break;
            cursor = "&cursor=" + next.GetString();
        }

        seen.ShouldBe(ids.Except([ids[1]], StringComparer.Ordinal), ignoreOrder: true);
    }

    [Fact]
    public async Task A_Group_That_Was_Deleted_While_A_Link_Was_Out_Comes_Back_With_Its_Account()
    {
        var tenant = await sandbox.TenantAsync();
        var group = await tenant.GroupAsync("Kept");
        var onboarding = await tenant.MintAsync(group);
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        (await tenant.DeleteAsync($"/v1/groups/{group}")).Expect(204);

        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);

        (await tenant.GetAsync($"/v1/groups/{group}")).Expect(200)["name"].ShouldBe("Kept");
    }
}
