using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>What a registration refuses, each by posting it and reading the answer.</summary>
[Collection(StandingClock.Name)]
public sealed class RefusalTests(SandboxProcess sandbox)
{
    [Theory]
    [InlineData("nonsense", "stack-info-malformed")]
    [InlineData("arn:aws:iam::111122223333:role/x", "stack-info-other-value")]
    [InlineData("arn:aws:cloudformation:us-east-1:111122223333:stack/x/y", "stack-info-other-value")]
    [InlineData("https://us-east-1.console.aws.amazon.com/cloudformation/home", "stack-info-other-value")]
    public async Task Another_Value_Than_StackInfo_Is_Refused(string pasted, string code)
    {
        var tenant = await sandbox.TenantAsync();

        (await tenant.RegisterAsync(await tenant.MintAsync(), pasted)).Refusal.ShouldBe((400, code));
    }

    [Fact]
    public async Task The_External_Id_Pasted_For_StackInfo_Is_Named_In_The_Readers_Language()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();

        var reply = await new Tenant(sandbox, tenant.Name, tenant.Token) { Language = "ja" }.RegisterAsync(onboarding, onboarding["externalId"]);

        reply.Refusal.ShouldBe((400, "stack-info-other-value"));
        reply["detail"].ShouldBe("貼り付けられた値は StackInfo ではなく、外部 ID です。");
        reply["hint"].ShouldContain("OnboardingStackInfo");
        reply.ContentType.ShouldBe("application/problem+json; charset=utf-8");
        reply.Text.ShouldNotContain(onboarding["externalId"]);
    }

    [Fact]
    public async Task Truncated_StackInfo_Is_Refused_And_The_Whole_Then_Accepted()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());

        (await tenant.RegisterAsync(onboarding, stackInfo[..^20])).Refusal.ShouldBe((400, "stack-info-truncated"));
        (await tenant.RegisterAsync(onboarding, " \"OnboardingStackInfo\t" + stackInfo.Insert(76, "\r\n") + "\"\n")).Expect(201);
    }

    [Fact]
    [Trait("Threat", "T9")]
    public async Task StackInfo_Of_Another_Onboarding_Is_Refused()
    {
        var tenant = await sandbox.TenantAsync();
        var abandoned = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(abandoned, Tenant.NewAwsAccountId());

        (await tenant.RegisterAsync(await tenant.MintAsync(), stackInfo)).Refusal.ShouldBe((422, "external-id-mismatch"));
    }

    [Fact]
    [Trait("Threat", "T9")]
    public async Task Another_Tenant_Submitting_My_Whole_StackInfo_Is_Refused()
    {
        var mine = await sandbox.TenantAsync();
        var stackInfo = await mine.StackInfoAsync(await mine.MintAsync(), Tenant.NewAwsAccountId());
        var thief = await sandbox.TenantAsync();
        var theirs = await thief.MintAsync();

        (await thief.RegisterAsync(theirs, stackInfo)).Refusal.ShouldBe((422, "external-id-mismatch"));
        // Nor with their own external ID written into it: then the stored one is sent, and the role does not know it.
        var forged = Rewrite(stackInfo, claim => claim["externalId"] = theirs["externalId"]);
        (await thief.RegisterAsync(theirs, forged)).Refusal.ShouldBe((422, "role-name-mismatch"));
    }

    [Fact]
    [Trait("Threat", "T8")]
    public async Task Another_Tenant_Submitting_My_Role_Arn_Is_Refused()
    {
        var mine = await sandbox.TenantAsync();
        var account = await mine.ConnectAsync();
        var thief = await sandbox.TenantAsync();
        var theirs = await thief.MintAsync(body: new JsonObject { ["profile"] = "read-only", ["method"] = "manual" });

        (await thief.PostAsync($"/v1/onboardings/{theirs["id"]}/registration", new JsonObject { ["accountName"] = "x", ["roleArn"] = account["roleArn"] }))
            .Refusal.ShouldBe((422, "role-name-mismatch"));
    }

    [Fact]
    [Trait("Threat", "T7")]
    public async Task A_Cancelled_Onboarding_Cannot_Be_Completed()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        (await tenant.DeleteAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(204);
        (await tenant.DeleteAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(204);

        (await tenant.RegisterAsync(onboarding, stackInfo)).Refusal.ShouldBe((409, "onboarding-cancelled"));
    }

    [Fact]
    [Trait("Threat", "T7")]
    [Trait("Threat", "T30")]
    public async Task A_Used_Onboarding_Answers_The_Same_Again_With_The_Same_Account_And_Nothing_Else()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        var account = (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);

        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(200).Text.ShouldBe(account.Text);
        var elsewhere = Rewrite(stackInfo, claim => claim["roleArn"] = claim["roleArn"]!.GetValue<string>() + "x");
        (await tenant.RegisterAsync(onboarding, elsewhere)).Refusal.ShouldBe((409, "onboarding-completed"));
        (await tenant.DeleteAsync($"/v1/onboardings/{onboarding["id"]}")).Refusal.ShouldBe((409, "onboarding-completed"));
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200);
        (await tenant.RegisterAsync(onboarding, stackInfo)).Refusal.ShouldBe((409, "onboarding-completed"));
    }

    [Fact]
    [Trait("Threat", "T18")]
    public async Task A_Stack_In_Another_Account_Than_The_Given_One_Is_Refused()
    {
        var tenant = await sandbox.TenantAsync();
        var expected = Tenant.NewAwsAccountId();
        var onboarding = await tenant.MintAsync(body: new JsonObject { ["profile"] = "read-only", ["awsAccountId"] = expected });
        var other = Tenant.NewAwsAccountId();

        // The template itself stops there, before anything exists…
        var refused = await sandbox.CreateStackAsync(onboarding["quickCreateUrl"], other);
        refused.Status.ShouldBe(400);
        refused.Text.ShouldContain("別の AWS アカウント");
        // …and when the parameter is emptied by hand, the registration does.
        var stackInfo = await tenant.StackInfoAsync(onboarding, other, new JsonObject { ["ExpectedAccountId"] = "" });
        var reply = await tenant.RegisterAsync(onboarding, stackInfo);
        reply.Refusal.ShouldBe((422, "account-mismatch"));
        reply["detail"].ShouldBe($"The expected account is {expected}; the role is in {other}.");
    }

    [Theory]
    [Trait("Threat", "T18")]
    [Trait("Threat", "T19")]
    [Trait("Threat", "T20")]
    [InlineData("roleArn", ":iam::", ":iam::9", 400, "stack-info-malformed")]
    [InlineData("roleArn", "arn:aws:", "arn:aws-cn:", 422, "partition-mismatch")]
    [InlineData("stackId", "arn:aws:", "arn:aws-cn:", 400, "stack-info-malformed")]
    [InlineData("stackId", "us-east-1", "sa-east-1", 400, "region-not-allowed")]
    [InlineData("roleArn", "onboarding-connect-", "onboarding-connect-x", 422, "role-name-mismatch")]
    public async Task A_Claim_That_Contradicts_The_Onboarding_Is_Refused_Before_AWS_Is_Asked(string member, string from, string to, int status, string code)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());

        var altered = Rewrite(stackInfo, claim => claim[member] = claim[member]!.GetValue<string>().Replace(from, to, StringComparison.Ordinal));

        (await tenant.RegisterAsync(onboarding, altered)).Refusal.ShouldBe((status, code));
        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);
    }

    [Fact]
    [Trait("Threat", "T18")]
    public async Task A_Role_And_A_Stack_In_Different_Accounts_Are_Refused()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        var stackInfo = await tenant.StackInfoAsync(onboarding, awsAccountId);

        var altered = Rewrite(stackInfo, claim =>
            claim["stackId"] = claim["stackId"]!.GetValue<string>().Replace(awsAccountId, Tenant.NewAwsAccountId(), StringComparison.Ordinal));

        (await tenant.RegisterAsync(onboarding, altered)).Refusal.ShouldBe((422, "account-mismatch"));
    }

    [Fact]
    [Trait("Threat", "T19")]
    public async Task The_Vendors_Own_Account_Is_Refused()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: new JsonObject { ["profile"] = "read-only", ["method"] = "manual" });
        var vendor = onboarding["vendorAccountId"];

        (await tenant.PostAsync($"/v1/onboardings/{onboarding["id"]}/registration",
            new JsonObject { ["accountName"] = "x", ["roleArn"] = $"arn:aws:iam::{vendor}:role/{onboarding["roleName"]}" })).Refusal.ShouldBe((422, "role-own-account"));
        (await tenant.PostAsync($"/v1/groups/{onboarding["groupId"]}/onboardings",
            new JsonObject { ["profile"] = "read-only", ["awsAccountId"] = vendor })).Refusal.ShouldBe((422, "role-own-account"));
    }

    [Theory]
    [Trait("Threat", "T11")]
    [Trait("Threat", "T12")]
    [Trait("Threat", "T13")]
    [Trait("Threat", "T16")]
    [InlineData(null, "exact", "without any external ID")]
    [InlineData("StringEqualsIfExists", "exact", "without any external ID")]
    [InlineData("StringLike", "*", "with another external ID")]
    [InlineData("StringLike", "????????????????????????????????", "with another external ID")]
    [InlineData("StringEqualsIgnoreCase", "exact", "with the external ID in another case")]
    public async Task A_Role_That_Does_Not_Insist_On_The_Exact_External_Id_Is_Refused_And_Accepted_Once_It_Does(
        string? conditionOperator, string pattern, string way)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        var roleArn = Tenant.Claim(stackInfo)["roleArn"]!.GetValue<string>();
        var value = pattern == "exact" ? onboarding["externalId"] : pattern;
        await sandbox.PutTrustPolicyAsync(roleArn, TrustPolicies.Allow("999988887777", conditionOperator, value));

        var reply = await tenant.RegisterAsync(onboarding, stackInfo);

        reply.Refusal.ShouldBe((422, "external-id-not-enforced"));
        // The result of the probes comes first, then the findings about the trust policy.
        reply["detail"].ShouldStartWith($"The role could be assumed {way}. Statement 1 of the role's trust policy ");
        reply["detail"].ShouldEndWith(" Nothing was registered.");
        (await tenant.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(0);
        await sandbox.PutTrustPolicyAsync(roleArn, TrustPolicies.Allow("999988887777", "StringEquals", onboarding["externalId"]));
        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);
    }

    [Theory]
    [InlineData("CREATE_IN_PROGRESS")]
    [InlineData("ROLLBACK_COMPLETE")]
    [InlineData("ROLLBACK_FAILED")]
    [InlineData("DELETE_IN_PROGRESS")]
    [InlineData("UPDATE_ROLLBACK_FAILED")]
    public async Task A_Role_Whose_Stack_Is_Not_Complete_Is_Refused_With_The_Stacks_Status(string status)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        var stackId = Tenant.Claim(stackInfo)["stackId"]!.GetValue<string>();
        await sandbox.PutStackStatusAsync(stackId, status);

        var reply = await tenant.RegisterAsync(onboarding, stackInfo);

        reply.Refusal.ShouldBe((409, "stack-not-complete"));
        reply["detail"].ShouldBe($"The status of the stack {onboarding["stackName"]} is {status}.");
        await sandbox.PutStackStatusAsync(stackId, "CREATE_COMPLETE");
        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);
    }

    [Fact]
    public async Task A_Stack_That_Rolled_Back_Leaves_Nothing_To_Register_And_Says_Why()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: new JsonObject
        {
            ["profile"] = "read-only",
            ["permissionsBoundaryArn"] = "arn:aws:iam::aws:policy/ThereIsNoSuchPolicy",
        });

        var stack = (await sandbox.CreateStackAsync(onboarding["quickCreateUrl"], Tenant.NewAwsAccountId())).Expect(200);

        stack["status"].ShouldBe("ROLLBACK_COMPLETE");
        stack["statusReason"].ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_Stack_Id_That_Does_Not_Exist_Is_Refused()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());

        // The self-inspection reaches this stack's name only; another id of the same name is simply not there.
        var altered = Rewrite(stackInfo, claim => claim["stackId"] = claim["stackId"]!.GetValue<string>()[..^4] + "0000");

        (await tenant.RegisterAsync(onboarding, altered)).Refusal.ShouldBe((422, "stack-not-found"));
    }

    [Fact]
    public async Task The_Missing_Permission_Of_A_Role_Without_Self_Inspection_Is_Named()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        var policy = $"/sandbox/roles/{Uri.EscapeDataString(Tenant.Claim(stackInfo)["roleArn"]!.GetValue<string>())}/policies/SelfInspection";
        await sandbox.SendAsync(HttpMethod.Put, policy, JsonNode.Parse(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}]}"""));

        var reply = await tenant.RegisterAsync(onboarding, stackInfo);

        reply.Refusal.ShouldBe((422, "permission-missing"));
        reply["detail"].ShouldBe("AWS denied cloudformation:DescribeStacks to the role.");
    }

    [Fact]
    [Trait("Threat", "T21")]
    public async Task Bodies_Are_Parsed_Strictly()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var path = $"/v1/onboardings/{onboarding["id"]}/registration";

        async Task<(int, string?)> PostAsync(string json) => (await tenant.SendJsonAsync(HttpMethod.Post, path, json)).Refusal;

        (await PostAsync("""{"accountName":"x","stackInfo":"y","externalId":"abcdefghijkmnpqrstuvwxyz23456789"}""")).ShouldBe((400, "request-malformed"));
        (await PostAsync("""{"accountName":"x","stackInfo":"y","stackInfo":"y"}""")).ShouldBe((400, "request-malformed"));
        (await PostAsync("""{"accountName":"x","StackInfo":"y"}""")).ShouldBe((400, "request-malformed"));
        (await PostAsync("""{"accountName":"x","stackInfo":"y"} x""")).ShouldBe((400, "request-malformed"));
        (await PostAsync("""{"accountName":"x","stackInfo":1}""")).ShouldBe((400, "request-malformed"));
        (await PostAsync("""{"accountName":"x"}""")).ShouldBe((400, "request-malformed"));
        (await PostAsync("""{"accountName":"x","roleArn":"arn:aws:iam::111122223333:role/x"}""")).ShouldBe((422, "role-name-mismatch"));
        (await PostAsync("""{"accountName":"x","roleArn":"a","stackInfo":"b"}""")).ShouldBe((400, "request-malformed"));
        (await PostAsync("""{"stackInfo":"y"}""")).ShouldBe((400, "stack-info-malformed"));
        (await PostAsync("{}")).ShouldBe((400, "request-malformed"));
        (await PostAsync("""{"accountName":"  ","stackInfo":"y"}""")).ShouldBe((400, "name-invalid"));
        (await PostAsync("not json")).ShouldBe((400, "request-malformed"));
        (await PostAsync("")).ShouldBe((400, "request-malformed"));

        byte[] invalidUtf8 = [.. "{\"accountName\":\""u8, 0xC3, 0x28, .. "\",\"stackInfo\":\"y\"}"u8];
        (await tenant.SendBytesAsync(HttpMethod.Post, path, invalidUtf8)).Refusal.ShouldBe((400, "request-malformed"));
        byte[] byteOrderMark = [0xEF, 0xBB, 0xBF, .. "{\"accountName\":\"x\",\"stackInfo\":\"y\"}"u8];
        (await tenant.SendBytesAsync(HttpMethod.Post, path, byteOrderMark)).Refusal.ShouldBe((400, "request-malformed"));
        var huge = "{\"accountName\":\"x\",\"stackInfo\":\"y\"}".PadRight(65_537);
        (await tenant.SendJsonAsync(HttpMethod.Post, path, huge)).Refusal.ShouldBe((413, "too-large"));
        (await tenant.SendJsonAsync(HttpMethod.Post, path, huge[..65_536])).Refusal.ShouldBe((400, "stack-info-malformed"));
    }

    [Fact]
    public async Task What_Is_Too_Large_For_API_Gateway_Or_Lambda_Reaches_No_Function()
    {
        var tenant = await sandbox.TenantAsync();

        var head = await tenant.GetAsync("/v1/accounts?cursor=" + new string('x', 10_240));
        (head.Status, head.Text).ShouldBe((431, """{"message":"Request Header Fields Too Large"}"""));
        // As an event, a body that is not text grows by a third.
        using var content = new ByteArrayContent(new byte[5 * 1024 * 1024]);
        var body = await sandbox.SendAsync(HttpMethod.Post, "/v1/groups", content, tenant.Token, language: null);
        (body.Status, body.Text).ShouldBe((413, """{"message":"Request Entity Too Large"}"""));
    }

    [Fact]
    [Trait("Threat", "T1")]
    public async Task Minting_Refuses_Whatever_It_Does_Not_Know()
    {
        var tenant = await sandbox.TenantAsync();
        var group = await tenant.GroupAsync();

        async Task<(int, string?)> PostAsync(string json) => (await tenant.SendJsonAsync(HttpMethod.Post, $"/v1/groups/{group}/onboardings", json)).Refusal;

        (await PostAsync("""{"profile":"read-only","externalId":"abcdefghijkmnpqrstuvwxyz23456789"}""")).ShouldBe((400, "request-malformed"));
        (await PostAsync("""{"profile":"read-only","tenant":"other"}""")).ShouldBe((400, "request-malformed"));
        (await PostAsync("""{"profile":"administrator"}""")).ShouldBe((400, "profile-unknown"));
        (await PostAsync("""{"profile":"read-only","region":"us-gov-west-1"}""")).ShouldBe((400, "region-not-allowed"));
        (await PostAsync("""{"profile":"read-only","region":"us-east-1.evil.example"}""")).ShouldBe((400, "region-not-allowed"));
        (await PostAsync("""{"profile":"read-only","method":"magic"}""")).ShouldBe((400, "request-malformed"));
        (await PostAsync("""{"profile":"read-only","awsAccountId":"12345"}""")).ShouldBe((400, "request-malformed"));
        (await PostAsync("""{"profile":"read-only","permissionsBoundaryArn":"arn:aws:iam::111122223333:role/x"}""")).ShouldBe((400, "request-malformed"));
        (await PostAsync("""{"profile":"read-only"}""")).Item1.ShouldBe(201);
        (await tenant.PostAsync("/v1/groups/222222222222222222222222/onboardings", new JsonObject { ["profile"] = "read-only" })).Refusal.ShouldBe((404, "group-not-found"));
        (await tenant.PostAsync("/v1/groups", new JsonObject { ["name"] = "", ["color"] = "red" })).Refusal.ShouldBe((400, "name-invalid"));
        (await tenant.PostAsync("/v1/groups", new JsonObject { ["name"] = "x", ["color"] = "javascript:alert(1)" })).Refusal.ShouldBe((400, "request-malformed"));
        (await tenant.GetAsync("/v1/accounts?limit=0")).Refusal.ShouldBe((400, "request-malformed"));
        (await tenant.GetAsync("/v1/accounts?cursor=!!!")).Refusal.ShouldBe((400, "request-malformed"));
        (await tenant.GetAsync($"/v1/groups/{group}/onboardings?cursor=%20%20%20%20")).Refusal.ShouldBe((400, "request-malformed"));
        (await tenant.GetAsync($"/v1/groups/{group}/onboardings?cursor=QUNDT1VOVCN4")).Refusal.ShouldBe((400, "request-malformed"));
        (await tenant.GetAsync("/v1/accounts?status=gone")).Refusal.ShouldBe((400, "request-malformed"));
    }

    [Fact]
    [Trait("Threat", "T23")]
    public async Task The_Quick_Create_Link_Has_The_Consoles_Form_And_Every_Value_Is_Encoded()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: new JsonObject
        {
            ["profile"] = "read-only",
            ["region"] = "eu-west-1",
            ["awsAccountId"] = "111122223333",
            ["permissionsBoundaryArn"] = "arn:aws:iam::111122223333:policy/path/a+b=c,d.e@f_g-h",
        });

        onboarding["quickCreateUrl"].ShouldBe(
            "https://eu-west-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1#/stacks/create/review"
            + "?templateURL=" + Uri.EscapeDataString(onboarding["templateUrl"])
            + "&stackName=" + onboarding["stackName"]
            + "&param_ConnectedFor=" + Uri.EscapeDataString($"{tenant.Name} / someone-at-{tenant.Name} / {onboarding["createdAt"][..10]}")
            + "&param_ExternalId=" + onboarding["externalId"]
            + "&param_RoleName=" + onboarding["roleName"]
            + "&param_ExpectedAccountId=111122223333"
            + "&param_PermissionsBoundaryArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Apolicy%2Fpath%2Fa%2Bb%3Dc%2Cd.e%40f_g-h");
        onboarding["templateUrl"].Length.ShouldBeLessThanOrEqualTo(1_024);
        (await sandbox.Http.GetStringAsync(new Uri(onboarding["templateUrl"]))).ShouldStartWith("AWSTemplateFormatVersion");
    }

    [Fact]
    [Trait("Threat", "T53")]
    public async Task A_Link_Names_The_Digest_Of_The_Template_That_It_Gives()
    {
        var tenant = await sandbox.TenantAsync();
        var group = await tenant.GroupAsync();

        var minted = await tenant.MintAsync(group);
        var way = minted.Body.GetProperty("ways").GetProperty("console");
        var (url, digest) = (way.GetProperty("templateUrl").GetString()!, way.GetProperty("templateSha256").GetString()!);

        (way.GetProperty("quickCreateUrl").GetString(), url).ShouldBe((minted["quickCreateUrl"], minted["templateUrl"]));
        url.ShouldEndWith($"/templates/{minted["templateVersion"]}/read-only-{digest[..32]}.yaml");
        Convert.ToHexStringLower(SHA256.HashData(await sandbox.Http.GetByteArrayAsync(new Uri(url)))).ShouldBe(digest);
        (await tenant.GetAsync($"/v1/onboardings/{minted["id"]}")).Expect(200).Body.GetProperty("ways").GetRawText().ShouldBe(minted.Body.GetProperty("ways").GetRawText());
        (await tenant.GetAsync($"/v1/groups/{group}/onboardings")).Expect(200).Body.GetProperty("onboardings")[0].TryGetProperty("ways", out _).ShouldBeFalse();

        // Another digest, or none, leads to nothing.
        foreach (var wrong in new[] { url.Replace(digest[..32], new string('0', 32), StringComparison.Ordinal), url.Replace("-" + digest[..32], "", StringComparison.Ordinal) })
        {
            var link = minted["quickCreateUrl"].Replace(Uri.EscapeDataString(url), Uri.EscapeDataString(wrong), StringComparison.Ordinal);
            (await sandbox.CreateStackAsync(link, Tenant.NewAwsAccountId())).Status.ShouldBe(400);
        }

        (await tenant.DeleteAsync($"/v1/onboardings/{minted["id"]}")).Expect(204);
        (await tenant.GetAsync($"/v1/onboardings/{minted["id"]}")).Expect(200).Body.GetProperty("ways").GetProperty("console").TryGetProperty("quickCreateUrl", out _).ShouldBeFalse();
    }

    private static string Rewrite(string stackInfo, Action<JsonObject> change)
    {
        var claim = Tenant.Claim(stackInfo);
        change(claim);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(claim.ToJsonString(new JsonSerializerOptions())));
    }
}
