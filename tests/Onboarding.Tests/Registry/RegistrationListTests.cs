using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Operations;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using static Onboarding.Tests.Registry.Registering;

namespace Onboarding.Tests.Registry;

/// <summary>What operators list by state, tenant and AWS account, on a real table.</summary>
[Collection(Tables.Name)]
public sealed class RegistrationListTests(TableFixture fixture)
{
    private const string Here = "111122223333";
    private const string Elsewhere = "444455556666";

    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, "degraded detached expired pending verifying")]
    [InlineData("state=all", "active cancelled closed degraded detached expired pending verifying")]
    [InlineData("state=active", "active")]
    [InlineData("state=verifying", "verifying")]
    [InlineData("state=pending", "pending")]
    [InlineData("state=closed", "closed")]
    [InlineData("state=cancelled", "cancelled")]
    [InlineData("tenant=tenant-a", "active cancelled closed degraded detached expired pending verifying")]
    [InlineData("tenant=tenant-b", "")]
    [InlineData("tenant=tenant", "")]
    [InlineData("tenant=tenant-a&state=active", "active")]
    [InlineData("tenant=tenant-a&state=stale&olderThan=PT0H", "degraded detached expired pending verifying")]
    [InlineData("awsAccountId=111122223333", "active closed degraded detached pending verifying")]
    [InlineData("awsAccountId=111122223333&state=active", "active")]
    [InlineData("awsAccountId=111122223333&tenant=tenant-a&state=pending", "pending")]
    [InlineData("awsAccountId=111122223333&tenant=tenant-b", "")]
    [InlineData("awsAccountId=444455556666", "")]
    [InlineData("state=all&olderThan=P1D", "")]
    [InlineData("name=mAIN aCC", "active closed degraded detached verifying")]
    [InlineData("name=main&state=degraded", "degraded")]
    [InlineData("name=mein", "")]
    [InlineData("profile=read-only", "degraded detached expired pending verifying")]
    [InlineData("profile=full&state=all", "")]
    [InlineData("profile=read-only&tenant=tenant-a&state=active", "active")]
    [InlineData("templateVersion=<9999.0&state=all", "active cancelled closed degraded detached expired pending verifying")]
    [InlineData("templateVersion=<0.0.1&state=all", "")]
    [InlineData("templateVersion=0.9.0&awsAccountId=111122223333", "")]
    public async Task Lists_What_Every_Filter_Asks_For(string? query, string states)
    {
        var table = await fixture.NewTableAsync();
        await StoreOneOfEachStateAsync(table);

        var found = await ListAsync(table, query);

        found.Select(r => r.GetProperty("state").GetString()).Order(StringComparer.Ordinal).ShouldBe(states.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    [Trait("Threat", "T42")]
    public async Task An_Aws_Account_Shows_Operators_Every_Tenant_That_Holds_It()
    {
        var table = await fixture.NewTableAsync();
        foreach (var (tenant, role) in new[] { ("tenant-a", "onboarding-connect-a"), ("tenant-b", "onboarding-connect-b") })
            await AccountAsync(table, tenant, role);
        await AddAsync(table, MintedOnboarding.At(s_now, "tenant-c") with { AwsAccountId = Account(Elsewhere) });

        (await ListAsync(table, $"awsAccountId={Here}&state=active")).Select(r => r.GetProperty("tenant").GetString()).Order(StringComparer.Ordinal).ShouldBe(["tenant-a", "tenant-b"]);
        (await ListAsync(table, $"awsAccountId={Elsewhere}")).Select(r => r.GetProperty("tenant").GetString()).ShouldBe(["tenant-c"]);
    }

    [Theory]
    [InlineData("tenant=tenant-a")]
    [InlineData("tenant=tenant-a&state=pending")]
    [InlineData("awsAccountId=111122223333&tenant=tenant-a")]
    [InlineData("state=all")]
    public async Task Each_Page_Continues_Where_The_Last_One_Ended(string query)
    {
        var table = await fixture.NewTableAsync();
        var expected = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            var onboarding = MintedOnboarding.At(s_now) with { AwsAccountId = Account(Here) };
            await AddAsync(table, onboarding);
            expected.Add(onboarding.Id.Value);
        }

        (await ListAsync(table, query, limit: 2)).Select(r => r.GetProperty("id").GetString()).ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task Versions_Are_Compared_As_Numbers()
    {
        var table = await fixture.NewTableAsync();
        foreach (var version in new[] { "1.2.0", "1.9.0", "1.10.0" })
            await AddAsync(table, MintedOnboarding.At(s_now) with { TemplateVersion = version });

        (await VersionsAsync("<1.10.0")).ShouldBe(["1.2.0", "1.9.0"]);
        (await VersionsAsync("1.10")).ShouldBe(["1.10.0"]);
        (await VersionsAsync("<1.2.0.1")).ShouldBe(["1.2.0"]);

        async Task<IReadOnlyList<string?>> VersionsAsync(string bound) =>
            [.. (await ListAsync(table, $"templateVersion={bound}")).Select(r => r.GetProperty("templateVersion").GetString()).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("templateversion=1.0.0")]
    [InlineData("status=active")]
    [InlineData("templateVersion=1")]
    [InlineData("templateVersion=new")]
    [InlineData("templateVersion=>1.0.0")]
    [InlineData("templateVersion=<")]
    [InlineData("templateVersion=1.0.0.0.0")]
    [InlineData("templateVersion=1.-1.0")]
    [InlineData("templateVersion=1.00000.0")]
    [InlineData("templateVersion=１.0.0")]
    [InlineData("profile=Read-Only")]
    [InlineData("profile=")]
    [InlineData("name=")]
    [InlineData("name= ")]
    [InlineData("state=everything")]
    public async Task Cannot_List_With_An_Invalid_Filter(string query)
    {
        var table = await fixture.NewTableAsync();
        (await AskAsync(table, query)).Refusal?.Error.ShouldBe(Errors.RequestMalformed);
    }

    [Fact]
    public async Task Cannot_List_When_The_Name_Is_Longer_Than_Any()
    {
        var table = await fixture.NewTableAsync();
        (await AskAsync(table, "name=" + new string('a', 101))).Refusal?.Error.ShouldBe(Errors.RequestMalformed);
        (await AskAsync(table, "name=" + new string('a', 100))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_Cursor_Of_Another_Tenants_List_Is_Refused()
    {
        var table = await fixture.NewTableAsync();
        await AddAsync(table, MintedOnboarding.At(s_now));
        var cursor = JsonElement.Parse((await AskAsync(table, "tenant=tenant-a&limit=1")).Body!).GetProperty("cursor").GetString();

        foreach (var query in new[] { "tenant=tenant-b", "awsAccountId=111122223333", "state=pending" })
            (await AskAsync(table, $"{query}&cursor={cursor}")).Refusal?.Error.ShouldBe(Errors.RequestMalformed);
    }

    [Fact]
    public async Task A_List_Of_One_Tenant_Costs_The_Same_However_Much_Others_Have()
    {
        var (table, meter) = await fixture.NewMeteredTableAsync();
        await AddAsync(table, MintedOnboarding.At(s_now) with { AwsAccountId = Account(Here) });
        string[] queries = ["tenant=tenant-a", $"awsAccountId={Here}", "tenant=tenant-a&state=active"];
        var before = await UnitsAsync();
        for (var i = 0; i < 60; i++)
            await AddAsync(table, MintedOnboarding.At(s_now, "tenant-b") with { AwsAccountId = Account(Elsewhere) });

        (await UnitsAsync()).ShouldBe(before);

        async Task<double[]> UnitsAsync()
        {
            var units = new List<double>();
            foreach (var query in queries)
            {
                meter.ReadUnits = 0;
                await ListAsync(table, query);
                units.Add(meter.ReadUnits);
            }

            return [.. units];
        }
    }

    [Fact]
    public async Task What_Was_Deleted_Is_In_No_List()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = MintedOnboarding.At(s_now - OnboardingRecord.Lifetime);
        await AddAsync(table, onboarding);
        (await AskAsync(table, null, "DELETE /ops/v1/registrations/{registrationId}", onboarding.Id.Value)).Status.ShouldBe(200);

        foreach (var query in new[] { "state=all", "tenant=tenant-a" })
            (await ListAsync(table, query)).ShouldBeEmpty();
    }

    private static async Task StoreOneOfEachStateAsync(Table table)
    {
        var pending = MintedOnboarding.At(s_now) with { AwsAccountId = Account(Here) };
        await AddAsync(table, pending);
        DisplayName.TryParse("Main account", out var name).ShouldBeTrue();
        var verifying = MintedOnboarding.At(s_now);
        await AddAsync(table, verifying with { Status = OnboardingStatus.Verifying, Submission = new Submission(name, RoleOf(verifying), null, Consent.ByHand), SubmittedAt = s_now });
        await AddAsync(table, MintedOnboarding.At(s_now - OnboardingRecord.Lifetime) with { Status = OnboardingStatus.Expired });
        await AddAsync(table, MintedOnboarding.At(s_now) with { Status = OnboardingStatus.Cancelled });
        await AccountAsync(table, "tenant-a", "onboarding-connect-1");
        await BecomeAsync(table, await AccountAsync(table, "tenant-a", "onboarding-connect-2"), a => a with { Status = AccountStatus.Degraded, DegradedSince = s_now });
        await BecomeAsync(table, await AccountAsync(table, "tenant-a", "onboarding-connect-3"), a => a with { Status = AccountStatus.Detached, DetachedAt = s_now });
        await BecomeAsync(table, await AccountAsync(table, "tenant-a", "onboarding-connect-4"), a => a with { Status = AccountStatus.Closed, DetachedAt = s_now });
    }

    private static async Task BecomeAsync(Table table, OnboardingRecord onboarding, Func<AccountRecord, AccountRecord> change)
    {
        var account = (await AccountRecord.FindAsync(table, onboarding.Tenant, onboarding.Id.Value, CancellationToken.None)).ShouldNotBeNull();
        var decision = new AccountDecision(change(account), new Decision(Decisions.Checked, Decision.Service, s_now));
        (await new AccountDecisions(table).TryWriteAsync(account, decision, CancellationToken.None)).Account.ShouldNotBeNull();
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(Table table, string? query, int limit = 50)
    {
        var (found, cursor) = (new List<JsonElement>(), "");
        do
        {
            var answer = await AskAsync(table, string.Join('&', new[] { query, $"limit={limit}", cursor }.Where(q => q is { Length: > 0 })));
            answer.Status.ShouldBe(200, answer.Refusal?.Error.Code);
            var page = JsonElement.Parse(answer.Body!);
            page.GetProperty("registrations").GetArrayLength().ShouldBeLessThanOrEqualTo(limit);
            found.AddRange(page.GetProperty("registrations").EnumerateArray());
            cursor = page.TryGetProperty("cursor", out var next) ? "cursor=" + next.GetString() : "";
        }
        while (cursor.Length > 0);
        return found;
    }

    private static Task<Answer> AskAsync(Table table, string? query, string route = "GET /ops/v1/registrations", string? id = null) => new OperationsFeature(table, TimeProvider.System).HandleAsync(
        new OperatorRequest
        {
            RouteKey = route,
            Arn = "arn:aws:sts::999988887777:assumed-role/Operators/kim",
            Now = s_now,
            Language = Language.English,
            RequestId = "request",
            Event = new APIGatewayHttpApiV2ProxyRequest
            {
                PathParameters = id is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { ["registrationId"] = id },
                QueryStringParameters = query?.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal),
            },
        },
        CancellationToken.None);

    private static async Task AddAsync(Table table, OnboardingRecord onboarding) => (await table.AddAsync(onboarding.ToItem(), CancellationToken.None)).ShouldBeTrue();

    private static Task<OnboardingRecord> AccountAsync(Table table, string tenant, string roleName) =>
        StoreAccountAsync(table, MintedOnboarding.At(s_now, tenant) with { RoleName = roleName });

    private static AwsAccountId Account(string id) => AwsAccountId.TryParse(id, out var account) ? account : throw new ArgumentException(id, nameof(id));
}
