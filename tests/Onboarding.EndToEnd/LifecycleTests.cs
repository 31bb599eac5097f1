using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>What happens after the day of connection.</summary>
[Collection(MovingClock.Name)]
public sealed class LifecycleTests(SandboxProcess sandbox)
{
    [Fact]
    [Trait("Threat", "T29")]
    public async Task Cleanup_Is_Reminded_Of_After_1_3_And_7_Days_And_Then_Weekly_In_The_Tenants_Language()
    {
        var tenant = new Tenant(sandbox, (await sandbox.TenantAsync("tenant-reminded")).Name, (await sandbox.TenantAsync("tenant-reminded")).Token) { Language = "ja" };
        var account = await tenant.ConnectAsync();
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200);

        var days = new List<int>();
        for (var day = 1; day <= 22; day++)
        {
            var before = await CountAsync(tenant, "Cleanup Reminder");
            (await sandbox.AdvanceClockAsync("P1D")).Expect(200);
            if (await CountAsync(tenant, "Cleanup Reminder") > before)
                days.Add(day);
        }

        days.ShouldBe([1, 3, 7, 14, 21]);
        var reminder = (await sandbox.InboxAsync(tenant.Name))[^1].GetProperty("detail");
        reminder.GetProperty("reminder").GetInt32().ShouldBe(5);
        reminder.GetProperty("language").GetString().ShouldBe("ja");
        reminder.GetProperty("message").GetProperty("subject").GetString().ShouldBe($"お知らせ (5 回目): AWS アカウント {account["awsAccountId"]} のクリーンアップ");
        reminder.GetProperty("messages").GetProperty("en").GetProperty("body").GetString()!.ShouldContain("its role can still be assumed");
        reminder.GetProperty("cleanup").GetProperty("stackState").GetString().ShouldBe("present");
        reminder.GetProperty("cleanup").GetProperty("cliCommand").GetString()!.ShouldStartWith("aws cloudformation delete-stack");
    }

    [Fact]
    [Trait("Threat", "T29")]
    public async Task A_Reminder_Names_The_Role_When_Only_Its_Stack_Is_Gone()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200);
        await sandbox.PutStackStatusAsync(account["stackId"], "DELETE_COMPLETE");

        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);

        var role = account["roleArn"].Split('/')[^1];
        var reminder = (await sandbox.InboxAsync(tenant.Name))[^1].GetProperty("detail");
        var cleanup = reminder.GetProperty("cleanup");
        cleanup.GetProperty("stackState").GetString().ShouldBe("deleted");
        cleanup.GetProperty("text").GetString().ShouldBe($"The CloudFormation stack {account["stackName"]} is deleted, but its IAM role {role} still exists in AWS account {account["awsAccountId"]}. Delete the role.");
        cleanup.GetProperty("consoleUrl").GetString()!.ShouldContain("/iam/home#/roles/details/");
        var command = cleanup.GetProperty("cliCommand").GetString()!;
        command.ShouldContain($"aws iam delete-role-policy --role-name {role} --policy-name 'SelfInspection' && ");
        command.ShouldEndWith($"aws iam delete-role --role-name {role}");
        command.ShouldNotContain("delete-stack");
        reminder.GetProperty("messages").GetProperty("en").GetProperty("body").GetString()!.ShouldContain("1. In the IAM console, open the role");
        reminder.GetProperty("messages").GetProperty("ja").GetProperty("body").GetString()!.ShouldContain("1. IAM コンソールでロール");
        var shown = (await tenant.GetAsync($"/v1/accounts/{account["id"]}")).Expect(200).Body.GetProperty("cleanup");
        (shown.GetProperty("stackState").GetString(), shown.GetProperty("cliCommand").GetString()).ShouldBe(("deleted", command));
    }

    [Fact]
    [Trait("Threat", "T29")]
    public async Task A_Reminder_Gives_The_Reason_When_The_Stack_Could_Not_Be_Deleted()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        var role = account["roleArn"].Split('/')[^1];
        var more = new JsonObject { ["attachedPolicies"] = new JsonArray("arn:aws:iam::aws:policy/AdministratorAccess") };
        (await sandbox.SendAsync(HttpMethod.Put, $"/sandbox/roles/{Uri.EscapeDataString(account["roleArn"])}", more)).Status.ShouldBeInRange(200, 204);
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200);
        await DeleteStackAsync(account["stackId"]);

        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);

        var cleanup = (await sandbox.InboxAsync(tenant.Name))[^1].GetProperty("detail").GetProperty("cleanup");
        cleanup.GetProperty("stackState").GetString().ShouldBe("delete-failed");
        cleanup.GetProperty("stackStatusReason").GetString()!.ShouldContain("must detach all policies first");
        cleanup.GetProperty("attachedPolicies")[0].GetString().ShouldBe("arn:aws:iam::aws:policy/AdministratorAccess");
        cleanup.GetProperty("text").GetString()!.ShouldContain("(AdministratorAccess), then delete the stack again.");
        cleanup.GetProperty("cliCommand").GetString().ShouldBe(
            $"aws iam detach-role-policy --role-name {role} --policy-arn 'arn:aws:iam::aws:policy/AdministratorAccess' && aws cloudformation delete-stack --region us-east-1 --stack-name {account["stackId"]}");
    }

    [Fact]
    [Trait("Threat", "T29")]
    public async Task A_Reminder_Goes_Out_When_Aws_Does_Not_Show_What_Is_Left()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200);
        foreach (var (service, operation) in new[] { ("cloudformation", "DescribeStacks"), ("iam", "ListRolePolicies") })
            await sandbox.FaultAsync(service, "access-denied", operation, count: null, caller: $"Onboarding-detach-{account["id"]}");

        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);
        await sandbox.ClearFaultsAsync();

        var reminder = (await sandbox.InboxAsync(tenant.Name))[^1];
        reminder.GetProperty("detailType").GetString().ShouldBe("Cleanup Reminder");
        var cleanup = reminder.GetProperty("detail").GetProperty("cleanup");
        cleanup.GetProperty("stackState").GetString().ShouldBe("unknown");
        cleanup.GetProperty("cliCommand").GetString()!.ShouldStartWith("aws cloudformation delete-stack");
        cleanup.GetProperty("roleCliCommand").GetString()!.ShouldContain("aws iam list-role-policies");
        cleanup.TryGetProperty("inlinePolicies", out _).ShouldBeFalse();
        var body = reminder.GetProperty("detail").GetProperty("messages").GetProperty("en").GetProperty("body").GetString()!;
        body.ShouldContain("If the stack is gone:");
        body.ShouldContain("aws iam delete-role");
    }

    [Fact]
    [Trait("Threat", "T29")]
    public async Task A_Deleted_Stack_Is_Unreachable_Then_Closed_And_Never_Reminded_Of_Again()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200);
        (await sandbox.SendAsync(HttpMethod.Delete, $"/sandbox/stacks/{Uri.EscapeDataString(account["stackId"])}")).Status.ShouldBeInRange(200, 204);

        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);
        (await DecisionsAsync(tenant, account))[^1].ShouldBe("unreachable");
        (await StatusAsync(tenant, account)).ShouldBe("detached");
        (await sandbox.AdvanceClockAsync("PT12H")).Expect(200);
        (await StatusAsync(tenant, account)).ShouldBe("detached");
        (await sandbox.AdvanceClockAsync("PT12H")).Expect(200);
        (await StatusAsync(tenant, account)).ShouldBe("closed");
        (await sandbox.AdvanceClockAsync("P30D")).Expect(200);

        (await DecisionsAsync(tenant, account)).ShouldBe(["minted", "registered", "detached", "unreachable", "unreachable", "closed"]);
        (await TypesAsync(tenant)).ShouldBe(["Account Registered", "Account Detached", "Cleanup Confirmed", "Account Closed"]);
        (await sandbox.InboxAsync(tenant.Name))[^2].GetProperty("detail").GetProperty("message").GetProperty("body").GetString()!.ShouldNotContain("delete");
        // It can be viewed permanently, and doesn't prevent deleting its group.
        (await tenant.PatchAsync($"/v1/accounts/{account["id"]}", new JsonObject { ["name"] = "Renamed" })).Refusal.ShouldBe((409, "account-detached"));
        (await tenant.GetAsync($"/v1/groups/{account["groupId"]}")).Expect(200).Body.GetProperty("accountCount").GetInt32().ShouldBe(0);
        (await tenant.DeleteAsync($"/v1/groups/{account["groupId"]}")).Expect(204);
        (await StatusAsync(tenant, account)).ShouldBe("closed");
    }

    [Fact]
    [Trait("Threat", "T28")]
    public async Task A_Loosened_Trust_Policy_Degrades_The_Account_At_The_Next_Check_And_Fixing_It_Recovers()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var account = (await tenant.RegisterAsync(onboarding, await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId()))).Expect(201);

        (await sandbox.PutTrustPolicyAsync(account["roleArn"], TrustPolicies.Allow("999988887777", null, ""))).Status.ShouldBeInRange(200, 204);
        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);
        var degraded = (await tenant.GetAsync($"/v1/accounts/{account["id"]}")).Expect(200);
        degraded["status"].ShouldBe("degraded");
        degraded.Body.GetProperty("lastCheck").GetProperty("code").GetString().ShouldBe("external-id-not-enforced");

        (await sandbox.PutTrustPolicyAsync(account["roleArn"], TrustPolicies.Allow("999988887777", "StringEquals", onboarding["externalId"]))).Status.ShouldBeInRange(200, 204);
        (await sandbox.AdvanceClockAsync("PT36H")).Expect(200);
        (await StatusAsync(tenant, account)).ShouldBe("active");

        (await TypesAsync(tenant)).ShouldBe(["Account Registered", "Account Degraded", "Account Recovered"]);
        var told = (await sandbox.InboxAsync(tenant.Name))[1].GetProperty("detail");
        told.GetProperty("code").GetString().ShouldBe("external-id-not-enforced");
        told.GetProperty("message").GetProperty("body").GetString()!.ShouldContain("Statement 1 of the role's trust policy has no condition on sts:ExternalId.");
        told.GetProperty("message").GetProperty("subject").GetString().ShouldBe($"The connection to AWS account {account["awsAccountId"]} is broken");
    }

    [Fact]
    [Trait("Threat", "T28")]
    public async Task A_Check_Can_Be_Asked_For_And_Its_Evidence_Is_Kept()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();

        var check = (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Expect(201);

        check["outcome"].ShouldBe("passed");
        var checks = (await tenant.GetAsync($"/v1/accounts/{account["id"]}/checks")).Expect(200).Body.GetProperty("checks");
        checks.GetArrayLength().ShouldBe(2);
        checks[0].GetProperty("at").GetString().ShouldBe(check["at"]);
        var first = (await tenant.GetAsync($"/v1/accounts/{account["id"]}/checks?limit=1")).Expect(200);
        (await tenant.GetAsync($"/v1/accounts/{account["id"]}/checks?limit=1&cursor={first["cursor"]}")).Expect(200)
            .Body.GetProperty("checks")[0].GetProperty("at").GetString().ShouldBe(checks[1].GetProperty("at").GetString());
        var stranger = await sandbox.TenantAsync();
        (await stranger.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Refusal.ShouldBe((404, "account-not-found"));
        (await stranger.GetAsync($"/v1/accounts/{account["id"]}/checks")).Refusal.ShouldBe((404, "account-not-found"));
        (await stranger.GetAsync($"/v1/accounts/{account["id"]}/audit")).Refusal.ShouldBe((404, "account-not-found"));
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200);
        (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Refusal.ShouldBe((409, "account-detached"));
    }

    [Fact]
    public async Task What_Was_Submitted_Is_Finished_By_The_Service_Itself()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        // As long as IAM does not show the role: nothing is lost when the customer closes the page now.
        var roleArn = Tenant.Claim(stackInfo)["roleArn"]!.GetValue<string>();
        (await sandbox.PutTrustPolicyAsync(roleArn, TrustPolicies.Allow("123456789012", "StringEquals", onboarding["externalId"]))).Status.ShouldBeInRange(200, 204);
        (await tenant.RegisterAsync(onboarding, stackInfo, "Kept name")).Expect(202);
        var waiting = (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200);
        (waiting["status"], waiting["accountName"]).ShouldBe(("verifying", "Kept name"));

        (await sandbox.AdvanceClockAsync("PT5M")).Expect(200);
        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200)["status"].ShouldBe("verifying");
        (await sandbox.PutTrustPolicyAsync(roleArn, TrustPolicies.Allow("999988887777", "StringEquals", onboarding["externalId"]))).Status.ShouldBeInRange(200, 204);
        (await sandbox.AdvanceClockAsync("PT5M")).Expect(200);

        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200)["status"].ShouldBe("completed");
        (await tenant.GetAsync($"/v1/accounts/{onboarding["id"]}")).Expect(200)["name"].ShouldBe("Kept name");
        (await TypesAsync(tenant)).ShouldBe(["Account Registered"]);
    }

    [Theory]
    [InlineData("cloudformation", "DescribeStacks")]
    [InlineData("iam", "GetRole")]
    public async Task Policies_That_Come_After_Their_Role_Are_Waited_For_And_What_Is_Missing_Is_Shown_Meanwhile(string service, string operation)
    {
        var tenant = await sandbox.TenantAsync();
        var account = Tenant.NewAwsAccountId();
        await tenant.ConnectAsync(awsAccountId: account);
        var onboarding = await tenant.MintForAccountAsync(account);
        (await tenant.RegisterWithoutPasteAsync(onboarding)).Expect(202);
        await tenant.StackInfoAsync(onboarding, account);
        await sandbox.FaultAsync(service, "access-denied", operation, count: null, caller: $"Onboarding-verify-{onboarding["id"]}");

        (await sandbox.AdvanceClockAsync("PT5M")).Expect(200);
        var waiting = (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200);
        await sandbox.ClearFaultsAsync();
        (await sandbox.AdvanceClockAsync("PT5M")).Expect(200);

        waiting["status"].ShouldBe("verifying");
        waiting.Body.GetProperty("lastRefusal").GetProperty("code").GetString().ShouldBe("permission-missing");
        var completed = (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200);
        completed["status"].ShouldBe("completed");
        completed.Body.TryGetProperty("lastRefusal", out _).ShouldBeFalse();
    }

    [Theory]
    [Trait("Threat", "T28")]
    [InlineData("UPDATE_IN_PROGRESS")]
    [InlineData("UPDATE_ROLLBACK_IN_PROGRESS")]
    public async Task A_Check_While_The_Stack_Is_Updated_Concludes_Nothing(string status)
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        await sandbox.PutStackStatusAsync(account["stackId"], status);

        (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Refusal.ShouldBe((409, "stack-not-complete"));
        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);
        (await StatusAsync(tenant, account)).ShouldBe("active");
        (await DecisionsAsync(tenant, account)).ShouldBe(["minted", "registered"]);

        await sandbox.PutStackStatusAsync(account["stackId"], "UPDATE_COMPLETE");
        (await sandbox.AdvanceClockAsync("PT1H")).Expect(200);
        (await DecisionsAsync(tenant, account)).ShouldBe(["minted", "registered", "checked"]);
    }

    [Fact]
    [Trait("Threat", "T28")]
    public async Task An_Account_Without_A_Conclusive_Check_For_Three_Days_Is_Degraded()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        await sandbox.FaultAsync("cloudformation", "server-error", "DescribeStacks", count: null);

        (await sandbox.AdvanceClockAsync("P2D")).Expect(200);
        (await StatusAsync(tenant, account)).ShouldBe("active");
        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);
        await sandbox.ClearFaultsAsync();

        var degraded = (await tenant.GetAsync($"/v1/accounts/{account["id"]}")).Expect(200);
        degraded["status"].ShouldBe("degraded");
        degraded.Body.GetProperty("lastCheck").GetProperty("code").GetString().ShouldBe("aws-unavailable");
        (await sandbox.AdvanceClockAsync("PT36H")).Expect(200);
        (await StatusAsync(tenant, account)).ShouldBe("active");
        (await TypesAsync(tenant)).ShouldBe(["Account Registered", "Account Degraded", "Account Recovered"]);
    }

    [Fact]
    public async Task A_Submission_To_A_Stack_That_Is_Still_Being_Created_Is_Finished_By_The_Service_Itself()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        var stackId = Tenant.Claim(stackInfo)["stackId"]!.GetValue<string>();
        await sandbox.PutStackStatusAsync(stackId, "CREATE_IN_PROGRESS");

        (await tenant.RegisterAsync(onboarding, stackInfo, "Kept name")).Refusal.ShouldBe((409, "stack-not-complete"));
        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200)["status"].ShouldBe("verifying");
        await sandbox.PutStackStatusAsync(stackId, "CREATE_COMPLETE");
        (await sandbox.AdvanceClockAsync("PT5M")).Expect(200);

        (await tenant.GetAsync($"/v1/accounts/{onboarding["id"]}")).Expect(200)["name"].ShouldBe("Kept name");
    }

    [Fact]
    public async Task A_Late_Submission_Is_Tried_In_Every_Sweep_As_An_Early_One_Is()
    {
        var tenant = await sandbox.TenantAsync();
        var account = Tenant.NewAwsAccountId();
        await tenant.ConnectAsync(awsAccountId: account);
        var onboarding = await tenant.MintForAccountAsync(account);
        (await sandbox.AdvanceClockAsync("PT5H")).Expect(200);
        (await tenant.RegisterWithoutPasteAsync(onboarding)).Expect(202);

        (await sandbox.AdvanceClockAsync("PT5M")).Expect(200);
        await tenant.StackInfoAsync(onboarding, account);
        (await sandbox.AdvanceClockAsync("PT5M")).Expect(200);

        (await StatusAsync(tenant, onboarding)).ShouldBe("active");
    }

    [Fact]
    public async Task The_Message_Names_A_Manual_Role_When_The_Onboarding_Expires()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: new JsonObject { ["profile"] = "read-only", ["method"] = "manual" });

        (await sandbox.AdvanceClockAsync("P3D")).Expect(200);

        var body = (await sandbox.InboxAsync(tenant.Name))[^1].GetProperty("detail").GetProperty("messages").GetProperty("en").GetProperty("body").GetString()!;
        body.ShouldContain($"If you created the role {onboarding["roleName"]}, delete it and the policy that you created for it");
        body.ShouldNotContain("stack");
    }

    [Fact]
    public async Task What_Was_Submitted_And_Proves_Wrong_Is_Refused_And_The_Right_Value_Can_Still_Be_Pasted()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        var roleArn = Tenant.Claim(stackInfo)["roleArn"]!.GetValue<string>();
        (await sandbox.PutTrustPolicyAsync(roleArn, TrustPolicies.Allow("123456789012", "StringEquals", onboarding["externalId"]))).Status.ShouldBeInRange(200, 204);
        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(202);
        (await sandbox.PutTrustPolicyAsync(roleArn, TrustPolicies.Allow("999988887777", null, ""))).Status.ShouldBeInRange(200, 204);

        (await sandbox.AdvanceClockAsync("PT5M")).Expect(200);

        var refused = (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200);
        refused["status"].ShouldBe("pending");
        refused.Body.GetProperty("lastRefusal").GetProperty("code").GetString().ShouldBe("external-id-not-enforced");
        (await sandbox.PutTrustPolicyAsync(roleArn, TrustPolicies.Allow("999988887777", "StringEquals", onboarding["externalId"]))).Status.ShouldBeInRange(200, 204);
        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);
    }

    [Fact]
    public async Task An_Unfinished_Onboarding_Expires_Once_And_Sends_An_Event()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();

        (await sandbox.AdvanceClockAsync("P3D")).Expect(200);
        (await sandbox.AdvanceClockAsync("P3D")).Expect(200);

        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200)["status"].ShouldBe("expired");
        (await TypesAsync(tenant)).ShouldBe(["Onboarding Expired"]);
    }

    [Fact]
    [Trait("Threat", "T29")]
    public async Task A_Link_That_Was_Canceled_After_Its_Role_Was_Created_Is_Reminded_Of_Until_The_Role_Is_Gone()
    {
        var tenant = await sandbox.TenantAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        var onboarding = await tenant.MintForAccountAsync(awsAccountId);
        var stackId = Tenant.Claim(await tenant.StackInfoAsync(onboarding, awsAccountId))["stackId"]!.GetValue<string>();
        (await tenant.DeleteAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(204);

        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);
        var reminder = (await sandbox.InboxAsync(tenant.Name)).Single();
        (await sandbox.AdvanceClockAsync("P2D")).Expect(200);
        (await DeleteStackAsync(stackId)).Status.ShouldBeInRange(200, 204);
        for (var halfDay = 0; halfDay < 12; halfDay++)
            (await sandbox.AdvanceClockAsync("PT12H")).Expect(200);
        (await sandbox.AdvanceClockAsync("P30D")).Expect(200);

        reminder.GetProperty("detailType").GetString().ShouldBe("Cleanup Reminder");
        var detail = reminder.GetProperty("detail");
        detail.GetProperty("accountId").GetString().ShouldBe(onboarding["id"]);
        (detail.GetProperty("status").GetString(), detail.GetProperty("awsAccountId").GetString(), detail.GetProperty("reminder").GetInt32()).ShouldBe(("cancelled", awsAccountId, 1));
        detail.GetProperty("message").GetProperty("body").GetString()!.ShouldStartWith($"The link to connect AWS account {awsAccountId} was canceled on ");
        var cleanup = detail.GetProperty("cleanup");
        (cleanup.GetProperty("stackState").GetString(), cleanup.GetProperty("stackName").GetString()).ShouldBe(("unknown", onboarding["stackName"]));
        cleanup.GetProperty("cliCommand").GetString().ShouldBe($"aws cloudformation delete-stack --region us-east-1 --stack-name {onboarding["stackName"]}");
        reminder.ToString().ShouldNotContain(stackId);
        (await TypesAsync(tenant)).ShouldBe(["Cleanup Reminder", "Cleanup Reminder", "Cleanup Confirmed"]);
        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200)["status"].ShouldBe("cancelled");
    }

    [Fact]
    [Trait("Threat", "T29")]
    public async Task An_Expired_Link_Whose_Stack_Was_Pasted_And_Refused_Is_Reminded_Of_With_What_Is_Left()
    {
        var tenant = await sandbox.TenantAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, awsAccountId);
        var role = Tenant.Claim(stackInfo)["roleArn"]!.GetValue<string>();
        (await sandbox.PutTrustPolicyAsync(role, TrustPolicies.Allow("999988887777", null, ""))).Status.ShouldBeInRange(200, 204);
        (await tenant.RegisterAsync(onboarding, stackInfo)).Refusal.ShouldBe((422, "external-id-not-enforced"));
        await sandbox.PutStackStatusAsync(Tenant.Claim(stackInfo)["stackId"]!.GetValue<string>(), "DELETE_COMPLETE");

        (await sandbox.AdvanceClockAsync("P3D")).Expect(200);
        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);

        (await TypesAsync(tenant)).ShouldBe(["Onboarding Expired", "Cleanup Reminder"]);
        var reminder = (await sandbox.InboxAsync(tenant.Name))[^1].GetProperty("detail");
        reminder.GetProperty("message").GetProperty("body").GetString()!.ShouldContain(" expired on ");
        var cleanup = reminder.GetProperty("cleanup");
        cleanup.GetProperty("stackState").GetString().ShouldBe("deleted");
        cleanup.GetProperty("cliCommand").GetString()!.ShouldEndWith($"aws iam delete-role --role-name {onboarding["roleName"]}");
    }

    [Fact]
    [Trait("Threat", "T47")]
    public async Task An_Unused_Links_Role_Is_Checked_For_A_Day_Without_A_Message()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintForAccountAsync(Tenant.NewAwsAccountId());
        (await tenant.DeleteAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(204);

        for (var halfDay = 0; halfDay < 5; halfDay++)
            (await sandbox.AdvanceClockAsync("PT12H")).Expect(200);
        await sandbox.TakeCallsAsync();
        (await sandbox.AdvanceClockAsync("P30D")).Expect(200);

        (await sandbox.TakeCallsAsync()).ShouldNotContain(c => c.ToString().Contains(onboarding["roleName"], StringComparison.Ordinal));
        (await TypesAsync(tenant)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Threat", "T47")]
    public async Task Operators_Are_Mailed_About_Expired_Links_Once_A_Day()
    {
        var tenant = await sandbox.TenantAsync();
        for (var i = 0; i < 3; i++)
            await tenant.MintAsync();
        (await sandbox.AdvanceClockAsync("P3D")).Expect(200);
        (await TypesAsync(tenant)).ShouldBe(["Onboarding Expired", "Onboarding Expired", "Onboarding Expired"]);
        (await MailsAsync()).ShouldBeEmpty();

        (await sandbox.AdvanceClockAsync("P1DT2H")).Expect(200);
        (await sandbox.AdvanceClockAsync("PT5M")).Expect(200);

        var mail = (await MailsAsync()).ShouldHaveSingleItem();
        mail.GetProperty("attributes").GetProperty("detailType").GetString().ShouldBe("Onboardings Expired");
        (await TypesAsync(tenant)).Count.ShouldBe(3);

        async Task<IReadOnlyList<JsonElement>> MailsAsync() =>
            [.. (await sandbox.MailsAsync()).Where(m => m.GetProperty("message").GetString()!.Contains(tenant.Name, StringComparison.Ordinal))];
    }

    [Fact]
    [Trait("Threat", "T30")]
    [Trait("Threat", "T31")]
    public async Task An_Old_Connections_End_Does_Not_Touch_A_Newer_One()
    {
        var tenant = await sandbox.TenantAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        var first = await tenant.MintAsync();
        var old = (await tenant.RegisterAsync(first, await tenant.StackInfoAsync(first, awsAccountId))).Expect(201);
        (await tenant.DeleteAsync($"/v1/accounts/{old["id"]}")).Expect(200);
        var second = await tenant.MintAsync();
        string.Equals(second["externalId"], first["externalId"], StringComparison.Ordinal).ShouldBeFalse();
        var newer = (await tenant.RegisterAsync(second, await tenant.StackInfoAsync(second, awsAccountId))).Expect(201);

        (await sandbox.SendAsync(HttpMethod.Delete, $"/sandbox/stacks/{Uri.EscapeDataString(old["stackId"])}")).Status.ShouldBeInRange(200, 204);
        for (var halfDay = 0; halfDay < 8; halfDay++)
            (await sandbox.AdvanceClockAsync("PT12H")).Expect(200);

        (await StatusAsync(tenant, old)).ShouldBe("closed");
        (await StatusAsync(tenant, newer)).ShouldBe("active");
        (await tenant.PostAsync($"/v1/accounts/{newer["id"]}/checks", new JsonObject())).Expect(201)["outcome"].ShouldBe("passed");
    }

    [Fact]
    [Trait("Threat", "T31")]
    public async Task A_Stack_Created_Again_From_The_Same_Link_Is_Accepted_When_Its_StackInfo_Is_Pasted()
    {
        var tenant = await sandbox.TenantAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        var onboarding = await tenant.MintAsync();
        var old = await tenant.StackInfoAsync(onboarding, awsAccountId);
        var account = (await tenant.RegisterAsync(onboarding, old)).Expect(201);
        (await DeleteStackAsync(account["stackId"])).Status.ShouldBeInRange(200, 204);
        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);
        (await StatusAsync(tenant, account)).ShouldBe("degraded");
        var renewed = await tenant.StackInfoAsync(onboarding, awsAccountId);
        (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Expect(201)["code"].ShouldBe("stack-not-found");
        (await tenant.GetAsync($"/v1/accounts/{account["id"]}")).Expect(200)["stackId"].ShouldBe(account["stackId"]);

        // Two people paste at the same time; then someone pastes the old stack's value again.
        var pastes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => tenant.RegisterAsync(onboarding, renewed)));

        var stackId = Tenant.Claim(renewed)["stackId"]!.GetValue<string>();
        pastes.ShouldAllBe(p => p.Status == 200 && p["stackId"] == stackId && p["status"] == "active");
        (await DecisionsAsync(tenant, account)).ShouldBe(["minted", "registered", "degraded", "checked", "stack-replaced"]);
        (await TypesAsync(tenant)).ShouldBe(["Account Registered", "Account Degraded", "Account Recovered"]);
        (await tenant.RegisterAsync(onboarding, old)).Refusal.ShouldBe((422, "stack-not-found"));
        (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Expect(201)["outcome"].ShouldBe("passed");
        (await tenant.GetAsync($"/v1/accounts/{account["id"]}")).Expect(200)["stackId"].ShouldBe(stackId);
    }

    [Fact]
    [Trait("Threat", "T31")]
    public async Task A_New_Stack_That_Fails_Verification_Leaves_The_Account_Unchanged()
    {
        var tenant = await sandbox.TenantAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        var onboarding = await tenant.MintAsync();
        var account = (await tenant.RegisterAsync(onboarding, await tenant.StackInfoAsync(onboarding, awsAccountId))).Expect(201);
        (await DeleteStackAsync(account["stackId"])).Status.ShouldBeInRange(200, 204);
        var renewed = await tenant.StackInfoAsync(onboarding, awsAccountId);

        (await sandbox.PutTrustPolicyAsync(account["roleArn"], TrustPolicies.Allow("999988887777", null, ""))).Status.ShouldBeInRange(200, 204);
        (await tenant.RegisterAsync(onboarding, renewed)).Refusal.ShouldBe((422, "external-id-not-enforced"));
        await sandbox.PutStackStatusAsync(Tenant.Claim(renewed)["stackId"]!.GetValue<string>(), "DELETE_COMPLETE");
        (await sandbox.PutTrustPolicyAsync(account["roleArn"], TrustPolicies.Allow("999988887777", "StringEquals", onboarding["externalId"]))).Status.ShouldBeInRange(200, 204);
        (await tenant.RegisterAsync(onboarding, renewed)).Refusal.ShouldBe((422, "stack-not-found"));

        (await tenant.GetAsync($"/v1/accounts/{account["id"]}")).Expect(200)["stackId"].ShouldBe(account["stackId"]);
        (await DecisionsAsync(tenant, account)).ShouldNotContain("stack-replaced", StringComparer.Ordinal);
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200);
        (await tenant.RegisterAsync(onboarding, renewed)).Refusal.ShouldBe((409, "onboarding-completed"));
    }

    [Fact]
    [Trait("Threat", "T15")]
    public async Task What_Aws_Does_Not_Decide_Changes_Nothing_And_Is_Asked_Again()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200);
        await sandbox.FaultAsync("sts", "throttling", "AssumeRole", count: 1000);

        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);
        await sandbox.ClearFaultsAsync();
        (await CountAsync(tenant, "Cleanup Reminder")).ShouldBe(0);
        (await StatusAsync(tenant, account)).ShouldBe("detached");
        (await sandbox.AdvanceClockAsync("PT15M")).Expect(200);

        (await CountAsync(tenant, "Cleanup Reminder")).ShouldBe(1);
    }

    private Task<Reply> DeleteStackAsync(string stackId) => sandbox.SendAsync(HttpMethod.Delete, $"/sandbox/stacks/{Uri.EscapeDataString(stackId)}");

    private async Task<int> CountAsync(Tenant tenant, string type) => (await TypesAsync(tenant)).Count(t => string.Equals(t, type, StringComparison.Ordinal));

    private async Task<IReadOnlyList<string>> TypesAsync(Tenant tenant) =>
        [.. (await sandbox.InboxAsync(tenant.Name)).Select(e => e.GetProperty("detailType").GetString()!)];

    private static async Task<string> StatusAsync(Tenant tenant, Reply account) => (await tenant.GetAsync($"/v1/accounts/{account["id"]}")).Expect(200)["status"];

    private static async Task<IReadOnlyList<string>> DecisionsAsync(Tenant tenant, Reply account) =>
        [.. (await tenant.GetAsync($"/v1/accounts/{account["id"]}/audit")).Expect(200).Body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("decision").GetString()!)];
}
