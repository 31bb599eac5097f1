using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>Someone without a sign-in completes one onboarding through an invitation, and can see and do nothing else.</summary>
[Collection(StandingClock.Name)]
public sealed class InvitationTests(SandboxProcess sandbox)
{
    [Fact]
    [Trait("Threat", "T55")]
    public async Task A_Colleague_Without_A_Sign_In_Connects_The_Account_And_The_Audit_Names_The_Invitation()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var (id, token) = await InviteAsync(tenant, onboarding, new JsonObject { ["note"] = "Please connect <b>production</b>.\nThanks!" });

        var seen = (await sandbox.SendAsync(HttpMethod.Get, $"/v1/invitations/{token}")).Expect(200);
        (seen["brand"], seen["tenant"], seen["connectedFor"], seen["status"]).ShouldBe(("Onboarding", tenant.Name, onboarding["connectedFor"], "pending"));
        seen["note"].ShouldBe("Please connect <b>production</b>.\nThanks!");
        seen.Body.GetProperty("profile").GetProperty("statements").GetArrayLength().ShouldBeGreaterThan(0);
        seen.Body.GetProperty("ways").GetProperty("console").GetProperty("quickCreateUrl").GetString().ShouldBe(onboarding["quickCreateUrl"]);
        seen.Body.GetProperty("ways").EnumerateObject().Select(w => w.Name).ShouldBe(onboarding.Body.GetProperty("ways").EnumerateObject().Select(w => w.Name));
        seen.Text.ShouldNotContain("groupId");

        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        var registered = (await RegisterAsync(token, new JsonObject { ["accountName"] = "Production", ["stackInfo"] = stackInfo })).Expect(201);
        registered.Body.EnumerateObject().Select(m => m.Name).ShouldBe(["status", "accountName", "awsAccountId", "roleArn"]);
        (registered["status"], registered["accountName"]).ShouldBe(("completed", "Production"));

