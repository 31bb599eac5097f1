using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Operations;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using static Onboarding.Tests.Registry.Registering;

namespace Onboarding.Tests.Registry;

/// <summary>What operators see and delete, on a real table.</summary>
[Collection(Tables.Name)]
public sealed class OperationsTests(TableFixture fixture)
{
    private const string Operator = "arn:aws:sts::999988887777:assumed-role/Operators/kim";

    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Threat", "T31")]
    public async Task Deleting_Leaves_A_Newer_Registration_Of_The_Same_Role_Untouched()
    {
        var table = await fixture.NewTableAsync();
        var old = await AccountAsync(table, "tenant-a");
        await DetachAsync(table, old);
        var newer = await AccountAsync(table, "tenant-b");

        (await AskAsync(table, "DELETE /ops/v1/registrations/{registrationId}", old.Id.Value)).Status.ShouldBe(200);

        (await table.GetAsync(Keys.Role(RoleOf(newer)), CancellationToken.None))!.Text("accountId").ShouldBe(newer.Id.Value);
        (await Registrar.FindLiveAccountAsync(table, newer, CancellationToken.None)).ShouldNotBeNull();
        (await table.GetAsync(Keys.Account(old.Tenant, old.Id.Value), CancellationToken.None)).ShouldBeNull();
        Schedule.Of(await table.GetAsync(Keys.Schedule(old.Tenant, old.Id.Value), CancellationToken.None)).DueAt.ShouldBe(s_now);
        (await table.GetAsync(Keys.Onboarding(old.Id), CancellationToken.None))!.OptionalText("externalId").ShouldBeNull();
        (await table.GetAsync(Keys.Group(old.Tenant, old.GroupId), CancellationToken.None))!.Integer("accountCount").ShouldBe(0);
    }

    [Fact]
    [Trait("Threat", "T2")]
    public async Task A_Deleted_Registrations_External_Id_Is_Never_Given_Out_Again_And_Its_Audit_Names_The_Operator()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await AccountAsync(table, "tenant-a");
        await DetachAsync(table, onboarding);
        await AskAsync(table, "DELETE /ops/v1/registrations/{registrationId}", onboarding.Id.Value);

