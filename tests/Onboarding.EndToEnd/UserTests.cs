using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>The users that a connection can see.</summary>
[Collection(StandingClock.Name)]
public sealed class UserTests(SandboxProcess sandbox)
{
    [Fact]
    public async Task Shows_Users_With_Their_Address_And_What_Kind_They_Seem_To_Be()
    {
        var (tenant, account) = await ConnectAsync();
        await PutUserAsync(account, "hanako", hasPassword: true, ("email", "hanako@example.com"), ("team", "sre"));
        await PutUserAsync(account, "jiro", hasPassword: false, ("Email", "jiro@example.com"));
        await PutUserAsync(account, "old-console-user", hasPassword: true);
        await PutUserAsync(account, "robot", hasPassword: false, ("team", "batch"));

        var list = (await UsersAsync(tenant, account)).Expect(200);

        list.Body.TryGetProperty("cursor", out _).ShouldBeFalse();
        list.Body.GetProperty("users").EnumerateArray().Select(Line).ShouldBe(
        [
            "hanako human hanako@example.com",
            "jiro human jiro@example.com",
            "old-console-user unknown -",
            "robot system -",
        ]);
        var hanako = list.Body.GetProperty("users")[0];
        hanako.GetProperty("arn").GetString().ShouldBe($"arn:aws:iam::{account["awsAccountId"]}:user/hanako");
        hanako.GetProperty("createdAt").GetDateTimeOffset().ShouldBe(hanako.GetProperty("passwordLastUsed").GetDateTimeOffset());
    }

