using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Onboarding.Functions;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Registry;

/// <summary>What one tenant can have and do at most, on a real table.</summary>
[Collection(Tables.Name)]
public sealed class LimitTests(TableFixture fixture)
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 20, 0, TimeSpan.Zero);
    private static readonly Settings s_settings = ProductSettings.Of("onboardings") with { Limits = new TenantLimits(MaxPending: 3, MaxGroups: 2, MaxAccounts: 2, MintsPerHour: 4) };

    [Fact]
    [Trait("Threat", "T47")]
    public async Task Pending_Connections_Are_Limited_And_Ending_One_Makes_Room()
    {
        var table = await fixture.NewTableAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
            ids.Add(await MintedAsync(table));

        var refused = (await MintAsync(table, s_now)).Refusal.ShouldNotBeNull();
        (refused.Error, refused.RetryAfterSeconds).ShouldBe((Errors.LimitReached, null));
        refused.Arguments[0].English.ShouldBe("3 connections are already waiting to be finished, the most that your organization can have at a time.");
        refused.Arguments[1].English.ShouldBe("Finish or discard one of them. Unfinished connections expire after 72 hours.");

        (await Onboardings(table)(Request("DELETE /v1/onboardings/{onboardingId}", s_now, ("onboardingId", ids[0])), CancellationToken.None)).Status.ShouldBe(204);
        (await MintAsync(table, s_now)).Status.ShouldBe(201);
    }

    [Fact]
    [Trait("Threat", "T47")]
    public async Task Mints_Are_Limited_By_The_Hour_And_The_Refusal_Says_When_The_Next_One_Begins()
    {
        var table = await fixture.NewTableAsync();
        for (var i = 0; i < 4; i++)
        {
            var id = await MintedAsync(table);
            (await Onboardings(table)(Request("DELETE /v1/onboardings/{onboardingId}", s_now, ("onboardingId", id)), CancellationToken.None)).Status.ShouldBe(204);
        }

        var refused = (await MintAsync(table, s_now)).Refusal.ShouldNotBeNull();
        (refused.Error, refused.RetryAfterSeconds).ShouldBe((Errors.LimitReached, 40 * 60));
        refused.Arguments[1].English.ShouldBe("Try again at 13:00 UTC.");
        (await MintAsync(table, s_now.AddMinutes(40))).Status.ShouldBe(201);
        (await MintAsync(table, s_now, tenant: "tenant-b")).Status.ShouldBe(201);
    }

    [Fact]
    [Trait("Threat", "T47")]
    public async Task No_Number_Of_Requests_At_The_Same_Time_Exceeds_A_Limit()
    {
        var table = await fixture.NewTableAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => MintAsync(table, s_now)));

        answers.Count(a => a.Status == 201).ShouldBe(3);
        answers.Where(a => a.Refusal is not null).ShouldAllBe(a => a.Refusal!.Error == Errors.LimitReached);
    }

    [Fact]
    [Trait("Threat", "T47")]
    public async Task Groups_Are_Limited_And_Deleting_One_Makes_Room()
    {
        var table = await fixture.NewTableAsync();
        var groups = new GroupsFeature(table, s_settings.Limits).HandleAsync;
        Task<Answer> CreateAsync() => groups(Request("POST /v1/groups", s_now) with { Event = Event("""{"name":"Production","color":"blue"}""") }, CancellationToken.None);
        var first = JsonElement.Parse((await CreateAsync()).Body!).GetProperty("id").GetString()!;
        (await CreateAsync()).Status.ShouldBe(201);

        var refused = (await CreateAsync()).Refusal.ShouldNotBeNull();
        refused.Error.ShouldBe(Errors.LimitReached);
        refused.Arguments[0].English.ShouldBe("Your organization has 2 groups, the most it can have.");

        (await groups(Request("DELETE /v1/groups/{groupId}", s_now, ("groupId", first)), CancellationToken.None)).Status.ShouldBe(204);
        (await groups(Request("DELETE /v1/groups/{groupId}", s_now, ("groupId", first)), CancellationToken.None)).Refusal!.Error.ShouldBe(Errors.GroupNotFound);
        (await CreateAsync()).Status.ShouldBe(201);
        (await CreateAsync()).Refusal!.Error.ShouldBe(Errors.LimitReached);
    }

    [Fact]
    [Trait("Threat", "T47")]
    public async Task Accounts_Are_Limited_And_What_Was_Minted_Stays_Usable()
    {
        var table = await fixture.NewTableAsync();
        for (var i = 0; i < 2; i++)
            await Registering.StoreAccountAsync(table, Minted(), s_settings.Limits);
        var onboarding = await Registering.StoreAsync(table, Minted());

        var refused = (await Registering.RegisterAsync(table, onboarding, Registering.RoleOf(onboarding), s_now, limits: s_settings.Limits)).Refusal.ShouldNotBeNull();

        refused.Error.ShouldBe(Errors.LimitReached);
        OnboardingRecord.Of((await table.GetAsync(Keys.Onboarding(onboarding.Id), CancellationToken.None))!).Status.ShouldBe(OnboardingStatus.Pending);
    }

    [Fact]
    [Trait("Threat", "T47")]
    public async Task A_Deleted_Group_That_Comes_Back_With_Its_Account_Is_Counted_Again()
    {
        var table = await fixture.NewTableAsync();
        var groups = new GroupsFeature(table, s_settings.Limits).HandleAsync;
        var created = await groups(Request("POST /v1/groups", s_now) with { Event = Event("""{"name":"Production","color":"blue"}""") }, CancellationToken.None);
        var group = JsonElement.Parse(created.Body!).GetProperty("id").GetString()!;
        var onboarding = Minted() with { GroupId = group };
        (await table.AddAsync(onboarding.ToItem(), CancellationToken.None)).ShouldBeTrue();
        (await groups(Request("DELETE /v1/groups/{groupId}", s_now, ("groupId", group)), CancellationToken.None)).Status.ShouldBe(204);

        (await Registering.RegisterAsync(table, onboarding, Registering.RoleOf(onboarding), s_now, limits: s_settings.Limits)).IsNew.ShouldBeTrue();

        var counts = (await table.GetAsync(Keys.TenantCounts(onboarding.Tenant), CancellationToken.None))!;
        (counts.Integer("groups"), counts.Integer("accounts")).ShouldBe((1, 1));
        (await groups(Request("GET /v1/groups/{groupId}", s_now, ("groupId", group)), CancellationToken.None)).Status.ShouldBe(200);
    }

    private static OnboardingRecord Minted() => MintedOnboarding.At(s_now) with { RoleName = "onboarding-connect-" + MintingAlphabet.Random(12) };

    private static Func<TenantRequest, CancellationToken, Task<Answer>> Onboardings(Table table) => new OnboardingsFeature(table, s_settings).HandleAsync;

    private static async Task<string> MintedAsync(Table table)
    {
        var answer = await MintAsync(table, s_now);
        answer.Status.ShouldBe(201, answer.Refusal?.Error.Code);
        return JsonElement.Parse(answer.Body!).GetProperty("id").GetString()!;
    }

    private static Task<Answer> MintAsync(Table table, DateTimeOffset now, string tenant = "tenant-a")
    {
        var of = MintedOnboarding.At(now, tenant).Tenant;
        var request = Request("POST /v1/groups/{groupId}/onboardings", now, ("groupId", GroupId.Mint(of).Value)) with { Tenant = of };
        request.Event.Body = """{"profile":"read-only"}""";
        return Onboardings(table)(request, CancellationToken.None);
    }

    private static TenantRequest Request(string route, DateTimeOffset now, params (string Name, string Value)[] path) => new()
    {
        RouteKey = route,
        Tenant = MintedOnboarding.At(now).Tenant,
        Now = now,
        Language = Language.English,
        RequestId = "request",
        Event = new APIGatewayHttpApiV2ProxyRequest { PathParameters = path.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal) },
    };

    private static APIGatewayHttpApiV2ProxyRequest Event(string body) => new() { Body = body };
}
