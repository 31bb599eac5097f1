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

/// <summary>What operators count: how far connections came, and which versions of the template accounts have.</summary>
[Collection(Tables.Name)]
public sealed class StatisticsTests(TableFixture fixture)
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Counts_How_Far_Connections_Came_By_The_Day_They_Were_Minted()
    {
        var table = await fixture.NewTableAsync();
        await AddAsync(table, MintedOnboarding.At(s_now));
        await AddAsync(table, MintedOnboarding.At(s_now, "tenant-b") with { OpenedAt = s_now, Region = "eu-west-1" });
        await AddAsync(table, MintedOnboarding.At(s_now) with { LastRefusal = Errors.PermissionMissing.Code });
        await AddAsync(table, MintedOnboarding.At(s_now) with { Status = OnboardingStatus.Cancelled });
        await StoreAccountAsync(table, MintedOnboarding.At(s_now));
        await AddAsync(table, MintedOnboarding.At(s_now.AddDays(-4)));

        var stats = await AskAsync(table, "GET /ops/v1/stats");

        Lines(stats).ShouldBe(
        [
            "2026-11-22 read-only eu-west-1: minted 1, opened 1, role 0, registered 0, expired 0, canceled 0",
            "2026-11-22 read-only us-east-1: minted 4, opened 2, role 2, registered 1, expired 0, canceled 1",
            // Nobody has swept since: it has expired all the same.
            "2026-11-18 read-only us-east-1: minted 1, opened 0, role 0, registered 0, expired 1, canceled 0",
        ]);
        Lines(await AskAsync(table, "GET /ops/v1/stats", "from=2026-11-18&to=2026-11-19")).ShouldHaveSingleItem();
        Lines(await AskAsync(table, "GET /ops/v1/stats", "from=2026-10-23&to=2026-11-17")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET /ops/v1/stats", "from=yesterday")]
    [InlineData("GET /ops/v1/stats", "from=2026-11-22&to=2026-11-21")]
    [InlineData("GET /ops/v1/stats", "from=2026-10-01&to=2026-11-01")]
    [InlineData("GET /ops/v1/stats", "from=2026-02-30")]
    [InlineData("GET /ops/v1/stats", "day=2026-11-22")]
    [InlineData("GET /ops/v1/versions", "cursor=MTY")]
    [InlineData("GET /ops/v1/versions", "cursor=MDE")]
    [InlineData("GET /ops/v1/versions", "tenant=acme")]
    public async Task Cannot_Count_With_An_Invalid_Query(string route, string query) =>
        (await AnswerAsync(await fixture.NewTableAsync(), route, query)).Refusal?.Error.ShouldBe(Errors.RequestMalformed);

    [Fact]
    public async Task Counts_Live_Accounts_By_Version_And_Tenant()
    {
        var table = await fixture.NewTableAsync();
        foreach (var (tenant, role) in new[] { ("tenant-a", "onboarding-connect-1"), ("tenant-a", "onboarding-connect-2"), ("tenant-b", "onboarding-connect-3") })
            await StoreAccountAsync(table, MintedOnboarding.At(s_now, tenant) with { RoleName = role });
        await AddAsync(table, MintedOnboarding.At(s_now));

        var versions = (await AskAsync(table, "GET /ops/v1/versions")).GetProperty("versions").EnumerateArray().ToList();

        versions.Select(v => $"{v.GetProperty("tenant")} {v.GetProperty("profile")} {v.GetProperty("accounts")}").ShouldBe(["tenant-a read-only 2", "tenant-b read-only 1"]);
        versions.ShouldAllBe(v => v.GetProperty("templateVersion").GetString() == v.GetProperty("currentVersion").GetString());
    }

    [Fact]
    public async Task An_Account_That_Has_Ended_Is_Not_Counted()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await StoreAccountAsync(table, MintedOnboarding.At(s_now));
        var account = (await AccountRecord.FindAsync(table, onboarding.Tenant, onboarding.Id.Value, CancellationToken.None)).ShouldNotBeNull();
        var decision = new AccountDecision(account with { Status = AccountStatus.Detached, DetachedAt = s_now }, new Decision(Decisions.Detached, Decision.Service, s_now));
        (await new AccountDecisions(table).TryWriteAsync(account, decision, CancellationToken.None)).Account.ShouldNotBeNull();

        (await AskAsync(table, "GET /ops/v1/versions")).GetProperty("versions").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_Console_Was_Opened_When_It_Was_First_Reported()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = MintedOnboarding.At(s_now);
        await AddAsync(table, onboarding);

        (await OpenAsync(table, onboarding, "tenant-a", s_now)).Status.ShouldBe(204);
        (await OpenAsync(table, onboarding, "tenant-a", s_now.AddHours(1))).Status.ShouldBe(204);

        var stored = OnboardingRecord.Of((await table.GetAsync(Keys.Onboarding(onboarding.Id), CancellationToken.None)).ShouldNotBeNull());
        stored.OpenedAt.ShouldBe(s_now);
        Lines(await AskAsync(table, "GET /ops/v1/stats")).ShouldHaveSingleItem().ShouldContain("opened 1, role 0");
    }

    [Fact]
    [Trait("Threat", "T27")]
    public async Task A_Tenant_Cannot_Report_For_Another()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = MintedOnboarding.At(s_now);
        await AddAsync(table, onboarding);

        (await OpenAsync(table, onboarding, "tenant-b", s_now)).Refusal?.Error.ShouldBe(Errors.OnboardingNotFound);
        (await OpenAsync(table, MintedOnboarding.At(s_now), "tenant-a", s_now)).Refusal?.Error.ShouldBe(Errors.OnboardingNotFound);
        OnboardingRecord.Of((await table.GetAsync(Keys.Onboarding(onboarding.Id), CancellationToken.None)).ShouldNotBeNull()).OpenedAt.ShouldBeNull();
    }

    private static Task<Answer> OpenAsync(Table table, OnboardingRecord onboarding, string tenant, DateTimeOffset now) => new OnboardingsFeature(table, ProductSettings.Of("onboardings")).HandleAsync(
        new TenantRequest
        {
            RouteKey = "POST /v1/onboardings/{onboardingId}/opened",
            Tenant = TenantId.TryParse(tenant, out var id) ? id : throw new ArgumentException(tenant, nameof(tenant)),
            Now = now,
            Language = Language.English,
            RequestId = "request",
            Event = new APIGatewayHttpApiV2ProxyRequest { PathParameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["onboardingId"] = onboarding.Id.Value } },
        },
        CancellationToken.None);

    private static IReadOnlyList<string> Lines(JsonElement stats) =>
    [
        .. stats.GetProperty("stages").EnumerateArray().Select(s =>
            $"{s.GetProperty("day")} {s.GetProperty("profile")} {s.GetProperty("region")}: minted {s.GetProperty("minted")}, opened {s.GetProperty("opened")}, role {s.GetProperty("roleSeen")}, registered {s.GetProperty("registered")}, expired {s.GetProperty("expired")}, canceled {s.GetProperty("cancelled")}"),
    ];

    private static async Task<JsonElement> AskAsync(Table table, string route, string? query = null)
    {
        var answer = await AnswerAsync(table, route, query);
        answer.Status.ShouldBe(200, answer.Refusal?.Error.Code);
        return JsonElement.Parse(answer.Body!);
    }

    private static Task<Answer> AnswerAsync(Table table, string route, string? query) => new OperationsFeature(table, TimeProvider.System).HandleAsync(
        new OperatorRequest
        {
            RouteKey = route,
            Arn = "arn:aws:sts::999988887777:assumed-role/Operators/kim",
            Now = s_now,
            Language = Language.English,
            RequestId = "request",
            Event = new APIGatewayHttpApiV2ProxyRequest { QueryStringParameters = query?.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal) },
        },
        CancellationToken.None);

    private static async Task AddAsync(Table table, OnboardingRecord onboarding) => (await table.AddAsync(onboarding.ToItem(), CancellationToken.None)).ShouldBeTrue();
}
