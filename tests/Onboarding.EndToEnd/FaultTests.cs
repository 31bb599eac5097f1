using System.Diagnostics;
using System.Text.Json;

namespace Onboarding.EndToEnd;

/// <summary>What AWS can do wrong. Faults are the whole sandbox's, so these tests have one of their own and run one after another.</summary>
public sealed class FaultTests(SandboxProcess sandbox) : IClassFixture<SandboxProcess>
{
    /// <summary>More than all attempts of one request.</summary>
    private const int Lasting = 100;

    public static TheoryData<string, string?, string, int, string> Inconclusive() => new()
    {
        { "sts", "AssumeRole", "throttling", 0, "aws-throttled" },
        { "sts", "AssumeRole", "server-error", 0, "aws-unavailable" },
        { "sts", "AssumeRole", "connection-reset", 0, "aws-unavailable" },
        { "sts", "AssumeRole", "throttling", 1, "aws-throttled" },
        { "sts", "AssumeRole", "server-error", 1, "aws-unavailable" },
        { "sts", "AssumeRole", "connection-reset", 1, "aws-unavailable" },
        { "sts", "GetCallerIdentity", "throttling", 0, "aws-throttled" },
        { "sts", "GetCallerIdentity", "server-error", 0, "aws-unavailable" },
        { "cloudformation", "DescribeStacks", "throttling", 0, "aws-throttled" },
        { "cloudformation", "DescribeStacks", "server-error", 0, "aws-unavailable" },
        { "cloudformation", "DescribeStacks", "connection-reset", 0, "aws-unavailable" },
        { "cloudformation", "DescribeStacks", "access-denied", 0, "permission-missing" },
        { "iam", "GetRole", "throttling", 0, "aws-throttled" },
        { "iam", "GetRole", "server-error", 0, "aws-unavailable" },
        { "iam", "GetRole", "connection-reset", 0, "aws-unavailable" },
        { "dynamodb", "GetItem", "throttling", 0, "aws-throttled" },
        { "dynamodb", "GetItem", "server-error", 0, "aws-unavailable" },
        { "dynamodb", "GetItem", "connection-reset", 0, "aws-unavailable" },
        { "dynamodb", "GetItem", "access-denied", 0, "aws-unavailable" },
        { "dynamodb", "TransactWriteItems", "throttling", 0, "aws-throttled" },
        { "dynamodb", "TransactWriteItems", "server-error", 0, "aws-unavailable" },
        { "dynamodb", "TransactWriteItems", "connection-reset", 0, "aws-unavailable" },
    };

    [Theory]
    [Trait("Threat", "T15")]
    [Trait("Threat", "T34")]
    [MemberData(nameof(Inconclusive))]
    public async Task What_Proves_Nothing_Stores_Nothing_And_The_Same_Post_Then_Succeeds(string service, string? operation, string error, int skip, string code)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        await WarmAsync();
        await sandbox.FaultAsync(service, error, operation, Lasting, skip: skip);

        var reply = await tenant.RegisterAsync(onboarding, stackInfo);

