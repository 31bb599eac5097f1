using System.Globalization;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Http;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using Onboarding.Ops.Audit;
using Onboarding.Tests.Registry;
using ShownEntry = Onboarding.Ops.Api.AuditEntry;
using ShownHead = Onboarding.Ops.Api.AuditHead;

namespace Onboarding.Tests.Verification;

/// <summary>Checks that find what the last one found: what they cost, and that nothing true is lost by not keeping them.</summary>
[Collection(SimulatedCustomersCollection.Name)]
public sealed class UnchangedCheckTests(SimulatedCustomers aws, TableFixture tables) : IClassFixture<TableFixture>
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_Sweep_That_Finds_Nothing_New_Costs_At_Most_Six_Write_Units()
    {
        var (table, meter) = await tables.NewMeteredTableAsync();
        using var dynamo = meter;
        // The longest tenant makes the largest items.
        var account = await ConnectedAsync(table, new string('t', 128));
        account = await CheckedAsync(table, account, s_now.AddMinutes(10));

        for (var day = 1; day <= 3; day++)
        {
            meter.WriteUnits = 0;
            var report = await SweepOf(table).RunAsync(s_now.AddDays(2 * day), CancellationToken.None, CancellationToken.None);

            report.Outcomes.ShouldBe(new Dictionary<string, int>(StringComparer.Ordinal) { ["checked"] = 1 });
            meter.WriteUnits.ShouldBeInRange(1, 6);
        }

        var now = await ReadAsync(table, account);
        (now.CheckedAt, now.Schedule.Unchanged?.Count, now.Audit).ShouldBe((s_now.AddDays(6), 3, account.Audit));
        now.Schedule.DueAt.ShouldNotBeNull().ShouldBeGreaterThan(s_now.AddDays(6));
    }

    [Fact]
    public async Task The_Next_Decision_States_How_Often_And_How_Long_Nothing_Changed_And_The_Chain_Verifies()
    {
        var table = await tables.NewTableAsync();
        var customer = await aws.CustomerAsync();
        var account = await CheckedAsync(table, await ConnectedAsync(table, "tenant-a", customer), s_now.AddMinutes(10));
        for (var hour = 1; hour <= 4; hour++)
            account = await CheckedAsync(table, account, s_now.AddHours(hour));
        account = (await new AccountDecisions(table).WriteAsync(
            account, a => new AccountDecision(a with { Name = "Renamed" }, new Decision(Decisions.Renamed, "user:somebody", s_now.AddHours(5))), CancellationToken.None)).Account.ShouldNotBeNull();
        account = await CheckedAsync(table, account, s_now.AddHours(6));
        aws.Aws.PutTrustPolicy(account.Role.Value, Customer.Trusting(new string('a', 32)));
        account = await CheckedAsync(table, account, s_now.AddHours(7));

        account.Status.ShouldBe(AccountStatus.Degraded);
        account.Schedule.Unchanged.ShouldBeNull();
        var audit = await AuditList.ReadAsync(table, account.Ledger, new Page(100, null), CancellationToken.None);
        audit.Entries.Select(e => e.Decision).ShouldBe(["minted", "registered", "checked", "renamed", "degraded"]);
        Stated(audit.Entries[3]).ShouldBe(("4", "2026-11-22T12:10:00.000Z", "2026-11-22T16:00:00.000Z"));
        Stated(audit.Entries[4]).ShouldBe(("5", "2026-11-22T12:10:00.000Z", "2026-11-22T18:00:00.000Z"));
        ChainCheck.Flaws(new AuditTrail(account.Id, [.. audit.Entries.Select(Seen)], new ShownHead(audit.Head.Sequence, audit.Head.Hash))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Checks_That_Found_The_Same_Are_Shown_As_One_With_The_Time_Of_The_Last()
    {
        var table = await tables.NewTableAsync();
        var account = await CheckedAsync(table, await ConnectedAsync(table, "tenant-a"), s_now.AddMinutes(10));
        account = await CheckedAsync(table, account, s_now.AddHours(1));
        account = await CheckedAsync(table, account, s_now.AddHours(2));
        aws.Aws.PutTrustPolicy(account.Role.Value, Customer.Trusting(new string('a', 32)));
        account = await CheckedAsync(table, account, s_now.AddHours(3));
        account = await CheckedAsync(table, account, s_now.AddHours(4));

        string[] expected =
        [
            "2026-11-22T16:00:00.000Z failed 1 since 2026-11-22T15:00:00.000Z",
            "2026-11-22T14:00:00.000Z passed 2 since 2026-11-22T12:10:00.000Z",
            "2026-11-22T12:00:00.000Z passed",
        ];
        (await ChecksAsync(table, account, limit: 50)).ShouldBe(expected);
        (await ChecksAsync(table, account, limit: 1)).ShouldBe(expected);
        var shown = await Evidence.OfLastAsync(table, account, Language.English, CancellationToken.None);
        (shown.At.ToString(), shown.Code, shown.Unchanged?.Checks).ShouldBe(("2026-11-22T16:00:00.000Z", "role-not-assumable", 1));
    }

    [Fact]
    public async Task A_Check_Within_The_Second_Of_A_Sweep_Comes_After_It()
    {
        var table = await tables.NewTableAsync();
        var account = await CheckedAsync(table, await ConnectedAsync(table, "tenant-a"), s_now.AddMinutes(10));
        (await SweepOf(table).RunAsync(s_now.AddDays(2).AddMilliseconds(999), CancellationToken.None, CancellationToken.None)).Finished.ShouldBe(1);
        aws.Aws.PutTrustPolicy(account.Role.Value, Customer.Trusting(new string('a', 32)));

        var done = await ChecksOf(table).RunAsync(await ReadAsync(table, account), "user:somebody", s_now.AddDays(2).AddMilliseconds(100), CancellationToken.None);

        done.Decision.ShouldBe(Decisions.Degraded);
    }

    [Fact]
    public async Task A_Check_Of_What_Was_Detached_Meanwhile_Puts_Off_No_Reminder()
    {
        var table = await tables.NewTableAsync();
        var read = await CheckedAsync(table, await ConnectedAsync(table, "tenant-a"), s_now.AddMinutes(10));
        var detached = (await new AccountDecisions(table).WriteAsync(
            read,
            a => new AccountDecision(
                a with { Status = AccountStatus.Detached, DetachedAt = s_now.AddHours(1), Schedule = a.Schedule with { DueAt = s_now.AddDays(1) } },
                new Decision(Decisions.Detached, "user:somebody", s_now.AddHours(1))),
            CancellationToken.None)).Account.ShouldNotBeNull();

        var done = await ChecksOf(table).RunAsync(read, Decision.Service, s_now.AddHours(1), CancellationToken.None);

        done.Refusal?.Error.ShouldBe(Errors.AccountDetached);
        (await ReadAsync(table, read)).Schedule.ShouldBe(detached.Schedule);
    }

    private static (string?, string?, string?) Stated(AuditEntryView entry) =>
        (entry.Facts!.GetValueOrDefault("unchangedChecks"), entry.Facts!.GetValueOrDefault("unchangedSince"), entry.Facts!.GetValueOrDefault("unchangedUntil"));

    private static ShownEntry Seen(AuditEntryView entry) => new(
        entry.Sequence, DateTimeOffset.Parse(entry.At.ToString(), CultureInfo.InvariantCulture), entry.Decision, entry.By, entry.Text, entry.Hash, entry.PreviousHash, entry.Code);

    private static async Task<List<string>> ChecksAsync(Table table, AccountRecord account, int limit)
    {
        var (lines, cursor) = (new List<string>(), (string?)null);
        do
        {
            var first = new Dictionary<string, string>(StringComparer.Ordinal) { ["limit"] = limit.ToString(CultureInfo.InvariantCulture) };
            var request = new TenantRequest
            {
                RouteKey = "GET /v1/accounts/{accountId}/checks",
                Tenant = account.Tenant,
                Now = s_now.AddDays(1),
                Language = Language.English,
                RequestId = "request",
                Event = new APIGatewayHttpApiV2ProxyRequest
                {
                    PathParameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["accountId"] = account.Id },
                    QueryStringParameters = cursor is null ? first : new Dictionary<string, string>(first, StringComparer.Ordinal) { ["cursor"] = cursor },
                },
            };
            var answer = JsonElement.Parse((await new AccountHistory(table).ChecksAsync(request, CancellationToken.None)).Body!);
            lines.AddRange(answer.GetProperty("checks").EnumerateArray().Select(Line));
            cursor = answer.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return lines;
    }

    private static string Line(JsonElement check) => $"{check.GetProperty("at").GetString()} {check.GetProperty("outcome").GetString()}"
        + (check.TryGetProperty("unchanged", out var unchanged) ? $" {unchanged.GetProperty("checks").GetInt32()} since {unchanged.GetProperty("since").GetString()}" : "");

    private AccountChecks ChecksOf(Table table) => new(table, aws.Verifier());

    private Sweep SweepOf(Table table) => new(
        new DueItems(table),
        new DueWork(
            table,
            new OnboardingCare(table, aws.Verifier(), new PasteFree(table, aws.Settings), aws.Settings.Limits),
            ChecksOf(table),
            new CleanupCare(table, new Reachability(aws.Vendor(TimeProvider.System), aws.Settings, TimeProvider.System))));

    private async Task<AccountRecord> CheckedAsync(Table table, AccountRecord account, DateTimeOffset at)
    {
        (await ChecksOf(table).RunAsync(account, Decision.Service, at, CancellationToken.None)).Account.ShouldNotBeNull();
        return await ReadAsync(table, account);
    }

    private static async Task<AccountRecord> ReadAsync(Table table, AccountRecord account) =>
        (await AccountRecord.FindAsync(table, account.Tenant, account.Id, CancellationToken.None)).ShouldNotBeNull();

    private async Task<AccountRecord> ConnectedAsync(Table table, string tenant, Customer? customer = null)
    {
        customer ??= await aws.CustomerAsync();
        var onboarding = await Registering.StoreAsync(table, MintedOnboarding.At(s_now, tenant, customer.Subject.ExternalId) with { RoleName = customer.Subject.Role.Name });
        DisplayName.TryParse("Main account", out var name).ShouldBeTrue();
        var submission = new Submission(name, customer.Subject.Role, customer.Subject.Stack!.Id, Consent.Pasted);
        var verdict = await aws.Verifier().VerifyAsync(Subjects.Of(onboarding, submission), s_now, CancellationToken.None);
        verdict.Refusal.ShouldBeNull();
        return (await new Registrar(table, aws.Settings.Limits).RegisterAsync(onboarding, submission, verdict, "user:somebody", Language.English, s_now, CancellationToken.None)).Account.ShouldNotBeNull();
    }
}
