using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Onboarding.Functions;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;

namespace Onboarding.Tests.Registry;

/// <summary>A tenant's lists, on a real table.</summary>
[Collection(Tables.Name)]
public sealed class ListTests(TableFixture fixture)
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_Cannot_Be_Read_Hides_No_Other()
    {
        var table = await fixture.NewTableAsync();
        var (broken, fine) = (await AccountAsync(table), await AccountAsync(table));
        var pending = MintedOnboarding.At(s_now) with { GroupId = fine.GroupId };
        (await table.AddAsync(pending.ToItem(), CancellationToken.None)).ShouldBeTrue();
        foreach (var key in new[] { Keys.Account(broken.Tenant, broken.Id.Value), Keys.Group(broken.Tenant, broken.GroupId), Keys.Onboarding(fine.Id) })
            await BreakAsync(table, key);

        (await IdsAsync(new AccountsFeature(table, ProductSettings.Of("accounts")).HandleAsync, "GET /v1/accounts", "accounts")).ShouldBe([fine.Id.Value]);
        (await IdsAsync(new GroupsFeature(table, ProductSettings.Of("groups").Limits).HandleAsync, "GET /v1/groups", "groups")).ShouldBe([fine.GroupId]);
        (await IdsAsync(new OnboardingsFeature(table, ProductSettings.Of("onboardings")).HandleAsync, "GET /v1/groups/{groupId}/onboardings", "onboardings", fine.GroupId))
            .ShouldBe([pending.Id.Value]);
    }

    // The account was read, and something was decided before its audit was.
    [Fact]
    public async Task What_Was_Decided_Meanwhile_Is_Not_Part_Of_The_Audit_That_Is_Shown()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await AccountAsync(table);
        var account = (await Registrar.FindLiveAccountAsync(table, onboarding, CancellationToken.None)).ShouldNotBeNull();
        var now = account;
        for (var i = 1; i <= 2; i++)
        {
            now = (await new AccountDecisions(table).TryWriteAsync(
                now, new AccountDecision(now with { Name = $"Name {i}" }, new Decision(Decisions.Renamed, "user:somebody", s_now)), CancellationToken.None)).Account.ShouldNotBeNull();
        }

        var whole = await AuditList.ReadAsync(table, account.Ledger, new Page(3, null), CancellationToken.None);
        var part = await AuditList.ReadAsync(table, account.Ledger, new Page(1, null), CancellationToken.None);

        (whole.Head.Sequence, whole.Cursor).ShouldBe((2, null));
        whole.Entries.Select(e => e.Sequence).ShouldBe([1, 2]);
        part.Entries.ShouldHaveSingleItem().Sequence.ShouldBe(1);
        part.Cursor.ShouldNotBeNull();
    }

    [Fact]
    [Trait("Threat", "T45")]
    public async Task A_Page_Of_An_Audit_Ends_Before_It_Is_Too_Large_And_The_Next_Continues()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await AccountAsync(table);
        var account = (await Registrar.FindLiveAccountAsync(table, onboarding, CancellationToken.None)).ShouldNotBeNull();
        for (var i = 0; i < 30; i++)
        {
            var check = new Check(s_now, Check.Passed, [new Probe($"probe-{i}", Probe.Allowed, new string('x', 100_000))]);
            account = (await new AccountDecisions(table).TryWriteAsync(
                account, new AccountDecision(account, new Decision(Decisions.Checked, Decision.Service, s_now) { Check = check }), CancellationToken.None)).Account.ShouldNotBeNull();
        }

        var (seen, pages, after) = (new List<long>(), 0, (string?)null);
        do
        {
            var page = await AuditList.ReadAsync(table, account.Ledger, new Page(100, after), CancellationToken.None);
            AnswersJson.Write(page, AnswersJson.Default.AuditList).Length.ShouldBeLessThan(1_100_000);
            seen.AddRange(page.Entries.Select(e => e.Sequence));
            after = page.Cursor is null ? null : System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(page.Cursor.PadRight((page.Cursor.Length + 3) / 4 * 4, '=')));
            pages++;
        }
        while (after is not null);
        seen.ShouldBe(Enumerable.Range(1, 32).Select(i => (long)i));
        pages.ShouldBeGreaterThan(3);
    }

    [Fact]
    [Trait("Threat", "T45")]
    public async Task A_List_Of_Accounts_Shows_No_Evidence()
    {
        var table = await fixture.NewTableAsync();
        await AccountAsync(table);

        var body = await BodyAsync(new AccountsFeature(table, ProductSettings.Of("accounts")).HandleAsync, "GET /v1/accounts");

        body.GetProperty("accounts")[0].GetProperty("lastCheck").EnumerateObject().Select(m => m.Name).ShouldBe(["at", "outcome"]);
    }

    // A corrupted entry: those after it are still shown, and it is marked.
    [Fact]
    [Trait("Threat", "T45")]
    public async Task An_Audit_Continues_After_An_Unreadable_Entry()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await AccountAsync(table);
        var account = (await Registrar.FindLiveAccountAsync(table, onboarding, CancellationToken.None)).ShouldNotBeNull();
        await table.UpdateAsync(new Change(Keys.Audit(account.Tenant, account.Id, 1)) { Update = "REMOVE entry, #hash", Condition = "attribute_exists(pk)" }.Named("hash"), CancellationToken.None);

        var audit = await AuditList.ReadAsync(table, account.Ledger, new Page(100, null), CancellationToken.None);

        audit.Entries.Select(e => e.Decision).ShouldBe(["unreadable", "registered"]);
    }

    private static async Task<IEnumerable<string?>> IdsAsync(Func<TenantRequest, CancellationToken, Task<Answer>> feature, string route, string list, string? groupId = null) =>
        (await BodyAsync(feature, route, groupId)).GetProperty(list).EnumerateArray().Select(e => e.GetProperty("id").GetString());

    private static async Task<JsonElement> BodyAsync(Func<TenantRequest, CancellationToken, Task<Answer>> feature, string route, string? groupId = null)
    {
        var request = new TenantRequest
        {
            RouteKey = route,
            Tenant = MintedOnboarding.At(s_now).Tenant,
            Now = s_now,
            Language = Language.English,
            RequestId = "request",
            Event = new APIGatewayHttpApiV2ProxyRequest { PathParameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["groupId"] = groupId ?? "" } },
        };
        var answer = await feature(request, CancellationToken.None);
        answer.Status.ShouldBe(200, answer.Refusal?.Error.Code);
        return JsonElement.Parse(answer.Body!);
    }

    private static async Task BreakAsync(Table table, (string Pk, string Sk) key)
    {
        var change = new Change(key) { Update = "SET #schema = :schema", Condition = "attribute_exists(pk)" }.Named("schema").With("schema", 2);
        (await table.UpdateAsync(change, CancellationToken.None)).Changed.ShouldBeTrue();
    }

    private static Task<OnboardingRecord> AccountAsync(Table table) =>
        Registering.StoreAccountAsync(table, MintedOnboarding.At(s_now) with { RoleName = "onboarding-connect-" + MintingAlphabet.Random(12) });
}