        await sandbox.ClearFaultsAsync();
        reply.Refusal.Code.ShouldBe(code, reply.Text);
        if (reply.Status == 503)
            reply.RetryAfter.ShouldBe(TimeSpan.FromSeconds(5));
        (await tenant.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(0);
        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);
    }

    [Theory]
    [Trait("Threat", "T39")]
    [InlineData("sts", "AssumeRole", 0)]
    [InlineData("sts", "AssumeRole", 1)]
    [InlineData("sts", "GetCallerIdentity", 0)]
    [InlineData("cloudformation", "DescribeStacks", 0)]
    [InlineData("iam", "GetRole", 0)]
    [InlineData("dynamodb", "GetItem", 0)]
    [InlineData("dynamodb", "TransactWriteItems", 0)]
    public async Task A_Registration_Ends_Within_20_Seconds_When_AWS_Never_Answers(string service, string operation, int skip)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        await WarmAsync();
        await sandbox.FaultAsync(service, "timeout", operation, Lasting, delayMs: 60_000, skip: skip);
        var began = Stopwatch.StartNew();

        var reply = await tenant.RegisterAsync(onboarding, stackInfo);

        await sandbox.ClearFaultsAsync();
        reply.Refusal.ShouldBe((503, "aws-unavailable"));
        began.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);
    }

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
    public async Task What_Only_Compares_Permissions_Keeps_Nobody_From_Registering_And_The_Next_Check_Asks_Again(string operation, string error)
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
        finding.GetProperty("text").GetString().ShouldBe($"AWS did not answer iam:{operation}, so that part of the role was not compared.");
        var check = (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new System.Text.Json.Nodes.JsonObject())).Expect(201);
        check.Body.GetProperty("findings").GetArrayLength().ShouldBe(0);
    }

    public static TheoryData<string, string, string, int> Deaths()
    {
        var deaths = new TheoryData<string, string, string, int>();
        foreach (var kill in new[] { "kill-before", "kill-after" })
        {
            deaths.Add("dynamodb", "GetItem", kill, 0);
            for (var probe = 0; probe < 4; probe++)
                deaths.Add("sts", "AssumeRole", kill, probe);
            deaths.Add("sts", "GetCallerIdentity", kill, 0);
            deaths.Add("cloudformation", "DescribeStacks", kill, 0);
            foreach (var operation in new[] { "GetRole", "ListRolePolicies", "GetRolePolicy", "ListAttachedRolePolicies", "GetAccountSummary" })
                deaths.Add("iam", operation, kill, 0);
            deaths.Add("dynamodb", "TransactWriteItems", kill, 0);
        }

        return deaths;
    }

    [Theory]
    [Trait("Threat", "T34")]
    [MemberData(nameof(Deaths))]
    public async Task A_Process_That_Dies_Between_Two_AWS_Calls_Leaves_Nothing_Half_Done(string service, string operation, string kill, int skip)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        await WarmAsync();
        await sandbox.FaultAsync(service, kill, operation, skip: skip);

        var reply = await tenant.RegisterAsync(onboarding, stackInfo);

        (reply.Status, reply.Text).ShouldBe((500, """{"message":"Internal Server Error"}"""));
        var written = operation == "TransactWriteItems" && kill == "kill-after";
        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200)["status"].ShouldBe(written ? "completed" : "pending");
        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(written ? 200 : 201);
        var accounts = (await tenant.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts");
        accounts.GetArrayLength().ShouldBe(1);
        (await tenant.GetAsync($"/v1/groups/{onboarding["groupId"]}")).Expect(200).Body.GetProperty("accountCount").GetInt32().ShouldBe(1);
        (await sandbox.InboxAsync(tenant.Name)).Count.ShouldBe(1);
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
        reply.RetryAfter.ShouldBe(TimeSpan.FromSeconds(10));
        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200)["status"].ShouldBe("verifying");
        (await sandbox.TakeCallsAsync()).ShouldNotContain(c => c.GetProperty("operation").GetString() == "GetCallerIdentity");
        var last = await tenant.RegisterAsync(onboarding, stackInfo);
        for (var attempt = 0; attempt < 3 && last.Status == 202; attempt++)
            last = await tenant.RegisterAsync(onboarding, stackInfo);
        last.Expect(201);
    }

    [Fact]
    public async Task Minting_Is_One_Put_And_Registering_One_Read_Three_Round_Trips_And_One_Transaction()
    {
        var tenant = await sandbox.TenantAsync();
        var group = await tenant.GroupAsync();
        var warm = await tenant.MintAsync(group);
        (await tenant.RegisterAsync(warm, await tenant.StackInfoAsync(warm, Tenant.NewAwsAccountId()))).Expect(201);
        await sandbox.TakeCallsAsync();

        var onboarding = await tenant.MintAsync(group);
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        Operations(await sandbox.TakeCallsAsync()).ShouldBe(["dynamodb PutItem"]);

        // Every call takes long enough to see which of them run at the same time.
        foreach (var service in new[] { "sts", "cloudformation", "iam", "dynamodb" })
            await sandbox.FaultAsync(service, "delay", count: Lasting, delayMs: 300);
        (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);
        await sandbox.ClearFaultsAsync();
        var calls = await sandbox.TakeCallsAsync();

        Operations(calls).Order(StringComparer.Ordinal).ShouldBe(
        [
            "cloudformation DescribeStacks", "dynamodb GetItem", "dynamodb TransactWriteItems",
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
