using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>A role that was changed is read back, and the answer names exactly what was changed.</summary>
[Collection(StandingClock.Name)]
public sealed class ReadBackTests(SandboxProcess sandbox)
{
    private const string Statement = "1 (OnlyThisVendorRoleWithThisExternalId)";
    private const string Stranger = "arn:aws:iam::444455556666:root";
    private const string OtherExternalId = "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz";

    [Theory]
    [InlineData("read-only")]
    [InlineData("full")]
    public async Task The_Role_Of_A_Fresh_Stack_Has_No_Finding(string profile)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: new JsonObject { ["profile"] = profile });

        var account = (await tenant.RegisterAsync(onboarding, await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId()))).Expect(201);

        Findings(account.Body.GetProperty("lastCheck")).ShouldBeEmpty();
        account.Body.TryGetProperty("templateUpdate", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task The_Role_Of_A_Renamed_Stack_That_Was_Found_By_Its_Account_Has_No_Finding()
    {
        var tenant = await sandbox.TenantAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        await tenant.ConnectAsync(awsAccountId: awsAccountId);
        var onboarding = await tenant.MintForAccountAsync(awsAccountId);
        await tenant.StackInfoAsync(onboarding, awsAccountId, stackName: "our-own-name");

        var account = (await tenant.PostAsync($"/v1/onboardings/{onboarding["id"]}/registration", new JsonObject { ["accountName"] = "x" })).Expect(201);

        Findings(account.Body.GetProperty("lastCheck")).ShouldBeEmpty();
    }

    public static TheoryData<string, string> TrustTamperings() => new()
    {
        { "principal", $"Statement {Statement} of the role's trust policy also trusts {Stranger}." },
        { "external-id", $"Statement {Statement} of the role's trust policy accepts another external ID: {OtherExternalId}." },
        { "string-like", $"Statement {Statement} of the role's trust policy checks sts:ExternalId with StringLike <ExternalId>. Only StringEquals with this connection's external ID is safe." },
        { "statement", $"Statement 2 of the role's trust policy also trusts {Stranger}." },
    };

    [Theory]
    [Trait("Threat", "T25")]
    [MemberData(nameof(TrustTamperings))]
    public async Task A_Changed_Trust_Policy_Is_Not_Registered_And_What_Changed_Is_Named(string tampering, string sentence)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        await TamperAsync(RoleOf(stackInfo), onboarding["externalId"], tampering);

        var reply = await tenant.RegisterAsync(onboarding, stackInfo);

        reply.Refusal.ShouldBe((422, "external-id-not-enforced"));
        reply["detail"].ShouldBe(sentence + " Nothing was registered.");
        (await tenant.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(0);
        await TamperAsync(RoleOf(stackInfo), onboarding["externalId"], "none");
        Findings((await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201).Body.GetProperty("lastCheck")).ShouldBeEmpty();
    }

    [Theory]
    [Trait("Threat", "T28")]
    [MemberData(nameof(TrustTamperings))]
    public async Task A_Trust_Policy_That_Is_Changed_Later_Fails_The_Next_Check_Which_Names_It(string tampering, string sentence)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        var account = (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);
        await TamperAsync(RoleOf(stackInfo), onboarding["externalId"], tampering);

        var check = (await CheckAsync(tenant, account)).Body;

        (check.GetProperty("outcome").GetString(), check.GetProperty("code").GetString()).ShouldBe(("failed", "external-id-not-enforced"));
        Findings(check).ShouldBe(["trust " + sentence]);
        (await tenant.GetAsync($"/v1/accounts/{account["id"]}")).Expect(200)["status"].ShouldBe("degraded");
        await TamperAsync(RoleOf(stackInfo), onboarding["externalId"], "none");
        (await CheckAsync(tenant, account))["outcome"].ShouldBe("passed");
    }

    [Fact]
    public async Task A_Removed_And_An_Added_Action_Are_Reported_And_Do_Not_Block_Registration()
    {
        var (tenant, onboarding, stackInfo) = await StackAsync();
        var actions = (await ActionsAsync(tenant)).Where(a => a != "iam:ListUsers").Append("iam:PassRole");
        await PutPolicyAsync(RoleOf(stackInfo), "Permissions", Policy(actions, "*"));

        var account = (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);

        Findings(account.Body.GetProperty("lastCheck")).ShouldBe(
        [
            "permission The role can do more than the template allows: iam:PassRole (policy Permissions, statement 1).",
            "permission The role lacks permissions from the statement ReadIam, so we can't: iam:ListUsers (List IAM users).",
        ]);
        account["status"].ShouldBe("active");
        var japanese = await new Tenant(sandbox, tenant.Name, tenant.Token) { Language = "ja" }.GetAsync($"/v1/accounts/{account["id"]}");
        Findings(japanese.Body.GetProperty("lastCheck")).ShouldContain(f => string.Equals(f, "permission ステートメント ReadIam の権限がロールに不足しているため、次の機能を利用できません: iam:ListUsers (IAM ユーザーを一覧表示する)。", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changed_Resources_And_Conditions_And_A_Further_Policy_Are_Named()
    {
        var (tenant, onboarding, stackInfo) = await StackAsync();
        await PutPolicyAsync(RoleOf(stackInfo), "Permissions", Policy(await ActionsAsync(tenant), "arn:aws:iam::*:user/a/*"));
        await PutPolicyAsync(RoleOf(stackInfo), "Extra", Policy(["s3:GetObject"], "*"));

        var account = (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);

        var findings = Findings(account.Body.GetProperty("lastCheck"));
        findings.ShouldContain("permission The role has the inline policy Extra, which the template doesn't have.", StringComparer.Ordinal);
        findings.ShouldContain("permission The role can do more than the template allows: s3:GetObject (policy Extra, statement 1).", StringComparer.Ordinal);
        // Some of the actions are granted for the role itself, too, by SelfInspection.
        findings.ShouldContain($"permission The statement ReadIam of the role covers arn:aws:iam::*:user/a/*, {RoleOf(stackInfo)}; the template says *.", StringComparer.Ordinal);
        findings.ShouldContain("permission The statement TagUsers of the role covers arn:aws:iam::*:user/a/*; the template says *.", StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_Removed_Boundary_Another_Session_Length_And_An_Attached_Policy_Are_Named()
    {
        var tenant = await sandbox.TenantAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        var boundary = $"arn:aws:iam::{awsAccountId}:policy/Boundary";
        foreach (var arn in new[] { boundary, $"arn:aws:iam::{awsAccountId}:policy/Other" })
            (await sandbox.SendAsync(HttpMethod.Put, $"/sandbox/policies/{Uri.EscapeDataString(arn)}", JsonNode.Parse(Policy(["*"], "*")))).Expect(204);
        var onboarding = await tenant.MintAsync(body: new JsonObject { ["profile"] = "read-only", ["permissionsBoundaryArn"] = boundary });
        var stackInfo = await tenant.StackInfoAsync(onboarding, awsAccountId);
        var account = (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);
        Findings(account.Body.GetProperty("lastCheck")).ShouldBeEmpty();

        await ChangeRoleAsync(RoleOf(stackInfo), new JsonObject { ["maxSessionDuration"] = 43_200, ["attachedPolicies"] = new JsonArray("arn:aws:iam::aws:policy/AdministratorAccess") });
        Findings((await CheckAsync(tenant, account)).Body).ShouldBe(
        [
            $"permission The role's permissions boundary {boundary} was removed.",
            "permission The role's maximum session duration is 43200 seconds; the template sets 3600.",
            "permission The managed policy arn:aws:iam::aws:policy/AdministratorAccess is attached to the role; the template doesn't attach it.",
        ]);

        await ChangeRoleAsync(RoleOf(stackInfo), new JsonObject { ["permissionsBoundaryArn"] = $"arn:aws:iam::{awsAccountId}:policy/Other" });
        Findings((await CheckAsync(tenant, account)).Body).ShouldBe([$"permission The role's permissions boundary is arn:aws:iam::{awsAccountId}:policy/Other instead of {boundary}."]);
    }

    [Fact]
    public async Task A_Role_That_Shows_Only_Its_Trust_Policy_Registers_With_A_Finding()
    {
        var (tenant, onboarding, stackInfo) = await StackAsync();
        await PutPolicyAsync(RoleOf(stackInfo), "SelfInspection", Policy(["cloudformation:DescribeStacks", "iam:GetRole"], "*"));
        await PutPolicyAsync(RoleOf(stackInfo), "Permissions", Policy(["iam:ListUsers"], "*"));

        var account = (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);

        var finding = Findings(account.Body.GetProperty("lastCheck")).ShouldHaveSingleItem();
        finding.ShouldStartWith("permission AWS doesn't let the role read its own settings, so we can't: iam:ListRolePolicies (");
        finding.ShouldContain("iam:GetRolePolicy");
        finding.ShouldContain("iam:GetAccountSummary");
    }

    [Theory]
    [Trait("Threat", "T43")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Stacks_Role_That_Does_Not_Show_Its_Trust_Policy_Is_Not_Registered(bool paste)
    {
        var tenant = await sandbox.TenantAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        await tenant.ConnectAsync(awsAccountId: awsAccountId);
        var onboarding = await tenant.MintForAccountAsync(awsAccountId);
        var stackInfo = await tenant.StackInfoAsync(onboarding, awsAccountId);
        await PutPolicyAsync(RoleOf(stackInfo), "SelfInspection", Policy(["cloudformation:DescribeStacks"], "*"));
        await TamperAsync(RoleOf(stackInfo), onboarding["externalId"], "principal");

        var reply = paste ? await tenant.RegisterAsync(onboarding, stackInfo) : await tenant.RegisterWithoutPasteAsync(onboarding);

        reply.Refusal.ShouldBe((422, "permission-missing"));
        reply["detail"].ShouldContain("iam:GetRole");
        (await tenant.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_Manual_Role_As_The_Consoles_Form_Makes_It_Is_Accepted_With_Findings()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: new JsonObject { ["profile"] = "read-only", ["method"] = "manual" });
        var awsAccountId = Tenant.NewAwsAccountId();
        var roleArn = $"arn:aws:iam::{awsAccountId}:role/{onboarding["roleName"]}";
        var policyArn = $"arn:aws:iam::{awsAccountId}:policy/{onboarding["roleName"]}";
        await sandbox.PutTrustPolicyAsync(roleArn, TrustPolicies.Allow(onboarding["vendorAccountId"], "StringEquals", onboarding["externalId"]));
        (await sandbox.SendAsync(HttpMethod.Put, $"/sandbox/policies/{Uri.EscapeDataString(policyArn)}", JsonNode.Parse(onboarding.Body.GetProperty("permissionsPolicy").GetRawText()))).Expect(204);
        await ChangeRoleAsync(roleArn, new JsonObject { ["attachedPolicies"] = new JsonArray(policyArn) });

        var account = (await tenant.PostAsync($"/v1/onboardings/{onboarding["id"]}/registration", new JsonObject { ["accountName"] = "x", ["roleArn"] = roleArn })).Expect(201);

        Findings(account.Body.GetProperty("lastCheck")).ShouldBe(
        [
            $"advice Statement 1 of the role's trust policy trusts every principal of the account {onboarding["vendorAccountId"]}, not only arn:aws:iam::{onboarding["vendorAccountId"]}:role/onboarding-connect-access.",
        ]);
    }

    [Fact]
    public async Task The_Shown_Policies_Put_Into_A_Manual_Role_Have_No_Finding()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: new JsonObject { ["profile"] = "full", ["method"] = "manual" });
        var roleArn = $"arn:aws:iam::{Tenant.NewAwsAccountId()}:role/{onboarding["roleName"]}";
        await sandbox.PutTrustPolicyAsync(roleArn, onboarding.Body.GetProperty("trustPolicy").GetRawText());
        await PutPolicyAsync(roleArn, "Anything", onboarding.Body.GetProperty("permissionsPolicy").GetRawText());

        var account = (await tenant.PostAsync($"/v1/onboardings/{onboarding["id"]}/registration", new JsonObject { ["accountName"] = "x", ["roleArn"] = roleArn })).Expect(201);

        Findings(account.Body.GetProperty("lastCheck")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_Root_Users_Protection_Is_Advised_On_And_Decides_Nothing()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        var stackInfo = await tenant.StackInfoAsync(onboarding, awsAccountId);
        await sandbox.SendAsync(HttpMethod.Put, $"/sandbox/accounts/{awsAccountId}/summary", new JsonObject { ["AccountMFAEnabled"] = 0, ["AccountAccessKeysPresent"] = 1 });

        var account = (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);

        account["status"].ShouldBe("active");
        Findings(account.Body.GetProperty("lastCheck")).ShouldBe(
            ["advice The root user of the AWS account has no MFA.", "advice The root user of the AWS account has access keys."]);
        account.Body.GetProperty("lastCheck").GetProperty("findings")[0].GetProperty("hint").GetString()!.ShouldContain("Assign MFA device");
    }

    private async Task<(Tenant Tenant, Reply Onboarding, string StackInfo)> StackAsync()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        return (tenant, onboarding, await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId()));
    }

    private static async Task<Reply> CheckAsync(Tenant tenant, Reply account) =>
        (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Expect(201);

    private async Task TamperAsync(string roleArn, string externalId, string tampering)
    {
        var policy = JsonNode.Parse(TrustPolicies.Template(externalId))!;
        var statement = policy["Statement"]![0]!;
        if (tampering == "principal")
            statement["Principal"] = new JsonObject { ["AWS"] = new JsonArray("arn:aws:iam::999988887777:root", Stranger) };
        else if (tampering == "external-id")
            statement["Condition"]!["StringEquals"]!["sts:ExternalId"] = new JsonArray(externalId, OtherExternalId);
        else if (tampering == "statement")
            policy["Statement"]!.AsArray().Add(new JsonObject { ["Effect"] = "Allow", ["Principal"] = new JsonObject { ["AWS"] = Stranger }, ["Action"] = "sts:AssumeRole" });
        else if (tampering == "string-like")
        {
            statement["Condition"]!.AsObject().Remove("StringEquals");
            statement["Condition"]!["StringLike"] = new JsonObject { ["sts:ExternalId"] = externalId };
        }

        (await sandbox.PutTrustPolicyAsync(roleArn, policy.ToJsonString())).Expect(204);
    }

    private async Task PutPolicyAsync(string roleArn, string name, string policy) =>
        (await sandbox.SendAsync(HttpMethod.Put, $"/sandbox/roles/{Uri.EscapeDataString(roleArn)}/policies/{name}", JsonNode.Parse(policy))).Expect(204);

    private async Task ChangeRoleAsync(string roleArn, JsonObject settings) =>
        (await sandbox.SendAsync(HttpMethod.Put, $"/sandbox/roles/{Uri.EscapeDataString(roleArn)}", settings)).Expect(204);

    private static string Policy(IEnumerable<string> actions, string resource) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject { ["Effect"] = "Allow", ["Action"] = new JsonArray([.. actions.Select(a => (JsonNode)a)]), ["Resource"] = resource }),
    }.ToJsonString();

    /// <summary>The actions of the read-only profile, which <see cref="Tenant.MintAsync"/> asks for.</summary>
    private static async Task<IReadOnlyList<string>> ActionsAsync(Tenant tenant) =>
    [
        .. (await tenant.GetAsync("/v1/profiles")).Expect(200).Body.GetProperty("profiles").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "read-only")
            .GetProperty("permissions").EnumerateArray().Select(p => p.GetProperty("action").GetString()!),
    ];

    private static IEnumerable<string> Findings(JsonElement check) => check.GetProperty("findings").EnumerateArray()
        .Select(f => f.GetProperty("severity").GetString() + " " + f.GetProperty("text").GetString());

    private static string RoleOf(string stackInfo) => Tenant.Claim(stackInfo)["roleArn"]!.GetValue<string>();
}
