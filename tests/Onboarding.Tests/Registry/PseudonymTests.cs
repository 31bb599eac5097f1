using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Operations;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using static Onboarding.Tests.Registry.Registering;

namespace Onboarding.Tests.Registry;

/// <summary>What is kept of a tenant's people, and that they can be forgotten, on a real table.</summary>
[Collection(Tables.Name)]
public sealed class PseudonymTests(TableFixture fixture)
{
    private const string Detach = "DELETE /v1/accounts/{accountId}";
    private const string Person = "auth0|5f7c8ec7c33c6c004bbafe82";

    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly AgingTime _time = new();

    [Fact]
    [Trait("Threat", "T58")]
    public async Task The_Audit_Names_A_Person_By_A_Pseudonym_And_Keeps_Nothing_Else_Of_Them()
    {
        var table = await fixture.NewTableAsync();
        var account = await StoreAccountAsync(table, MintedOnboarding.At(s_now) with { ConnectedFor = $"tenant-a / {Person} / 2026-11-22" });

        await DetachAsync(table, account, Person);

        var pseudonym = (await PseudonymAsync(table, "tenant-a", Person)).ShouldNotBeNull();
        var entries = await new ItemList(table, Keys.AuditOf(account.Tenant, account.Id.Value)).ReadAsync(new Page(100, null), CancellationToken.None);
        JsonElement.Parse(entries.Items[^1].Text("entry")).GetProperty("by").GetString().ShouldBe(pseudonym);
        pseudonym.Length.ShouldBe("user:".Length + 16);
        foreach (var item in entries.Items.Append(await table.GetAsync(Keys.Account(account.Tenant, account.Id.Value), CancellationToken.None)).Append(await table.GetAsync(Keys.Onboarding(account.Id), CancellationToken.None)))
            string.Concat(item!.Attributes.Values.Select(v => v.S)).ShouldNotContain(Person);
    }

    [Fact]
    [Trait("Threat", "T58")]
    public async Task Once_The_Key_Is_Destroyed_Pseudonyms_Cannot_Be_Traced_And_The_Chain_Still_Verifies()
    {
        var table = await fixture.NewTableAsync();
        var account = await StoreAccountAsync(table, MintedOnboarding.At(s_now));
        await DetachAsync(table, account, Person);
        var before = (await PseudonymAsync(table, "tenant-a", Person)).ShouldNotBeNull();

        (await EraseAsync(table, "tenant-a")).ShouldBeTrue();

        (await PseudonymAsync(table, "tenant-a", Person)).ShouldBeNull();
        var later = await StoreAccountAsync(table, MintedOnboarding.At(s_now) with { RoleName = "onboarding-connect-def" });
        await DetachAsync(table, later, Person);
        (await PseudonymAsync(table, "tenant-a", Person)).ShouldNotBe(before, StringComparer.Ordinal);
        var audit = JsonElement.Parse((await AskAsync(table, "GET /ops/v1/registrations/{registrationId}/audit", id: account.Id.Value)).Body!);
        var previous = AuditEntry.NoHash;
        foreach (var entry in audit.GetProperty("entries").EnumerateArray())
        {
            entry.GetProperty("previousHash").GetString().ShouldBe(previous);
            previous = TextHash.Of(entry.GetProperty("text").GetString()!);
        }

        audit.GetProperty("head").GetProperty("hash").GetString().ShouldBe(previous);
    }

    [Fact]
    [Trait("Threat", "T58")]
    public async Task The_Tombstone_Of_A_Deleted_Registration_Names_No_Person()
    {
        var table = await fixture.NewTableAsync();
        var account = await StoreAccountAsync(table, MintedOnboarding.At(s_now) with { ConnectedFor = $"tenant-a / {Person} / 2026-11-22" });
        await DetachAsync(table, account, Person);
        (await AskAsync(table, "DELETE /ops/v1/registrations/{registrationId}", id: account.Id.Value)).Status.ShouldBe(200);

        var tombstone = (await table.GetAsync(Keys.Onboarding(account.Id), CancellationToken.None)).ShouldNotBeNull();

        string.Concat(tombstone.Attributes.Values.Select(v => v.S)).ShouldNotContain(Person);
    }

    [Theory]
    [InlineData(OnboardingStatus.Expired)]
    [InlineData(OnboardingStatus.Cancelled)]
    [InlineData(OnboardingStatus.Completed)]
    [Trait("Threat", "T58")]
    public void An_Onboarding_That_Ended_Keeps_No_Requester(string status)
    {
        var onboarding = MintedOnboarding.At(s_now) with { ConnectedFor = $"tenant-a / {Person} / 2026-11-22" };

        onboarding.ToItem().OptionalText("connectedFor").ShouldNotBeNull();
        (onboarding with { Status = status }).ToItem().OptionalText("connectedFor").ShouldBeNull();
    }

    [Fact]
    public async Task A_Person_Has_One_Pseudonym_In_A_Tenant_And_Another_In_Every_Other()
    {
        var table = await fixture.NewTableAsync();
        var people = new Pseudonyms(table, _time);

        var first = await ByAsync(people, "tenant-a", Person);

        (await ByAsync(people, "tenant-a", Person)).ShouldBe(first);
        (await ByAsync(new Pseudonyms(table, _time), "tenant-a", Person)).ShouldBe(first);
        (await ByAsync(people, "tenant-a", Person + "x")).ShouldNotBe(first, StringComparer.Ordinal);
        (await ByAsync(people, "tenant-b", Person)).ShouldNotBe(first, StringComparer.Ordinal);
        (await ByAsync(people, "tenant-a", person: null)).ShouldBe("tenant:tenant-a");
    }

