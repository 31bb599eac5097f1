using System.Text.Json.Nodes;
using Amazon.Runtime;
using Onboarding.Ops.Api;

namespace Onboarding.EndToEnd;

/// <summary>The vendor's software lists connections and gets sessions in customers' accounts.</summary>
[Collection(StandingClock.Name)]
public sealed class SessionTests(SandboxProcess sandbox)
{
    private static readonly string[] s_costs = ["dynamodb TransactGetItems", "dynamodb PutItem", "sts AssumeRole", "sts AssumeRole"];

    [Fact]
    public async Task A_Session_Costs_One_Read_And_Two_AssumeRole_And_Works_In_The_Customers_Account()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        var product = await ProductCode.OfAsync(sandbox);
        var body = ProductCode.Body(tenant);
        body["actions"] = new JsonArray("iam:ListUsers");
        body["durationSeconds"] = 1800;
        await sandbox.TakeCallsAsync();

        var session = (await product.SessionAsync(account["id"], body)).Expect(200);

        var calls = (await sandbox.TakeCallsAsync()).Where(c => c.GetProperty("callerArn").GetString()!.Contains("sessions", StringComparison.Ordinal) || c.GetProperty("callerArn").GetString()!.Contains($"scan-{account["id"]}", StringComparison.Ordinal)).ToList();
        calls.Select(c => $"{c.GetProperty("service").GetString()} {c.GetProperty("operation").GetString()}").Order(StringComparer.Ordinal).ShouldBe(s_costs.Order(StringComparer.Ordinal));
        (session["awsAccountId"], session["region"], session["roleArn"]).ShouldBe((account["awsAccountId"], "us-east-1", account["roleArn"]));
        session["sessionName"].ShouldMatch($"^scan-{account["id"]}-[a-z2-9]{{6}}$");
        var credentials = session.Body.GetProperty("credentials");
        (credentials.GetProperty("expiration").GetDateTimeOffset() - TimeProvider.System.GetUtcNow()).ShouldBeInRange(TimeSpan.FromMinutes(25), TimeSpan.FromMinutes(31));
        (await IamAsync(session, "ListUsers")).ShouldBe(200);
        // Limited to the requested actions, whatever the role can do.
        (await IamAsync(session, "GetAccountSummary")).ShouldBe(403);
    }

    [Fact]
    public async Task Without_Actions_A_Session_Can_Do_Everything_The_Role_Can_And_With_A_Policy_What_Both_Allow()
    {
        var tenant = await sandbox.TenantAsync();
        var id = (await tenant.ConnectAsync())["id"];
        var product = await ProductCode.OfAsync(sandbox);

        (await IamAsync((await product.SessionAsync(id, ProductCode.Body(tenant))).Expect(200), "GetAccountSummary")).ShouldBe(200);
        var policy = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonObject { ["Effect"] = "Allow", ["Action"] = "iam:List*", ["Resource"] = "*" } };
        foreach (var form in new JsonNode[] { policy, policy.ToJsonString() })
        {
            var body = ProductCode.Body(tenant);
            body["policy"] = form.DeepClone();
            var session = (await product.SessionAsync(id, body)).Expect(200);
            (await IamAsync(session, "ListUsers"), await IamAsync(session, "GetAccountSummary")).ShouldBe((200, 403));
        }
    }

    [Fact]
    [Trait("Threat", "T54")]
    public async Task Another_Tenants_Connection_Does_Not_Exist_And_Costs_No_AssumeRole()
    {
        var (tenant, other) = (await sandbox.TenantAsync(), await sandbox.TenantAsync());
        var id = (await tenant.ConnectAsync())["id"];
        await other.ConnectAsync();
        var product = await ProductCode.OfAsync(sandbox);
        await sandbox.TakeCallsAsync();

        (await product.SessionAsync(id, ProductCode.Body(other))).Refusal.ShouldBe((404, "connection-not-found"));
        (await product.SessionAsync("aaaaaaaaaaaaaaaaaaaaaaaa", ProductCode.Body(tenant))).Refusal.ShouldBe((404, "connection-not-found"));
        (await product.SessionAsync("nonsense", ProductCode.Body(tenant))).Refusal.ShouldBe((404, "connection-not-found"));
        (await product.GetAsync($"/product/v1/connections/{id}", Query("tenant", other.Name))).Refusal.ShouldBe((404, "connection-not-found"));
        (await product.GetAsync($"/product/v1/connections/{id}")).Refusal.ShouldBe((400, "request-malformed"));

        (await sandbox.TakeCallsAsync()).ShouldNotContain(c => c.GetProperty("operation").GetString() == "AssumeRole");
        (await product.SessionAsync(id, ProductCode.Body(tenant))).Expect(200);
    }

    [Theory]
    [InlineData("""{"purpose":"scan"}""", "tenant")]
    [InlineData("""{"tenant":"T"}""", "purpose")]
    [InlineData("""{"tenant":"","purpose":"scan"}""", "“tenant” isn’t a tenant’s ID")]
    [InlineData("""{"tenant":"T","purpose":"Scan"}""", "“purpose” must be 1 to 16 lowercase letters")]
    [InlineData("""{"tenant":"T","purpose":"1scan"}""", "“purpose” must be 1 to 16 lowercase letters")]
    [InlineData("""{"tenant":"T","purpose":"abcdefghijklmnopq"}""", "“purpose” must be 1 to 16 lowercase letters")]
    [InlineData("""{"tenant":"T","purpose":"scan","durationSeconds":899}""", "“durationSeconds” must be from 900 to 3600")]
    [InlineData("""{"tenant":"T","purpose":"scan","durationSeconds":3601}""", "“durationSeconds” must be from 900 to 3600")]
    [InlineData("""{"tenant":"T","purpose":"scan","actions":[]}""", "“actions” must list at least one action")]
    [InlineData("""{"tenant":"T","purpose":"scan","actions":["iam:*"]}""", "“iam:*” isn’t the full name of an action")]
    [InlineData("""{"tenant":"T","purpose":"scan","actions":["ListUsers"]}""", "“ListUsers” isn’t the full name of an action")]
    [InlineData("""{"tenant":"T","purpose":"scan","actions":["iam:ListUsers"],"policy":{}}""", "not both")]
    [InlineData("""{"tenant":"T","purpose":"scan","policy":{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}}""", "“policy” isn’t an IAM policy: Statement 1, Effect")]
    [InlineData("""{"tenant":"T","purpose":"scan","policy":"nonsense"}""", "“policy” isn’t an IAM policy: JSON")]
    [InlineData("""{"tenant":"T","purpose":"scan","policy":42}""", "“policy” isn’t an IAM policy: JSON")]
    [InlineData("""{"tenant":"T","purpose":"scan","externalId":"x"}""", "The body isn't the JSON object")]
    public async Task A_Member_That_Is_Wrong_Is_Named_And_Nothing_Is_Asked_Of_AWS(string body, string named)
    {
        var product = await ProductCode.OfAsync(sandbox);
        await sandbox.TakeCallsAsync();

        var refused = await product.SendAsync(HttpMethod.Post, "/product/v1/connections/aaaaaaaaaaaaaaaaaaaaaaaa/sessions", body: JsonNode.Parse(body));

        refused.Refusal.ShouldBe((400, "request-malformed"));
        refused["detail"].ShouldContain(named);
        (await sandbox.TakeCallsAsync()).ShouldNotContain(c => c.GetProperty("callerArn").GetString()!.Contains("onboarding-function-sessions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Policy_That_Is_Too_Long_Or_That_AWS_Cannot_Pack_Is_Refused_Each_In_Its_Own_Words()
    {
        var tenant = await sandbox.TenantAsync();
        var id = (await tenant.ConnectAsync())["id"];
        var product = await ProductCode.OfAsync(sandbox);
        var many = ProductCode.Body(tenant);
        many["actions"] = new JsonArray([.. Enumerable.Range(0, 120).Select(i => (JsonNode)$"iam:NoSuchActionNumber{i}")]);
        (await product.SessionAsync(id, many))["detail"].ShouldBe("The policy of 120 actions has more than 2048 characters, the most that AWS takes for a session.");
        var longPolicy = ProductCode.Body(tenant);
        longPolicy["policy"] = $$$"""{"Statement":{"Effect":"Allow","Action":"iam:ListUsers","Resource":"{{{new string('*', 2100)}}}"}}""";
        (await product.SessionAsync(id, longPolicy))["detail"].ShouldBe("“policy” has more than 2048 characters, the most that AWS takes for a session.");

        await sandbox.FaultAsync("sts", "packed-policy-too-large", "AssumeRole", count: 1, about: $"scan-{id}-", skip: 1);
        var body = ProductCode.Body(tenant);
        body["actions"] = new JsonArray("iam:ListUsers");
        var refused = await product.SessionAsync(id, body);

        refused.Refusal.ShouldBe((400, "request-malformed"));
        refused["detail"].ShouldStartWith("The session’s policy exceeds AWS’s packed size limit.");
    }

    [Fact]
    public async Task A_Detached_Connection_Is_Refused_Before_AWS_Is_Asked()
    {
        var tenant = await sandbox.TenantAsync();
        var id = (await tenant.ConnectAsync())["id"];
        (await tenant.DeleteAsync($"/v1/accounts/{id}")).Expect(200);

        await RefusedWithoutAskingAsync(tenant, id, "connection-detached");
    }

    [Fact]
    public async Task A_Connection_Whose_Last_Check_Failed_On_Trust_Is_Unsafe_Until_A_Check_Has_Passed()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var account = (await tenant.RegisterAsync(onboarding, await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId()))).Expect(201);
        (await sandbox.PutTrustPolicyAsync(account["roleArn"], TrustPolicies.Allow("999988887777", null, ""))).Expect(204);
        (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Expect(201);

        await RefusedWithoutAskingAsync(tenant, account["id"], "connection-unsafe");

        (await sandbox.PutTrustPolicyAsync(account["roleArn"], TrustPolicies.Template(onboarding["externalId"]))).Expect(204);
        (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Expect(201);
        (await (await ProductCode.OfAsync(sandbox)).SessionAsync(account["id"], ProductCode.Body(tenant))).Expect(200);
    }

    [Fact]
    public async Task A_Connection_Whose_Role_Hides_Its_Trust_Policy_Is_Unsafe()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        await sandbox.DeleteRolePolicyAsync(account["roleArn"], "SelfInspection");
        (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Expect(201);

        await RefusedWithoutAskingAsync(tenant, account["id"], "connection-unsafe");
    }

    [Fact]
    public async Task A_Role_That_Denies_Is_A_Conflict_And_A_Throttled_One_Is_Tried_Again_Later()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();
        var product = await ProductCode.OfAsync(sandbox);
        await sandbox.FaultAsync("sts", "throttling", "AssumeRole", count: 3, about: $"scan-{account["id"]}-", skip: 1);
        var throttled = await product.SessionAsync(account["id"], ProductCode.Body(tenant));
        (throttled.Refusal, throttled.RetryAfter).ShouldBe(((503, "aws-throttled"), TimeSpan.FromSeconds(5)));
        await sandbox.ClearFaultsAsync();
        (await sandbox.PutTrustPolicyAsync(account["roleArn"], TrustPolicies.Allow("555566667777", null, ""))).Expect(204);

        var denied = await product.SessionAsync(account["id"], ProductCode.Body(tenant));

        denied.Refusal.ShouldBe((409, "role-not-assumable"));
        denied.Body.GetProperty("status").GetInt32().ShouldBe(409);
    }

    [Fact]
    public async Task No_Session_Is_Answered_Whose_Entry_Was_Not_Written()
    {
        var tenant = await sandbox.TenantAsync();
        var id = (await tenant.ConnectAsync())["id"];
        var product = await ProductCode.OfAsync(sandbox);
        await sandbox.FaultAsync("dynamodb", "server-error", "PutItem", count: 3, caller: "onboarding-function-sessions");

        var refused = await product.SessionAsync(id, ProductCode.Body(tenant));

        refused.Refusal.ShouldBe((503, "aws-unavailable"));
        refused.Text.ShouldNotContain("ASIA");
        await sandbox.ClearFaultsAsync();
    }

    [Fact]
    public async Task Unsigned_Unauthorized_And_Wrongly_Scoped_Requests_Are_Refused_By_The_Gateway()
    {
        var tenant = await sandbox.TenantAsync();
        var id = (await tenant.ConnectAsync())["id"];
        var path = $"/product/v1/connections/{id}/sessions";
        var product = await ProductCode.OfAsync(sandbox);
        var keys = (await sandbox.SendAsync(HttpMethod.Post, "/sandbox/tokens", new JsonObject { ["vendor"] = true })).Expect(200);
        var stranger = new ProductCode(sandbox, new SessionAWSCredentials(keys["accessKeyId"], keys["secretAccessKey"], keys["sessionToken"]));

        (await sandbox.SendAsync(HttpMethod.Post, path, ProductCode.Body(tenant))).Status.ShouldBe(403);
        (await tenant.PostAsync(path, ProductCode.Body(tenant))).Status.ShouldBe(403);
        (await stranger.SessionAsync(id, ProductCode.Body(tenant))).Status.ShouldBe(403);
        (await product.SendAsync(HttpMethod.Post, path, body: ProductCode.Body(tenant), service: "sts")).Status.ShouldBe(403);
        (await product.SendAsync(HttpMethod.Post, path, body: ProductCode.Body(tenant), region: "eu-west-1")).Status.ShouldBe(403);
        (await product.SendAsync(HttpMethod.Get, "/ops/v1/registrations")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Connections_Are_Listed_Of_One_Tenant_Or_Of_All_Page_By_Page_And_None_Is_Missing()
    {
        var (tenant, other) = (await sandbox.TenantAsync(), await sandbox.TenantAsync());
        var group = await tenant.GroupAsync();
        var own = new List<string>();
        for (var i = 0; i < 3; i++)
            own.Add((await tenant.ConnectAsync(group))["id"]);
        var others = (await other.ConnectAsync())["id"];
        (await tenant.DeleteAsync($"/v1/accounts/{own[0]}")).Expect(200);
        var product = await ProductCode.OfAsync(sandbox);

        (await IdsAsync(product, Query("tenant", tenant.Name))).ShouldBe(own, ignoreOrder: true);
        (await IdsAsync(product, Query("tenant", tenant.Name, "limit", "1"))).ShouldBe(own, ignoreOrder: true);
        (await IdsAsync(product, Query("tenant", tenant.Name, "status", "detached"))).ShouldBe([own[0]]);
        (await IdsAsync(product, Query("tenant", tenant.Name, "profile", "full"))).ShouldBeEmpty();
        var all = await IdsAsync(product, Query("limit", "2"));
        all.ShouldBeUnique(StringComparer.Ordinal);
        own.Append(others).ShouldBeSubsetOf(all, StringComparer.Ordinal);
        var one = (await product.GetAsync($"/product/v1/connections/{own[1]}", Query("tenant", tenant.Name))).Expect(200);
        (await IdsAsync(product, Query("awsAccountId", one["awsAccountId"]))).ShouldBe([own[1]]);
        (one["tenant"], one["status"], one["partition"], one["profile"]).ShouldBe((tenant.Name, "active", "aws", "read-only"));
        one.Body.GetProperty("lastCheck").GetProperty("outcome").GetString().ShouldBe("passed");
    }

    [Theory]
    [InlineData("tennant", "acme")]
    [InlineData("tenant", "")]
    [InlineData("awsAccountId", "12")]
    [InlineData("status", "closed")]
    [InlineData("limit", "101")]
    [InlineData("cursor", "nonsense")]
    public async Task A_Query_That_Is_Wrong_Is_Refused(string name, string value) =>
        (await (await ProductCode.OfAsync(sandbox)).GetAsync("/product/v1/connections", Query(name, value))).Refusal.ShouldBe((400, "request-malformed"));

    [Fact]
    [Trait("Threat", "T38")]
    [Trait("Threat", "T54")]
    public async Task The_External_Id_Of_A_Connection_And_The_Credentials_Of_Its_Sessions_Are_In_No_Answer_And_No_Log()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var account = (await tenant.RegisterAsync(onboarding, await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId()))).Expect(201);
        var product = await ProductCode.OfAsync(sandbox);
        var session = (await product.SessionAsync(account["id"], ProductCode.Body(tenant), person: "kim@example.com")).Expect(200);
        string[] answers =
        [
            session.Text,
            (await product.GetAsync("/product/v1/connections", Query("tenant", tenant.Name))).Expect(200).Text,
            (await product.GetAsync($"/product/v1/connections/{account["id"]}", Query("tenant", tenant.Name))).Expect(200).Text,
            (await product.SessionAsync(account["id"], new JsonObject { ["tenant"] = tenant.Name, ["purpose"] = "X" })).Text,
        ];
        var logs = (await sandbox.SendAsync(HttpMethod.Get, "/sandbox/logs")).Expect(200).Text;

        answers.ShouldAllBe(a => !a.Contains(onboarding["externalId"], StringComparison.Ordinal));
        logs.ShouldNotContain(onboarding["externalId"]);
        logs.ShouldContain("POST /product/v1/connections/{connectionId}/sessions");
        var credentials = session.Body.GetProperty("credentials");
        foreach (var secret in new[] { "accessKeyId", "secretAccessKey", "sessionToken" })
            logs.ShouldNotContain(credentials.GetProperty(secret).GetString()!);
    }

    private async Task RefusedWithoutAskingAsync(Tenant tenant, string id, string code)
    {
        var product = await ProductCode.OfAsync(sandbox);
        await sandbox.TakeCallsAsync();
        (await product.SessionAsync(id, ProductCode.Body(tenant))).Refusal.ShouldBe((409, code));
        (await sandbox.TakeCallsAsync()).Select(c => c.GetProperty("operation").GetString()).ShouldBe(["TransactGetItems"]);
    }

    private static Dictionary<string, string> Query(params string[] members) => members.Chunk(2).ToDictionary(m => m[0], m => m[1], StringComparer.Ordinal);

    private static async Task<IReadOnlyList<string>> IdsAsync(ProductCode product, Dictionary<string, string> query)
    {
        var found = new List<string>();
        while (true)
        {
            var page = (await product.GetAsync("/product/v1/connections", query)).Expect(200).Body;
            found.AddRange(page.GetProperty("connections").EnumerateArray().Select(c => c.GetProperty("id").GetString()!));
            if (!page.TryGetProperty("cursor", out var cursor))
                return found;
            query = new(query, StringComparer.Ordinal) { ["cursor"] = cursor.GetString()! };
        }
    }

    /// <summary>Calls IAM with a session, as the customer's account sees it.</summary>
    private async Task<int> IamAsync(Reply session, string action)
    {
        var keys = session.Body.GetProperty("credentials");
        var credentials = new SessionAWSCredentials(keys.GetProperty("accessKeyId").GetString(), keys.GetProperty("secretAccessKey").GetString(), keys.GetProperty("sessionToken").GetString());
        var body = System.Text.Encoding.UTF8.GetBytes($"Action={action}&Version=2010-05-08");
        var signed = await new RequestSigner(credentials, "us-east-1", TimeProvider.System, "iam").SignAsync("POST", sandbox.Http.BaseAddress!, "/aws", new Dictionary<string, string>(StringComparer.Ordinal), body, [("Content-Type", "application/x-www-form-urlencoded")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/aws") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        foreach (var (name, value) in signed)
            request.Headers.TryAddWithoutValidation(name, value);
        return (await sandbox.SendAsync(request)).Status;
    }
}
