using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Onboarding.EndToEnd;

/// <summary>A link can be sent to a stranger, who opens it: the stranger's account isn't connected for the sender.</summary>
[Collection(StandingClock.Name)]
public sealed partial class ConsentTests(SandboxProcess sandbox)
{
    [Fact]
    [Trait("Threat", "T40")]
    public async Task A_Stranger_Who_Opens_The_Link_Is_Not_Connected_For_The_Sender()
    {
        var attacker = await sandbox.TenantAsync();
        var stranger = Tenant.NewAwsAccountId();
        var onboarding = await attacker.MintForAccountAsync(stranger);
        onboarding.Body.GetProperty("pasteRequired").GetBoolean().ShouldBeTrue();

        var before = await attacker.RegisterWithoutPasteAsync(onboarding);
        var stackInfo = await attacker.StackInfoAsync(onboarding, stranger);
        var after = await attacker.RegisterWithoutPasteAsync(onboarding);
        var byArn = await attacker.RegisterByArnAsync(onboarding, $"arn:aws:iam::{stranger}:role/{onboarding["roleName"]}");

        foreach (var reply in new[] { before, after, byArn })
            reply.Refusal.ShouldBe((409, "consent-required"));
        var seen = (await attacker.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200);
        seen["status"].ShouldBe("pending");
        seen.Body.GetProperty("lastRefusal").GetProperty("code").GetString().ShouldBe("consent-required");
        (await attacker.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(0);
        // The value that only the person in that console sees is in none of the attacker's answers.
        var secret = Tenant.Claim(stackInfo)["stackId"]!.GetValue<string>().Split('/')[^1];
        foreach (var reply in new[] { onboarding, before, after, byArn, seen })
            reply.Text.ShouldNotContain(secret);
        (await attacker.RegisterAsync(onboarding, stackInfo)).Expect(201);
    }

    [Theory]
    [Trait("Threat", "T40")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Stacks_Role_Is_Not_Accepted_As_A_Manual_One(bool showsItself)
    {
        var attacker = await sandbox.TenantAsync();
        var stranger = Tenant.NewAwsAccountId();
        var byHand = await attacker.MintAsync(body: new JsonObject { ["profile"] = "read-only", ["method"] = "manual" });
        var link = ParameterPattern().Replace((await attacker.MintAsync())["quickCreateUrl"], m => m.Groups["name"].Value switch
        {
            "ExternalId" => $"&param_ExternalId={byHand["externalId"]}",
            "RoleName" => $"&param_RoleName={byHand["roleName"]}",
            _ => m.Value,
        });
        var stack = (await sandbox.CreateStackAsync(link, stranger)).Expect(200);
        stack["status"].ShouldBe("CREATE_COMPLETE", stack.Text);
        var role = $"arn:aws:iam::{stranger}:role/{byHand["roleName"]}";
        if (!showsItself)
            await sandbox.DeleteRolePolicyAsync(role, "SelfInspection");

        var reply = await attacker.RegisterByArnAsync(byHand, role);

        reply.Refusal.ShouldBe((409, "consent-required"));
        reply.Text.ShouldNotContain(stack["stackId"].Split('/')[^1]);
    }

    [Fact]
    [Trait("Threat", "T40")]
    public async Task A_Strangers_Stack_Is_Not_Connected_By_A_Forged_Output_Of_A_Terraform_Module()
    {
        var attacker = await sandbox.TenantAsync();
        var stranger = Tenant.NewAwsAccountId();
        var onboarding = await attacker.MintAsync();
        var stackInfo = await attacker.StackInfoAsync(onboarding, stranger);
        var role = $"arn:aws:iam::{stranger}:role/{onboarding["roleName"]}";

        var forged = await attacker.RegisterAsync(onboarding, Tenant.ConnectionInfo(onboarding, role));

        forged.Refusal.ShouldBe((409, "consent-required"));
        forged.Text.ShouldNotContain(Tenant.Claim(stackInfo)["stackId"]!.GetValue<string>().Split('/')[^1]);
        (await attacker.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    [Trait("Threat", "T40")]
    public async Task An_Unreadable_Manual_Role_Is_Not_Registered()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: new JsonObject { ["profile"] = "read-only", ["method"] = "manual" });
        var role = await tenant.RoleByHandAsync(onboarding);
        await sandbox.PutRolePolicyAsync(role, onboarding["roleName"], """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:ListUsers","Resource":"*"}]}""");

        var refused = await tenant.RegisterByArnAsync(onboarding, role);
        await sandbox.PutRolePolicyAsync(role, onboarding["roleName"], onboarding.Body.GetProperty("permissionsPolicy").GetRawText());

        refused.Refusal.ShouldBe((409, "consent-required"));
        refused["hint"].ShouldContain("iam:GetRole");
        (await tenant.RegisterByArnAsync(onboarding, role)).Expect(201);
    }

    [Fact]
    [Trait("Threat", "T40")]
    public async Task Only_An_Active_Connection_Of_The_Same_Tenant_That_Grants_As_Much_Vouches_For_An_Account()
    {
        var (tenant, other) = (await sandbox.TenantAsync(), await sandbox.TenantAsync());
        var awsAccountId = Tenant.NewAwsAccountId();
        var first = await tenant.ConnectAsync(awsAccountId: awsAccountId);

        (await PasteRequiredAsync(tenant, awsAccountId)).ShouldBeFalse();
        (await PasteRequiredAsync(tenant, awsAccountId, "full")).ShouldBeTrue("it would grant more");
        (await PasteRequiredAsync(tenant, Tenant.NewAwsAccountId())).ShouldBeTrue("it is another account");
        (await PasteRequiredAsync(other, awsAccountId)).ShouldBeTrue("it is another tenant");

        var second = await tenant.MintForAccountAsync(awsAccountId);
        await tenant.StackInfoAsync(second, awsAccountId);
        (await tenant.RegisterWithoutPasteAsync(second)).Expect(201);
        (await tenant.DeleteAsync($"/v1/accounts/{first["id"]}")).Expect(200);
        (await PasteRequiredAsync(tenant, awsAccountId)).ShouldBeTrue("nobody agreed to the one that is left");
    }

    [Fact]
    [Trait("Threat", "T40")]
    public async Task The_Console_Shows_Who_Asked_For_The_Connection_And_The_Page_Shows_The_Same()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();

        onboarding["connectedFor"].ShouldMatch($"^{tenant.Name} / someone-at-{tenant.Name} / [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$");
        onboarding["quickCreateUrl"].ShouldContain("&param_ConnectedFor=" + Uri.EscapeDataString(onboarding["connectedFor"]));
    }

    [Theory]
    [Trait("Threat", "T41")]
    [InlineData("")]
    [InlineData("trusted-company / security@trusted.example / 2026-11-28")]
    public async Task A_Doctored_Requester_Never_Registers(string connectedFor)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId(), new JsonObject { ["ConnectedFor"] = connectedFor });

