using Amazon.Lambda.APIGatewayEvents;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Aws.Json;
using Onboarding.Functions.Aws.Query;
using Onboarding.Functions.Http;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Publishing;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using Onboarding.Tests.Registry;

namespace Onboarding.Tests.Publishing;

/// <summary>What operators are mailed about links that expired: once a day, however many there were.</summary>
[Collection(Tables.Name)]
public sealed class ExpiryDigestTests(TableFixture fixture)
{
    private static readonly DateTimeOffset s_midnight = new(2026, 11, 28, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Threat", "T47")]
    public async Task A_Day_Has_One_Mail_That_Counts_By_Tenant()
    {
        var table = await fixture.NewTableAsync();
        await ExpireAsync(table, s_midnight.AddDays(-1).AddMilliseconds(-1), "tenant-before");
        await ExpireAsync(table, s_midnight.AddDays(-1), "tenant-a", "tenant-b", "tenant-a");
        await ExpireAsync(table, s_midnight.AddMilliseconds(-1), "tenant-a");
        await ExpireAsync(table, s_midnight, "tenant-after");

        var mail = (await new ExpiryDigest(table).OfDayAsync(s_midnight, CancellationToken.None)).ShouldNotBeNull();

        mail.Subject.ShouldBe("Connection links that expired on 2026-11-27: 4 / 期限切れの接続リンク: 4 件");
        mail.Body.ShouldBe(
            """
            Connection links that nobody completed in time, on 2026-11-27 (UTC): 4

            tenant-a: 3
            tenant-b: 1

            “onboarding-ops registrations list --state expired” lists them. The event bus carried an event about each.

            2026-11-27 (UTC) に、完了されないまま期限切れになった接続リンク: 4 件

            tenant-a: 3
            tenant-b: 1

            一覧は「onboarding-ops registrations list --state expired」で確認できます。イベントバスには 1 件ずつイベントが送信されています。
            """);
        mail.Attributes.ShouldBe([("detailType", "Onboardings Expired")]);
    }

    [Fact]
    public async Task Of_Many_Tenants_Those_With_The_Most_Are_Named()
    {
        var table = await fixture.NewTableAsync();
        for (var i = 0; i < 22; i++)
            await ExpireAsync(table, s_midnight.AddHours(-1), $"tenant-{i:D2}");
        await ExpireAsync(table, s_midnight.AddHours(-2), "tenant-21");

        var body = (await new ExpiryDigest(table).OfDayAsync(s_midnight, CancellationToken.None)).ShouldNotBeNull().Body;

        body.ShouldContain(": 23\n\ntenant-21: 2\ntenant-00: 1\n");
        body.ShouldContain("tenant-18: 1\nand 2 more tenants: 2\n");
        body.ShouldNotContain("tenant-19");
        body.ShouldContain("ほか 2 テナント: 2");
    }

    [Fact]
    public async Task A_Day_On_Which_No_Link_Expired_Has_No_Mail()
    {
        var table = await fixture.NewTableAsync();
        await Registering.StoreAccountAsync(table, MintedOnboarding.At(s_midnight.AddHours(-1)));

        (await new ExpiryDigest(table).OfDayAsync(s_midnight, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    [Trait("Threat", "T47")]
    public async Task An_Expired_Link_Sends_No_Mail_And_A_Digest_No_Event()
    {
        var table = await fixture.NewTableAsync();
        var expired = OutboxEvent.Of(OnboardingOutbox.Event(EventTypes.OnboardingExpired, Expired(s_midnight, "tenant-a"), s_midnight).OptionalText).ShouldNotBeNull();
        var digest = OutboxEvent.Of(Outbox.Digest(s_midnight).OptionalText).ShouldNotBeNull();
        // Neither asks AWS anything: there is none here.
        var mailer = new OperatorsMail(new EventsTopic(new QueryClient(QueryService.Sns, "us-east-1"), "arn:aws:sns:us-east-1:999988887777:events"), new ExpiryDigest(table), new StormDigest(table));
        var publisher = new EventBus(new JsonClient(QueryService.EventBridge, "AWSEvents", "us-east-1"), "bus");

        (await mailer.SendAsync(expired, CancellationToken.None)).ShouldBeFalse();
        (await mailer.SendAsync(digest, CancellationToken.None)).ShouldBeFalse();
        (await publisher.PutAsync(digest, CancellationToken.None)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 59, "2026-11-27")]
    [InlineData(1, 0, "2026-11-28")]
    [InlineData(23, 59, "2026-11-28")]
    public async Task A_Day_Is_Reported_When_Every_Sweep_That_Started_In_It_Has_Finished(int hour, int minute, string newest)
    {
        var table = await fixture.NewTableAsync();

        await new DailyDigest(table).WriteAsync(s_midnight.AddHours(hour).AddMinutes(minute), CancellationToken.None);

        var digests = await DigestsAsync(table);
        digests.Select(d => d.ToString("yyyy-MM-dd")).Last().ShouldBe(newest);
        digests.Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_Day_Is_Reported_Once_By_Any_Number_Of_Sweepers()
    {
        var table = await fixture.NewTableAsync();
        var (first, second) = (new DailyDigest(table), new DailyDigest(table));

        foreach (var digest in new[] { first, second, first })
            await digest.WriteAsync(s_midnight.AddHours(2), CancellationToken.None);
        await second.WriteAsync(s_midnight.AddDays(1).AddHours(2), CancellationToken.None);

        (await DigestsAsync(table)).Count.ShouldBe(8);
    }

    [Fact]
    public async Task Digests_Are_Delivered_Again_By_Their_Time()
    {
        var table = await fixture.NewTableAsync();
        await new DailyDigest(table).WriteAsync(s_midnight.AddHours(2), CancellationToken.None);
        var delivered = new List<string>();

        var answer = await new Redrive(table, TimeProvider.System).RunAsync(
            new OperatorRequest
            {
                RouteKey = "POST /ops/v1/mails/redrive",
                Arn = "arn:aws:sts::999988887777:assumed-role/Operators/kim",
                Now = s_midnight,
                Language = Language.English,
                RequestId = "request",
                Event = new APIGatewayHttpApiV2ProxyRequest
                {
                    QueryStringParameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["from"] = "2026-11-27T00:00:00Z", ["to"] = "2026-11-28T00:00:00Z" },
                },
            },
            (outboxEvent, _) =>
            {
                delivered.Add($"{outboxEvent.DetailType} {outboxEvent.Time:yyyy-MM-dd}");
                return Task.FromResult(true);
            },
            CancellationToken.None);

        answer.Status.ShouldBe(200);
        delivered.ShouldBe(["Onboardings Expired 2026-11-27", "Onboardings Expired 2026-11-28"]);
    }

    private static async Task ExpireAsync(Table table, DateTimeOffset now, params string[] tenants)
    {
        foreach (var tenant in tenants)
            (await table.AddAsync(OnboardingOutbox.Event(EventTypes.OnboardingExpired, Expired(now, tenant), now), CancellationToken.None)).ShouldBeTrue();
    }

    private static OnboardingRecord Expired(DateTimeOffset now, string tenant) => MintedOnboarding.At(now - OnboardingRecord.Lifetime, tenant) with
    {
        Status = OnboardingStatus.Expired,
        Audit = new AuditHead(2, AuditEntry.NoHash),
    };

    private static async Task<IReadOnlyList<DateTimeOffset>> DigestsAsync(Table table)
    {
        var (items, next) = await new ItemList(table, Keys.Digests).ReadAsync(new Page(100, null), CancellationToken.None);
        next.ShouldBeNull();
        return [.. items.Select(i => OutboxEvent.Of(i.OptionalText)!.Time)];
    }
}
