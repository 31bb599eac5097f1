using System.Diagnostics;
using System.Text.Json;

namespace Onboarding.EndToEnd;

/// <summary>AWS faults besides those in <c>docs/faults.md</c>, which <see cref="FaultTableTests"/> plays.</summary>
[Collection(StandingClock.Name)]
public sealed class FaultTests(SandboxProcess sandbox)
{
    /// <summary>More than all attempts of one request.</summary>
    private const int Lasting = 100;

    [Theory]
    [InlineData("throttling")]
    [InlineData("server-error")]
    [InlineData("connection-reset")]
    public async Task A_Fault_That_Passes_Is_Repeated_Without_The_Caller_Noticing(string error)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        await sandbox.FaultAsync("sts", error, "AssumeRole");
        await sandbox.FaultAsync("cloudformation", error, "DescribeStacks");
        await sandbox.FaultAsync("dynamodb", error, "TransactWriteItems");

        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);

        (await sandbox.InboxAsync(tenant.Name)).Count.ShouldBe(1);
    }

    [Theory]
    [Trait("Threat", "T39")]
    [InlineData("GetRolePolicy", "throttling")]
    [InlineData("ListRolePolicies", "server-error")]
    [InlineData("ListAttachedRolePolicies", "connection-reset")]
    [InlineData("GetAccountSummary", "timeout")]
    public async Task A_Failed_Permission_Read_Does_Not_Block_Registration_And_Is_Retried_By_The_Next_Check(string operation, string error)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        await WarmAsync();
        await sandbox.FaultAsync("iam", error, operation, Lasting, delayMs: error == "timeout" ? 60_000 : null);
        var began = Stopwatch.StartNew();

        var account = (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);

        await sandbox.ClearFaultsAsync();
        began.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        var finding = account.Body.GetProperty("lastCheck").GetProperty("findings").EnumerateArray().ShouldHaveSingleItem();
        finding.GetProperty("code").GetString().ShouldBe("read-back-incomplete");
        finding.GetProperty("text").GetString().ShouldBe($"AWS didn't answer iam:{operation}, so we didn't compare that part of the role.");
        var check = (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new System.Text.Json.Nodes.JsonObject())).Expect(201);
        check.Body.GetProperty("findings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    [Trait("Threat", "T14")]
    public async Task A_Role_That_AWS_Does_Not_Show_Yet_Is_Waited_For_Inside_The_Request()
    {
        await WarmAsync();
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        await sandbox.FaultAsync("sts", "propagation", delayMs: 2_000);
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        await sandbox.TakeCallsAsync();

        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);

        // Nothing else is asked before the role could be assumed: denied means “not yet” until then.
        var asked = (await sandbox.TakeCallsAsync())
            .Where(c => c.GetProperty("service").GetString() == "sts" && c.GetProperty("callerArn").GetString()!.Contains("onboarding-connect-access", StringComparison.Ordinal))
            .Select(c => c.GetProperty("status").GetInt32() == 200 ? "allowed" : "denied").ToList();
        asked.SkipWhile(a => a == "denied").ShouldBe(["allowed", "denied", "denied", "denied"]);
        asked.TakeWhile(a => a == "denied").Count().ShouldBeGreaterThanOrEqualTo(1);
        await sandbox.ClearFaultsAsync();
    }

    [Fact]
    [Trait("Threat", "T14")]
    public async Task A_Role_That_Stays_Invisible_Is_Kept_As_Verifying_And_Nothing_Typed_Is_Lost()
    {
        await WarmAsync();
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        await sandbox.FaultAsync("sts", "propagation", delayMs: 15_000);
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        await sandbox.ClearFaultsAsync();
        await sandbox.TakeCallsAsync();

        var reply = (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(202);

        reply["status"].ShouldBe("verifying");
        reply["code"].ShouldBe("role-not-assumable");
        reply.RetryAfter.ShouldBe(TimeSpan.FromSeconds(8));
        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200)["status"].ShouldBe("verifying");
        (await sandbox.TakeCallsAsync()).ShouldNotContain(c => c.GetProperty("operation").GetString() == "GetCallerIdentity");
        var last = await tenant.RegisterAsync(onboarding, stackInfo);
        for (var attempt = 0; attempt < 3 && last.Status == 202; attempt++)
            last = await tenant.RegisterAsync(onboarding, stackInfo);
        last.Expect(201);
    }

    [Fact]
    public async Task Minting_Is_One_Transaction_And_Registering_One_Read_Three_Round_Trips_And_One_Transaction()
    {
        var tenant = await sandbox.TenantAsync();
        var group = await tenant.GroupAsync();
        var warm = await tenant.MintAsync(group);
        (await tenant.RegisterAsync(warm, await tenant.StackInfoAsync(warm, Tenant.NewAwsAccountId()))).Expect(201);
        await sandbox.TakeCallsAsync();

        var onboarding = await tenant.MintAsync(group);
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        Operations(await sandbox.TakeCallsAsync()).ShouldBe(["dynamodb TransactWriteItems"]);

        // Every call takes long enough to see which of them run at the same time.
        foreach (var service in new[] { "sts", "cloudformation", "iam", "dynamodb" })
            await sandbox.FaultAsync(service, "delay", count: Lasting, delayMs: 300);
        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);
        await sandbox.ClearFaultsAsync();
        var calls = await sandbox.TakeCallsAsync();

        Operations(calls).Order(StringComparer.Ordinal).ShouldBe(
        [
            "cloudformation DescribeStacks", "dynamodb GetItem", "dynamodb Query", "dynamodb TransactWriteItems",
            "iam GetAccountSummary", "iam GetRole", "iam GetRolePolicy", "iam GetRolePolicy", "iam ListAttachedRolePolicies", "iam ListRolePolicies",
            "sts AssumeRole", "sts AssumeRole", "sts AssumeRole", "sts AssumeRole", "sts GetCallerIdentity",
        ]);
        var afterTheRead = calls.Where(c => c.GetProperty("operation").GetString() != "GetItem").ToList();
        RoundTrips(afterTheRead).ShouldBe(3);
        RoundTrips(calls).ShouldBe(4);
    }

    /// <summary>An environment of the registrations function that holds the vendor's session, so that a fault meets the call it is meant for.</summary>
    private async Task WarmAsync() => await (await sandbox.TenantAsync()).ConnectAsync();

    private static IEnumerable<string> Operations(IEnumerable<JsonElement> calls) =>
        calls.Select(c => c.GetProperty("service").GetString() + " " + c.GetProperty("operation").GetString());

    /// <summary>The longest chain of calls of which each began after the one before had ended.</summary>
    private static int RoundTrips(IReadOnlyList<JsonElement> calls)
    {
        var depth = 0;
        var covered = new List<(DateTimeOffset End, int Depth)>();
        foreach (var call in calls.OrderBy(c => c.GetProperty("startedAt").GetDateTimeOffset()))
        {
            var start = call.GetProperty("startedAt").GetDateTimeOffset();
            var own = 1 + covered.Where(c => c.End <= start).Select(c => c.Depth).DefaultIfEmpty(0).Max();
            covered.Add((call.GetProperty("endedAt").GetDateTimeOffset(), own));
            depth = Math.Max(depth, own);
        }

        return depth;
    }
}