        (await tenant.GetAsync($"/v1/accounts/{onboarding["id"]}")).Expect(200)["name"].ShouldBe("Production");
        var audit = (await tenant.GetAsync($"/v1/accounts/{onboarding["id"]}/audit")).Expect(200).Body.GetProperty("entries").EnumerateArray()
            .Select(e => (e.GetProperty("decision").GetString(), e.GetProperty("by").GetString()!.Split(':')[0])).ToList();
        audit.ShouldContain(("invited", "user"));
        audit.ShouldContain(("registered", "invitation"));
        (await ListAsync(tenant, onboarding)).ShouldBe([(id, "used")]);
        await IsGoneAsync(token);
    }

    [Fact]
    [Trait("Threat", "T55")]
    public async Task The_Token_Is_In_No_Log_No_Item_No_Event_And_No_Later_Answer()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var (id, token) = await InviteAsync(tenant, onboarding);
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        (await sandbox.SendAsync(HttpMethod.Get, $"/v1/invitations/{token}")).Expect(200).Text.ShouldNotContain(token[24..]);
        (await RegisterAsync(token, new JsonObject { ["accountName"] = "x", ["stackInfo"] = "nonsense" })).Refusal.ShouldBe((400, "stack-info-malformed"));
        (await RegisterAsync(token, new JsonObject { ["accountName"] = "Main", ["stackInfo"] = stackInfo })).Expect(201);

        // Of the token the part that is secret: its beginning is the onboarding's id.
        var secret = token[24..];
        (await sandbox.SendAsync(HttpMethod.Get, "/sandbox/logs")).Expect(200).Text.ShouldSatisfyAllConditions(
            logs => logs.ShouldContain("POST /v1/invitations/{token}/registration"), logs => logs.ShouldContain(id), logs => logs.ShouldNotContain(secret));
        (await sandbox.SendAsync(HttpMethod.Get, "/sandbox/inbox")).Text.ShouldNotContain(secret);
        (await sandbox.SendAsync(HttpMethod.Get, "/sandbox/mails")).Text.ShouldNotContain(secret);
        (await sandbox.SendAsync(HttpMethod.Get, "/sandbox/calls")).Text.ShouldNotContain(secret);
        var stored = await Stored.AllAsync(sandbox);
        stored.ShouldContain("INVITATION#" + onboarding["id"]);
        stored.ShouldNotContain(secret);
        foreach (var path in (string[])["/v1/onboardings/" + onboarding["id"], $"/v1/onboardings/{onboarding["id"]}/invitations", $"/v1/accounts/{onboarding["id"]}/audit"])
            (await tenant.GetAsync(path)).Expect(200).Text.ShouldNotContain(secret);
    }

    [Fact]
    [Trait("Threat", "T55")]
    public async Task All_Unusable_Invitations_Get_The_Same_Answer()
    {
        var tenant = await sandbox.TenantAsync();
        var revokedOnboarding = await tenant.MintAsync();
        var (id, revoked) = await InviteAsync(tenant, revokedOnboarding);
        (await tenant.DeleteAsync($"/v1/onboardings/{revokedOnboarding["id"]}/invitations/{id}")).Expect(204);
        (await tenant.DeleteAsync($"/v1/onboardings/{revokedOnboarding["id"]}/invitations/{id}")).Expect(204);
        var cancelledOnboarding = await tenant.MintAsync();
        var (_, cancelled) = await InviteAsync(tenant, cancelledOnboarding);
        (await tenant.DeleteAsync($"/v1/onboardings/{cancelledOnboarding["id"]}")).Expect(204);
        var (_, other) = await InviteAsync(tenant, await tenant.MintAsync());

        string[] tokens = [revoked, cancelled, other[..24] + revoked[24..], revoked[..24] + other[24..], other[..^1], other + "a", other.ToUpperInvariant(), "x", "%20", "..%2F..%2Faccounts"];
        var answers = new List<string>();
        foreach (var token in tokens)
        {
            var look = await sandbox.SendAsync(HttpMethod.Get, $"/v1/invitations/{token}");
            look.Refusal.ShouldBe((404, "invitation-not-found"), token);
            answers.Add(WithoutId(look));
        }

        foreach (var token in tokens.Take(4))
        {
            // Without an invitation, not even errors in the body are reported.
            var post = await RegisterAsync(token, new JsonObject { ["nonsense"] = true });
            post.Refusal.ShouldBe((404, "invitation-not-found"), token);
            answers.Add(WithoutId(post));
        }

        answers.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        (await ListAsync(tenant, revokedOnboarding)).ShouldBe([(id, "revoked")]);
        (await ListAsync(tenant, cancelledOnboarding)).Single().Status.ShouldBe("ended");
    }

    [Fact]
    [Trait("Threat", "T55")]
    public async Task Another_Tenant_Neither_Sees_Nor_Makes_Nor_Revokes_An_Onboardings_Invitations()
    {
        var (tenant, other) = (await sandbox.TenantAsync(), await sandbox.TenantAsync());
        var onboarding = await tenant.MintAsync();
        var (id, token) = await InviteAsync(tenant, onboarding);
        var path = $"/v1/onboardings/{onboarding["id"]}/invitations";

        (await other.GetAsync(path)).Refusal.ShouldBe((404, "onboarding-not-found"));
        (await other.PostAsync(path, new JsonObject())).Refusal.ShouldBe((404, "onboarding-not-found"));
        (await other.DeleteAsync($"{path}/{id}")).Refusal.ShouldBe((404, "onboarding-not-found"));
        (await other.DeleteAsync($"/v1/onboardings/{(await other.MintAsync())["id"]}/invitations/{id}")).Refusal.ShouldBe((404, "invitation-not-found"));
        (await sandbox.SendAsync(HttpMethod.Get, $"/v1/invitations/{token}")).Expect(200);
    }

    [Fact]
    [Trait("Threat", "T55")]
    public async Task An_Invitation_Opens_No_Other_Route()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var (_, token) = await InviteAsync(tenant, onboarding);

        foreach (var path in (string[])["/v1/accounts", "/v1/groups", "/v1/onboardings/" + onboarding["id"], $"/v1/onboardings/{onboarding["id"]}/invitations", "/v1/profiles"])
            (await sandbox.SendAsync(HttpMethod.Get, path, content: null, token, language: null)).Status.ShouldBe(401, path);
        (await sandbox.SendAsync(HttpMethod.Delete, $"/v1/invitations/{token}")).Status.ShouldBe(404);
        (await sandbox.SendAsync(HttpMethod.Post, $"/v1/invitations/{token}")).Status.ShouldBe(404);
    }

    [Fact]
    [Trait("Threat", "T40")]
    [Trait("Threat", "T55")]
    public async Task By_Invitation_An_Account_Is_Never_Connected_Without_A_Paste()
    {
        var tenant = await sandbox.TenantAsync();
        var awsAccountId = Tenant.NewAwsAccountId();
        await tenant.ConnectAsync(awsAccountId: awsAccountId);
        var onboarding = await tenant.MintForAccountAsync(awsAccountId);
        onboarding.Body.GetProperty("pasteRequired").GetBoolean().ShouldBeFalse();
        var (_, token) = await InviteAsync(tenant, onboarding);
        var stackInfo = await tenant.StackInfoAsync(onboarding, awsAccountId);

        (await RegisterAsync(token, new JsonObject { ["accountName"] = "By ID" })).Refusal.ShouldBe((400, "request-malformed"));
        (await RegisterAsync(token, new JsonObject { ["accountName"] = "By ARN", ["roleArn"] = $"arn:aws:iam::{awsAccountId}:role/{onboarding["roleName"]}" })).Refusal.ShouldBe((409, "consent-required"));
        (await RegisterAsync(token, new JsonObject { ["accountName"] = "By paste", ["stackInfo"] = stackInfo })).Expect(201);
    }

    [Fact]
    [Trait("Threat", "T55")]
    public async Task Two_People_With_One_Invitation_Connect_One_Account()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var (_, token) = await InviteAsync(tenant, onboarding);
        string[] pasted = [await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId()), await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId())];

        var replies = await Task.WhenAll(pasted.Select((p, i) => RegisterAsync(token, new JsonObject { ["accountName"] = $"Person {i}", ["stackInfo"] = p })));

        replies.Select(r => r.Status).Order().ShouldBe([201, 404]);
        replies.Single(r => r.Status == 404).Refusal.Code.ShouldBe("invitation-not-found");
        (await tenant.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    [Trait("Threat", "T55")]
    public async Task What_A_Visitor_Submitted_Is_Withdrawn_When_The_Invitation_Is_Revoked()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var (id, token) = await InviteAsync(tenant, onboarding);
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        var role = Tenant.Claim(stackInfo)["roleArn"]!.GetValue<string>();
        var (trusting, strange) = (TrustPolicies.Template(onboarding["externalId"]), TrustPolicies.Allow("444455556666", "StringEquals", onboarding["externalId"]));
        (await sandbox.PutTrustPolicyAsync(role, strange)).Expect(204);
        (await RegisterAsync(token, new JsonObject { ["accountName"] = "Later", ["stackInfo"] = stackInfo })).Expect(202)["status"].ShouldBe("verifying");
        (await sandbox.SendAsync(HttpMethod.Get, $"/v1/invitations/{token}")).Expect(200)["status"].ShouldBe("verifying");

        (await tenant.DeleteAsync($"/v1/onboardings/{onboarding["id"]}/invitations/{id}")).Expect(204);
        (await sandbox.PutTrustPolicyAsync(role, trusting)).Expect(204);
        (await (await Faults.Operator.OfAsync(sandbox)).SendAsync(HttpMethod.Post, "/ops/v1/sweep")).Expect(200);

        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200)["status"].ShouldBe("pending");
        (await tenant.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(0);
        await IsGoneAsync(token);
    }

    [Theory]
    [InlineData("""{"expiresInHours":0}""")]
    [InlineData("""{"expiresInHours":73}""")]
    [InlineData("""{"expiresInHours":1.5}""")]
    [InlineData("""{"expiresInHours":"1"}""")]
    [InlineData("""{"note":""}""")]
    [InlineData("""{"note":"a\u202eb"}""")]
    [InlineData("""{"note":"a\u0007b"}""")]
    [InlineData("""{"email":"a@example.com"}""")]
    public async Task Whatever_An_Invitation_Cannot_Have_Is_Refused(string body)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();

        (await tenant.SendJsonAsync(HttpMethod.Post, $"/v1/onboardings/{onboarding["id"]}/invitations", body)).Refusal.ShouldBe((400, "request-malformed"));
        (await tenant.PostAsync($"/v1/onboardings/{onboarding["id"]}/invitations", new JsonObject { ["note"] = new string('x', 501) })).Refusal.ShouldBe((400, "request-malformed"));
    }

    [Fact]
    public async Task Twenty_Invitations_Can_Be_Open_At_A_Time()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var ids = new List<string>();
        for (var i = 0; i < 20; i++)
            ids.Add((await InviteAsync(tenant, onboarding)).Id);
        var path = $"/v1/onboardings/{onboarding["id"]}/invitations";

        (await tenant.PostAsync(path, new JsonObject())).Refusal.ShouldBe((429, "limit-reached"));
        (await tenant.DeleteAsync($"{path}/{ids[0]}")).Expect(204);
        await InviteAsync(tenant, onboarding);
    }

    [Fact]
    public async Task A_Vendors_Backend_Invites_In_The_Tenants_Place()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var (root, product) = ($"/product/v1/tenants/{tenant.Name}/onboardings/{onboarding["id"]}/invitations", await ProductCode.OfAsync(sandbox));

        var invitation = (await product.SendAsync(HttpMethod.Post, root, body: new JsonObject { ["expiresInHours"] = 1 })).Expect(201);

        (await product.GetAsync(root)).Expect(200).Body.GetProperty("invitations")[0].GetProperty("createdBy").GetString().ShouldBe("product:onboarding-product-access");
        (await product.SendAsync(HttpMethod.Delete, $"{root}/{invitation["id"]}")).Expect(204);
        (await product.GetAsync($"/product/v1/tenants/{tenant.Name}/invitations/{invitation["url"].Split('#')[1]}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Japanese_Visitors_Read_Japanese_And_The_Tenants_Language_Stays()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var (_, token) = await InviteAsync(tenant, onboarding);
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());

        var gone = await sandbox.SendAsync(HttpMethod.Get, "/v1/invitations/x", content: null, token: null, language: "ja");
        using var body = JsonContent.Create(new JsonObject { ["accountName"] = "本番", ["stackInfo"] = stackInfo });
        (await sandbox.SendAsync(HttpMethod.Post, $"/v1/invitations/{token}/registration", body, token: null, language: "ja")).Expect(201);

        gone["title"].ShouldBe("この招待は使用できません");
        var registered = (await sandbox.InboxAsync(tenant.Name)).ShouldHaveSingleItem().GetProperty("detail");
        registered.GetProperty("language").GetString().ShouldBe("en");
    }

    private static async Task<(string Id, string Token)> InviteAsync(Tenant tenant, Reply onboarding, JsonObject? body = null)
    {
        var reply = (await tenant.PostAsync($"/v1/onboardings/{onboarding["id"]}/invitations", body ?? [])).Expect(201);
        reply.Body.EnumerateObject().Select(m => m.Name).ShouldBe(["id", "url", "expiresAt"]);
        var url = new Uri(reply["url"]);
        (url.AbsolutePath, url.Query, url.Fragment.Length).ShouldBe(("/invitation", "", 1 + 76));
        return (reply["id"], url.Fragment[1..]);
    }

    private Task<Reply> RegisterAsync(string token, JsonObject body) => sandbox.SendAsync(HttpMethod.Post, $"/v1/invitations/{token}/registration", body);

    private async Task IsGoneAsync(string token)
    {
        (await sandbox.SendAsync(HttpMethod.Get, $"/v1/invitations/{token}")).Refusal.ShouldBe((404, "invitation-not-found"));
        (await RegisterAsync(token, new JsonObject { ["roleArn"] = "arn:aws:iam::111122223333:role/x" })).Refusal.ShouldBe((404, "invitation-not-found"));
    }

    private static async Task<List<(string Id, string Status)>> ListAsync(Tenant tenant, Reply onboarding) =>
        [.. (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}/invitations")).Expect(200).Body.GetProperty("invitations").EnumerateArray()
            .Select(i => (i.GetProperty("id").GetString()!, i.GetProperty("status").GetString()!))];

    private static string WithoutId(Reply reply)
    {
        var body = JsonNode.Parse(reply.Text)!.AsObject();
        body.Remove("instance");
        return body.ToJsonString();
    }
}

/// <summary>All that the table holds, read behind the functions' backs.</summary>
internal static class Stored
{
    public static async Task<string> AllAsync(SandboxProcess sandbox)
    {
        var all = new StringBuilder();
        JsonNode? after = null;
        do
        {
            var scan = new JsonObject { ["TableName"] = "Onboarding" };
            if (after is not null)
                scan["ExclusiveStartKey"] = after;
            using var request = new HttpRequestMessage(HttpMethod.Post, sandbox.DynamoLocal) { Content = new StringContent(scan.ToJsonString(), Encoding.UTF8, "application/x-amz-json-1.0") };
            request.Headers.TryAddWithoutValidation("X-Amz-Target", "DynamoDB_20120810.Scan");
            request.Headers.TryAddWithoutValidation(
                "Authorization", "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0");
            using var response = await sandbox.Http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            all.Append(text);
            after = JsonNode.Parse(text)!["LastEvaluatedKey"]?.DeepClone();
        }
        while (after is not null);
        return all.ToString();
    }
}