    [Fact]
    public async Task Pages_Through_Many_Users_With_The_Cursor_Of_Each_Page()
    {
        var (tenant, account) = await ConnectAsync();
        foreach (var number in Enumerable.Range(0, 105))
            await PutUserAsync(account, $"user-{number:D3}", hasPassword: false, ("email", $"{number}@example.com"));

        var lines = new List<string>();
        var sizes = new List<int>();
        string? cursor = null;
        do
        {
            var page = (await UsersAsync(tenant, account, "?limit=50" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)))).Expect(200);
            sizes.Add(page.Body.GetProperty("users").GetArrayLength());
            lines.AddRange(page.Body.GetProperty("users").EnumerateArray().Select(Line));
            cursor = page.Body.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        sizes.ShouldBe([50, 50, 5]);
        lines.ShouldBe(Enumerable.Range(0, 105).Select(n => $"user-{n:D3} human {n}@example.com"));
    }

    [Fact]
    public async Task An_Account_Without_Users_Has_An_Empty_List()
    {
        var (tenant, account) = await ConnectAsync();

        (await UsersAsync(tenant, account)).Expect(200).Text.ShouldBe("""{"users":[]}""");
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=101")]
    [InlineData("?cursor=%20")]
    [InlineData("?cursor=bm8tc3VjaC1tYXJrZXI")]
    public async Task A_Page_That_There_Is_Not_Is_Refused(string query)
    {
        var (tenant, account) = await ConnectAsync();

        (await UsersAsync(tenant, account, query)).Refusal.ShouldBe((400, "request-malformed"));
    }

    [Theory]
    [InlineData("ListUsers")]
    [InlineData("ListUserTags")]
    public async Task While_IAM_Throttles_The_Answer_Has_Retry_After(string operation)
    {
        var (tenant, account) = await ConnectAsync();
        await PutUserAsync(account, "hanako", hasPassword: true);
        await sandbox.FaultAsync("iam", "throttling", operation, count: 100);

        var reply = await UsersAsync(tenant, account);

        await sandbox.ClearFaultsAsync();
        reply.Refusal.ShouldBe((503, "aws-throttled"));
        reply.RetryAfter.ShouldBe(TimeSpan.FromSeconds(5));
        (await UsersAsync(tenant, account)).Expect(200);
    }

    [Fact]
    public async Task A_Call_That_Is_Limited_Once_Is_Repeated()
    {
        var (tenant, account) = await ConnectAsync();
        await PutUserAsync(account, "hanako", hasPassword: true);
        await sandbox.FaultAsync("iam", "throttling", "ListUserTags");

        (await UsersAsync(tenant, account)).Expect(200).Body.GetProperty("users").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("iam:ListUsers")]
    [InlineData("iam:ListUserTags")]
    public async Task A_Missing_Permission_Is_Named(string action)
    {
        var (tenant, account) = await ConnectAsync();
        foreach (var number in Enumerable.Range(0, 20))
            await PutUserAsync(account, $"user-{number}", hasPassword: false);
        var deny = new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonObject { ["Effect"] = "Deny", ["Action"] = action, ["Resource"] = "*" },
        };
        (await sandbox.SendAsync(HttpMethod.Put, $"/sandbox/roles/{Uri.EscapeDataString(account["roleArn"])}/policies/Deny", deny)).Expect(204);

        var reply = await UsersAsync(tenant, account);

        reply.Refusal.ShouldBe((422, "permission-missing"));
        reply["detail"].ShouldBe($"AWS denied {action} to the role.");
    }

    [Fact]
    public async Task A_Role_That_No_Longer_Trusts_The_Service_Is_Reported()
    {
        var (tenant, account) = await ConnectAsync();
        (await sandbox.PutTrustPolicyAsync(account["roleArn"], TrustPolicies.Allow(account["awsAccountId"], null, ""))).Expect(204);

        (await UsersAsync(tenant, account)).Refusal.ShouldBe((422, "role-not-assumable"));
    }

    [Fact]
    public async Task A_Detached_Accounts_Users_Are_Not_Read()
    {
        var (tenant, account) = await ConnectAsync();
        (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200);
        await sandbox.TakeCallsAsync();

        (await UsersAsync(tenant, account)).Refusal.ShouldBe((409, "account-detached"));
        (await sandbox.TakeCallsAsync()).ShouldNotContain(c => c.GetProperty("service").GetString() == "iam");
    }

    [Fact]
    [Trait("Threat", "T27")]
    public async Task Another_Tenants_Account_Does_Not_Exist()
    {
        var (_, account) = await ConnectAsync();
        var other = await sandbox.TenantAsync();

        (await UsersAsync(other, account)).Refusal.ShouldBe((404, "account-not-found"));
    }

    [Fact]
    [Trait("Threat", "T26")]
    public async Task The_Customers_CloudTrail_Shows_A_Session_Of_Its_Own()
    {
        var (tenant, account) = await ConnectAsync();
        await PutUserAsync(account, "hanako", hasPassword: true);
        await sandbox.TakeCallsAsync();

        (await UsersAsync(tenant, account)).Expect(200);

        var calls = (await sandbox.TakeCallsAsync()).Where(c => c.GetProperty("service").GetString() == "iam").ToList();
        calls.Select(c => c.GetProperty("operation").GetString()).ShouldBe(["ListUsers", "ListUserTags"]);
        calls.ShouldAllBe(c => c.GetProperty("callerArn").GetString()!.EndsWith("/Onboarding-users-" + account["id"], StringComparison.Ordinal));
    }

    private async Task<(Tenant Tenant, Reply Account)> ConnectAsync()
    {
        var tenant = await sandbox.TenantAsync();
        return (tenant, await tenant.ConnectAsync());
    }

    private static Task<Reply> UsersAsync(Tenant tenant, Reply account, string query = "") => tenant.GetAsync($"/v1/accounts/{account["id"]}/users{query}");

    private async Task PutUserAsync(Reply account, string name, bool hasPassword, params (string Key, string Value)[] tags)
    {
        var body = new JsonObject
        {
            ["tags"] = new JsonObject(tags.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value))),
            ["hasPassword"] = hasPassword,
            ["accessKeys"] = 1,
        };
        (await sandbox.SendAsync(HttpMethod.Put, $"/sandbox/accounts/{account["awsAccountId"]}/users/{name}", body)).Expect(204);
    }

    private static string Line(JsonElement user) =>
        $"{user.GetProperty("name").GetString()} {user.GetProperty("type").GetString()} {(user.TryGetProperty("email", out var email) ? email.GetString() : "-")}";
}