        (await table.AddAsync(onboarding.ToItem(), CancellationToken.None)).ShouldBeFalse();
        var shown = await BodyAsync(table, "GET /ops/v1/registrations/{registrationId}", onboarding.Id.Value);
        shown.GetProperty("state").GetString().ShouldBe("deleted");
        shown.GetProperty("deletedBy").GetString().ShouldBe(Operator);
        shown.TryGetProperty("roleArn", out _).ShouldBeFalse();
        var audit = await BodyAsync(table, "GET /ops/v1/registrations/{registrationId}/audit", onboarding.Id.Value);
        var entries = audit.GetProperty("entries").EnumerateArray().ToList();
        entries.Select(e => e.GetProperty("decision").GetString()).ShouldBe(["minted", "registered", "detached", "deleted"]);
        entries[^1].GetProperty("by").GetString().ShouldBe("operator:" + Operator);
        audit.GetProperty("head").GetProperty("hash").GetString().ShouldBe(entries[^1].GetProperty("hash").GetString());
    }

    [Fact]
    public async Task Deleting_A_Closed_Account_Takes_It_Out_Of_No_Count_A_Second_Time_And_Names_The_Group_It_Was_In()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await AccountAsync(table, "tenant-a");
        await DetachAsync(table, onboarding);
        var other = MintedOnboarding.At(s_now).GroupId;
        await StoreGroupAsync(table, onboarding.Tenant, other, s_now);
        var account = (await AccountRecord.FindAsync(table, onboarding.Tenant, onboarding.Id.Value, CancellationToken.None))!;
        (await new AccountDecisions(table).TryWriteAsync(
            account,
            new AccountDecision(account with { Status = AccountStatus.Closed, Schedule = account.Schedule with { DueAt = null }, GroupId = other }, new Decision(Decisions.Closed, Decision.Service, s_now)),
            CancellationToken.None))
            .Account.ShouldNotBeNull();

        (await AskAsync(table, "DELETE /ops/v1/registrations/{registrationId}", onboarding.Id.Value)).Status.ShouldBe(200);

        (await table.GetAsync(Keys.Group(onboarding.Tenant, other), CancellationToken.None))!.Integer("accountCount").ShouldBe(0);
        var audit = await BodyAsync(table, "GET /ops/v1/registrations/{registrationId}/audit", onboarding.Id.Value);
        audit.GetProperty("entries").EnumerateArray().Last().GetProperty("facts").GetProperty("groupId").GetString().ShouldBe(other);
    }

    [Fact]
    public async Task A_Place_Behind_The_End_Of_A_List_Is_Not_One_Of_It()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await OnboardingAsync(table, "tenant-a");
        var (pk, sk) = Keys.Onboarding(onboarding.Id);
        string CursorAt(DateTimeOffset since, string key) => Page.Cursor(new RegistrationPlace(Keys.State("expired", 3), since.ToUnixTimeMilliseconds(), (pk, key)).ToString());

        var refused = new[] { CursorAt(s_now.AddDays(-29), sk), CursorAt(s_now.AddDays(-31), new string('x', 1025)) };

        foreach (var cursor in refused)
            (await AskAsync(table, "GET /ops/v1/registrations", null, Query(("state", "stale"), ("cursor", cursor)))).Refusal?.Error.ShouldBe(Errors.RequestMalformed);
        (await AskAsync(table, "GET /ops/v1/registrations", null, Query(("state", "stale"), ("cursor", CursorAt(s_now.AddDays(-31), sk))))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Deleting_Again_Finds_Nothing_Left_To_Delete()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await OnboardingAsync(table, "tenant-a");
        var later = s_now + OnboardingRecord.Lifetime;
        (await BodyAsync(table, "DELETE /ops/v1/registrations/{registrationId}", onboarding.Id.Value, now: later)).GetProperty("deleted").GetArrayLength().ShouldBe(1);
        (await BodyAsync(table, "DELETE /ops/v1/registrations/{registrationId}", onboarding.Id.Value, now: later)).GetProperty("deleted").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_Is_In_Use_Is_Not_Deleted()
    {
        var table = await fixture.NewTableAsync();
        var pending = await OnboardingAsync(table, "tenant-a");
        var active = await AccountAsync(table, "tenant-a");
        foreach (var id in new[] { pending.Id.Value, active.Id.Value })
            (await AskAsync(table, "DELETE /ops/v1/registrations/{registrationId}", id)).Refusal?.Error.ShouldBe(Errors.RegistrationInUse);
        (await AskAsync(table, "DELETE /ops/v1/registrations/{registrationId}", new string('a', 24))).Refusal?.Error.ShouldBe(Errors.RegistrationNotFound);
    }

    [Fact]
    public async Task A_Pending_Onboardings_Audit_Is_Its_Minting()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await OnboardingAsync(table, "tenant-a");
        var audit = await BodyAsync(table, "GET /ops/v1/registrations/{registrationId}/audit", onboarding.Id.Value);
        var entry = audit.GetProperty("entries").EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("decision").GetString().ShouldBe("minted");
        TextHash.Of(entry.GetProperty("text").GetString()!).ShouldBe(audit.GetProperty("head").GetProperty("hash").GetString());
    }

    [Fact]
    public async Task Lists_Every_State_Page_By_Page_And_Each_Once()
    {
        var table = await fixture.NewTableAsync();
        var expected = new List<string>();
        for (var i = 0; i < 7; i++)
            expected.Add((await OnboardingAsync(table, $"tenant-{i}")).Id.Value);
        for (var i = 0; i < 4; i++)
        {
            var account = await AccountAsync(table, $"tenant-{i}", $"onboarding-connect-{i}");
            await DetachAsync(table, account);
            expected.Add(account.Id.Value);
        }

        var (found, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await BodyAsync(table, "GET /ops/v1/registrations", null, Query(("limit", "3"), ("cursor", cursor)));
            found.AddRange(page.GetProperty("registrations").EnumerateArray().Select(r => r.GetProperty("id").GetString()!));
            cursor = page.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        found.ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task Stale_Is_What_Has_Been_So_For_Thirty_Days_Or_As_Long_As_Is_Asked()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await AccountAsync(table, "tenant-a");
        await DetachAsync(table, onboarding);
        async Task<int> CountAsync(DateTimeOffset now, params (string, string?)[] query) =>
            (await BodyAsync(table, "GET /ops/v1/registrations", null, Query(query), now)).GetProperty("registrations").GetArrayLength();

        (await CountAsync(s_now.AddDays(29), ("state", "stale"))).ShouldBe(0);
        (await CountAsync(s_now.AddDays(30), ("state", "stale"))).ShouldBe(1);
        (await CountAsync(s_now.AddDays(2), ("state", "stale"), ("olderThan", "P2D"))).ShouldBe(1);
        (await CountAsync(s_now.AddDays(2), ("state", "stale"), ("olderThan", "PT49H"))).ShouldBe(0);
        (await CountAsync(s_now, ("state", "detached"))).ShouldBe(1);
        (await CountAsync(s_now, ("state", "degraded"))).ShouldBe(0);
    }

    [Fact]
    public async Task What_Cannot_Be_Read_Is_Listed_As_Such_And_Hides_No_Other()
    {
        var table = await fixture.NewTableAsync();
        var (unknown, newer, fine) = (await OnboardingAsync(table, "tenant-a"), await AccountAsync(table, "tenant-b"), await AccountAsync(table, "tenant-c", "onboarding-connect-c"));
        await DetachAsync(table, newer);
        await DetachAsync(table, fine);
        await BreakAsync(table, Keys.Onboarding(unknown.Id), "status", "of-tomorrow");
        await BreakAsync(table, Keys.Account(newer.Tenant, newer.Id.Value), "checkSequence", "two");
        await BreakAsync(table, Keys.Onboarding(newer.Id), "status", "of-tomorrow");
        (await table.AddAsync(new Item("TICKET#a", "1").With("statePk", Keys.State("expired", 3)).With("stateSince", s_now), CancellationToken.None)).ShouldBeTrue();

        var (found, cursor) = (new List<JsonElement>(), (string?)null);
        do
        {
            var page = await BodyAsync(table, "GET /ops/v1/registrations", null, Query(("limit", "1"), ("cursor", cursor)));
            found.AddRange(page.GetProperty("registrations").EnumerateArray());
            cursor = page.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        found.Where(r => r.GetProperty("id").GetString() is not "TICKET#a").Select(Line).ShouldBe(
        [
            $"{unknown.Id.Value} onboarding tenant-a unreadable", $"{newer.Id.Value} account tenant-b unreadable", $"{fine.Id.Value} account tenant-c detached",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task An_Unreadable_Registration_Can_Only_Be_Viewed()
    {
        var table = await fixture.NewTableAsync();
        var (onboarding, account) = (await OnboardingAsync(table, "tenant-a"), await AccountAsync(table, "tenant-b"));
        await BreakAsync(table, Keys.Onboarding(onboarding.Id), "schema", 2);
        await BreakAsync(table, Keys.Account(account.Tenant, account.Id.Value), "createdAt", long.MaxValue);

        Line(await BodyAsync(table, "GET /ops/v1/registrations/{registrationId}", onboarding.Id.Value)).ShouldBe($"{onboarding.Id.Value} onboarding tenant-a unreadable");
        Line(await BodyAsync(table, "GET /ops/v1/registrations/{registrationId}", account.Id.Value)).ShouldBe($"{account.Id.Value} account tenant-b unreadable");
        foreach (var route in new[] { "DELETE /ops/v1/registrations/{registrationId}", "GET /ops/v1/registrations/{registrationId}/audit" })
            (await AskAsync(table, route, onboarding.Id.Value)).Refusal?.Error.ShouldBe(Errors.RegistrationUnreadable);
    }

    [Theory]
    [InlineData("state", "gone")]
    [InlineData("olderThan", "30d")]
    [InlineData("olderThan", "P")]
    [InlineData("olderThan", "PT")]
    [InlineData("olderThan", "P1M")]
    [InlineData("olderThan", "P3651D")]
    [InlineData("cursor", "bm9uc2Vuc2U")]
    [InlineData("limit", "101")]
    [InlineData("state", "")]
    [InlineData("state", "Active")]
    [InlineData("tenant", "")]
    [InlineData("tenant", "a#b")]
    [InlineData("awsAccountId", "11112222333")]
    [InlineData("awsAccountId", "１１１１２２２２３３３３")]
    [InlineData("status", "active")]
    [InlineData("State", "active")]
    public async Task Refuses_What_It_Does_Not_Understand(string name, string value) =>
        (await AskAsync(await fixture.NewTableAsync(), "GET /ops/v1/registrations", null, Query((name, value)))).Refusal?.Error.ShouldBe(Errors.RequestMalformed);

    private static string Line(JsonElement registration) =>
        string.Join(' ', new[] { "id", "kind", "tenant", "state" }.Select(m => registration.GetProperty(m).GetString()));

    private static async Task BreakAsync(Table table, (string Pk, string Sk) key, string attribute, object value)
    {
        var change = new Change(key) { Update = $"SET #{attribute} = :value", Condition = "attribute_exists(pk)" }.Named(attribute);
        (await table.UpdateAsync(value is string text ? change.With("value", text) : change.With("value", Convert.ToInt64(value)), CancellationToken.None)).Item1.ShouldBeTrue();
    }

    private static Dictionary<string, string> Query(params (string Name, string? Value)[] query) =>
        query.Where(q => q.Value is not null).ToDictionary(q => q.Name, q => q.Value!, StringComparer.Ordinal);

    private static Task<Answer> AskAsync(Table table, string route, string? id, Dictionary<string, string>? query = null, DateTimeOffset? now = null) =>
        new OperationsFeature(table, TimeProvider.System).HandleAsync(
            new OperatorRequest
            {
                RouteKey = route,
                Arn = Operator,
                Now = now ?? s_now,
                Language = Language.English,
                RequestId = "request",
                Event = new APIGatewayHttpApiV2ProxyRequest { PathParameters = PathOf("registrationId", id), QueryStringParameters = query },
            },
            CancellationToken.None);

    private static async Task<JsonElement> BodyAsync(
        Table table, string route, string? id, Dictionary<string, string>? query = null, DateTimeOffset? now = null)
    {
        var answer = await AskAsync(table, route, id, query, now);
        answer.Status.ShouldBe(200, answer.Refusal?.Error.Code);
        return JsonElement.Parse(answer.Body!);
    }

    private static Dictionary<string, string>? PathOf(string name, string? id) => id is null ? null : new(StringComparer.Ordinal) { [name] = id };

    private static async Task DetachAsync(Table table, OnboardingRecord onboarding) => (await new AccountsFeature(table, ProductSettings.Of("accounts")).HandleAsync(
        new TenantRequest
        {
            RouteKey = "DELETE /v1/accounts/{accountId}",
            Tenant = onboarding.Tenant,
            Now = s_now,
            Language = Language.English,
            RequestId = "request",
            Event = new APIGatewayHttpApiV2ProxyRequest { PathParameters = PathOf("accountId", onboarding.Id.Value) },
        },
        CancellationToken.None)).Status.ShouldBe(200);

    private static Task<OnboardingRecord> AccountAsync(Table table, string tenant, string roleName = "onboarding-connect-abc") =>
        StoreAccountAsync(table, MintedOnboarding.At(s_now, tenant) with { RoleName = roleName });

    private static Task<OnboardingRecord> OnboardingAsync(Table table, string tenant) => StoreAsync(table, MintedOnboarding.At(s_now, tenant));
}