        var reply = await tenant.RegisterAsync(onboarding, stackInfo);

        reply.Refusal.ShouldBe((409, "consent-required"));
        reply["detail"].ShouldContain("ConnectedFor");
        (await tenant.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    [Trait("Threat", "T42")]
    public async Task A_Holder_Of_An_Account_Is_Notified_Of_Another_Connection_Without_The_Other_Tenants_Name()
    {
        var (holder, newcomer) = (await sandbox.TenantAsync(), await sandbox.TenantAsync());
        var awsAccountId = Tenant.NewAwsAccountId();
        var held = await holder.ConnectAsync(awsAccountId: awsAccountId);
        await holder.ConnectAsync(accountName: "Second", awsAccountId: awsAccountId);

        var connected = await newcomer.ConnectAsync(awsAccountId: awsAccountId);

        var told = (await sandbox.InboxAsync(holder.Name)).Where(e => e.GetProperty("detailType").GetString() == "Account Connected Elsewhere").ToList();
        var detail = told.ShouldHaveSingleItem().GetProperty("detail");
        (detail.GetProperty("accountId").GetString(), detail.GetProperty("awsAccountId").GetString()).ShouldBe((held["id"], awsAccountId));
        detail.GetProperty("message").GetProperty("subject").GetString().ShouldBe($"AWS account {awsAccountId} was also connected by someone else");
        told[0].GetRawText().ShouldNotContain(newcomer.Name);
        told[0].GetRawText().ShouldNotContain(connected["id"]);
        (await sandbox.InboxAsync(newcomer.Name)).Select(e => e.GetProperty("detailType").GetString()).ShouldBe(["Account Registered"]);
    }

    [Fact]
    [Trait("Threat", "T42")]
    public async Task A_Tenant_That_Detached_An_Account_Is_Not_Notified()
    {
        var (former, newcomer) = (await sandbox.TenantAsync(), await sandbox.TenantAsync());
        var awsAccountId = Tenant.NewAwsAccountId();
        var held = await former.ConnectAsync(awsAccountId: awsAccountId);
        (await former.DeleteAsync($"/v1/accounts/{held["id"]}")).Expect(200);

        await newcomer.ConnectAsync(awsAccountId: awsAccountId);

        (await sandbox.InboxAsync(former.Name)).Select(e => e.GetProperty("detailType").GetString()).ShouldBe(["Account Registered", "Account Detached"]);
    }

    private static async Task<bool> PasteRequiredAsync(Tenant tenant, string awsAccountId, string profile = "read-only")
    {
        var onboarding = await tenant.MintForAccountAsync(awsAccountId, profile);
        var required = onboarding.Body.GetProperty("pasteRequired").GetBoolean();
        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200).Body.GetProperty("pasteRequired").GetBoolean().ShouldBe(required);
        (await tenant.RegisterWithoutPasteAsync(onboarding)).Status.ShouldBe(required ? 409 : 202);
        return required;
    }

    [GeneratedRegex("&param_(?<name>[A-Za-z]+)=[^&]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ParameterPattern();
}
