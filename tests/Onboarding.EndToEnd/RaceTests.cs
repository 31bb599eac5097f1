namespace Onboarding.EndToEnd;

/// <summary>Many concurrent requests.</summary>
public sealed class RaceTests(WideSandbox sandbox) : IClassFixture<WideSandbox>
{
    [Fact]
    [Trait("Threat", "T33")]
    public async Task Two_Hundred_Racing_Posts_Of_One_Registration_Make_Exactly_One_Account()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());

        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => RegisterAsync()));

        // On a busy machine, AWS's answers can come too late; the caller then sends the same request again, as the answer says.
        async Task<Reply> RegisterAsync()
        {
            var reply = await tenant.RegisterAsync(onboarding, stackInfo);
            return reply.Status == 503 ? await RegisterAsync() : reply;
        }

        replies.ShouldAllBe(r => r.Status == 200 || r.Status == 201);
        replies.Count(r => r.Status == 201).ShouldBeLessThanOrEqualTo(1);
        replies.Select(r => r["id"]).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        (await tenant.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(1);
        (await tenant.GetAsync($"/v1/groups/{onboarding["groupId"]}")).Expect(200).Body.GetProperty("accountCount").GetInt32().ShouldBe(1);
        (await sandbox.InboxAsync(tenant.Name)).Count.ShouldBe(1);
    }

    [Fact]
    [Trait("Threat", "T33")]
    public async Task Racing_Detaches_Detach_Once()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tenant.DeleteAsync($"/v1/accounts/{account["id"]}")));

        replies.ShouldAllBe(r => r.Status == 200);
        replies.Select(r => r.Text).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        (await sandbox.InboxAsync(tenant.Name)).Select(e => e.GetProperty("detailType").GetString()).ShouldBe(["Account Registered", "Account Detached"]);
    }

    [Fact]
    public async Task Many_Registrations_In_One_Group_Are_All_Counted()
    {
        var tenant = await sandbox.TenantAsync();
        var group = await tenant.GroupAsync();

        var accounts = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => InsistAsync(tenant, group)));

        accounts.Select(a => a["id"]).Distinct(StringComparer.Ordinal).Count().ShouldBe(12);
        (await tenant.GetAsync($"/v1/groups/{group}")).Expect(200).Body.GetProperty("accountCount").GetInt32().ShouldBe(12);
    }

    // As every client does: throttled writes are sent again, and can have been written anyway.
    private static async Task<Reply> InsistAsync(Tenant tenant, string group)
    {
        var onboarding = await tenant.MintAsync(group);
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        var reply = await tenant.RegisterAsync(onboarding, stackInfo);
        for (var again = 0; again < 5 && reply.Status == 503; again++)
            reply = await tenant.RegisterAsync(onboarding, stackInfo);
        reply.Status.ShouldBeOneOf(200, 201);
        return reply;
    }
}

/// <summary>A sandbox whose functions run in eight environments each.</summary>
public sealed class WideSandbox : SandboxProcess
{
    protected override IReadOnlyList<string> Options => ["--concurrency", "8"];
}