    [Fact]
    [Trait("Threat", "T58")]
    public async Task A_Destroyed_Key_Is_Used_For_Five_Minutes_At_Most()
    {
        var table = await fixture.NewTableAsync();
        var people = new Pseudonyms(table, _time);
        var before = await ByAsync(people, "tenant-a", Person);
        (await EraseAsync(table, "tenant-a")).ShouldBeTrue();

        _time.Pass(TimeSpan.FromMinutes(4));
        (await ByAsync(people, "tenant-a", Person)).ShouldBe(before);
        _time.Pass(TimeSpan.FromMinutes(1));
        (await ByAsync(people, "tenant-a", Person)).ShouldNotBe(before, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Concurrent_Requests_Name_A_Person_With_The_Same_Key()
    {
        var table = await fixture.NewTableAsync();

        var names = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ByAsync(new Pseudonyms(table, _time), "tenant-a", Person)));

        names.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Erasing_Twice_Destroys_One_Key_And_Keeps_Who_Did_It()
    {
        var table = await fixture.NewTableAsync();
        await ByAsync(new Pseudonyms(table, _time), "tenant-a", Person);

        (await EraseAsync(table, "tenant-a")).ShouldBeTrue();
        (await EraseAsync(table, "tenant-a")).ShouldBeFalse();

        var (kept, _) = await new ItemList(table, Keys.PseudonymKey(MintedOnboarding.At(s_now).Tenant).Pk).ReadAsync(new Page(100, null), CancellationToken.None);
        kept.ShouldHaveSingleItem().Text("by").ShouldBe("operator:arn:aws:sts::999988887777:assumed-role/Operators/kim");
    }

    [Theory]
    [InlineData("DELETE /ops/v1/pseudonyms", null, null)]
    [InlineData("DELETE /ops/v1/pseudonyms", "tenant=a#b", null)]
    [InlineData("DELETE /ops/v1/pseudonyms", "tenant=a&person=b", null)]
    [InlineData("POST /ops/v1/pseudonyms", null, """{"tenant":"tenant-a"}""")]
    [InlineData("POST /ops/v1/pseudonyms", null, """{"tenant":"a b","person":"x"}""")]
    [InlineData("POST /ops/v1/pseudonyms", null, """{"tenant":"a","person":""}""")]
    [InlineData("POST /ops/v1/pseudonyms", null, """{"tenant":"a","person":"x","more":1}""")]
    public async Task Refuses_What_Names_No_Tenant_Or_No_Person(string route, string? query, string? body) =>
        (await AskAsync(await fixture.NewTableAsync(), route, query, body)).Refusal?.Error.ShouldBe(Errors.RequestMalformed);

    private static async Task<string> ByAsync(Pseudonyms people, string tenant, string? person)
    {
        var by = "";
        await people.For(async (request, cancellation) =>
        {
            by = await request.ByAsync(cancellation);
            return Answer.NoContent();
        })(RequestOf("POST /v1/accounts/{accountId}/checks", MintedOnboarding.At(s_now, tenant), person), CancellationToken.None);
        return by;
    }

    private async Task DetachAsync(Table table, OnboardingRecord account, string person) =>
        (await new Pseudonyms(table, _time).For(new AccountsFeature(table, ProductSettings.Of("accounts")).HandleAsync)(RequestOf(Detach, account, person), CancellationToken.None)).Status.ShouldBe(200);

    private static TenantRequest RequestOf(string route, OnboardingRecord account, string? person)
    {
        var claims = new Dictionary<string, string>(StringComparer.Ordinal) { ["tenant"] = account.Tenant.Value };
        if (person is not null)
            claims["sub"] = person;
        return new TenantRequest
        {
            RouteKey = route,
            Tenant = account.Tenant,
            Now = s_now,
            Language = Language.English,
            RequestId = "request",
            Event = new APIGatewayHttpApiV2ProxyRequest
            {
                PathParameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["accountId"] = account.Id.Value },
                RequestContext = new() { Authorizer = new() { Jwt = new() { Claims = claims } } },
            },
        };
    }

    private static async Task<bool> EraseAsync(Table table, string tenant) =>
        JsonElement.Parse((await AskAsync(table, "DELETE /ops/v1/pseudonyms", $"tenant={tenant}")).Body!).GetProperty("erased").GetBoolean();

    private static async Task<string?> PseudonymAsync(Table table, string tenant, string person)
    {
        var answer = await AskAsync(table, "POST /ops/v1/pseudonyms", body: JsonSerializer.Serialize(new { tenant, person }));
        answer.Status.ShouldBe(200, answer.Refusal?.Error.Code);
        return JsonElement.Parse(answer.Body!).TryGetProperty("pseudonym", out var pseudonym) ? pseudonym.GetString() : null;
    }

    private static Task<Answer> AskAsync(Table table, string route, string? query = null, string? body = null, string? id = null) => new OperationsFeature(table, TimeProvider.System).HandleAsync(
        new OperatorRequest
        {
            RouteKey = route,
            Arn = "arn:aws:sts::999988887777:assumed-role/Operators/kim",
            Now = s_now,
            Language = Language.English,
            RequestId = "request",
            Event = new APIGatewayHttpApiV2ProxyRequest
            {
                PathParameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["registrationId"] = id ?? "" },
                QueryStringParameters = query?.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal),
                Body = body,
            },
        },
        CancellationToken.None);
}
