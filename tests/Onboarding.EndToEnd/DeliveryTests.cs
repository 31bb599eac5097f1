using System.Globalization;
using System.Text.Json;
using Onboarding.EndToEnd.Faults;

namespace Onboarding.EndToEnd;

/// <summary>The way of events and mails out of the table, by the functions that the stream starts. Faults are the whole sandbox's, so these tests have one of their own.</summary>
public sealed class DeliveryTests(SandboxProcess sandbox) : IClassFixture<SandboxProcess>
{
    /// <summary>More looks than a batch has attempts.</summary>
    private const int Looks = 20;

    [Theory]
    [Trait("Threat", "T34")]
    [InlineData("kill-before", 0)]
    [InlineData("kill-before", 2)]
    [InlineData("kill-after", 0)]
    [InlineData("kill-after", 1)]
    [InlineData("kill-after", 5)]
    public async Task A_Publisher_Killed_Between_Any_Two_Calls_Loses_No_Event_And_Repeats_Only_What_Can_Be_Recognized(string error, int skip)
    {
        var (tenant, expected) = await HappeningsAsync();
        await sandbox.FaultAsync("events", error, "PutEvents", skip: skip);

        var events = await sandbox.InboxAsync(tenant.Name);

        events.Select(Identity).Distinct().ShouldBe(expected);
        // Earlier deliveries in the same batch are repeated, too: their success wasn't reported.
        events.Count.ShouldBe(expected.Count + skip + (error == "kill-after" ? 1 : 0));
        (await sandbox.InboxAsync(tenant.Name)).Count.ShouldBe(events.Count);
    }

    [Theory]
    [Trait("Threat", "T34")]
    [InlineData("kill-before", 1)]
    [InlineData("kill-after", 1)]
    public async Task A_Mailer_Killed_Between_Any_Two_Calls_Loses_No_Mail(string error, int skip)
    {
        var (tenant, expected) = await HappeningsAsync();
        await sandbox.FaultAsync("sns", error, "Publish", skip: skip);

        var mails = await sandbox.MailsAsync(tenant.Name);

        mails.Select(Attributes).Distinct().ShouldBe(expected.Select(e => (e.Account, e.Type)));
        mails.Count.ShouldBe(expected.Count + skip + (error == "kill-after" ? 1 : 0));
    }

    [Fact]
    public async Task A_Failing_Topic_Does_Not_Delay_Events_And_Its_Mails_Come_Later()
    {
        var (tenant, expected) = await HappeningsAsync();
        await sandbox.FaultAsync("sns", "access-denied", count: null);

        (await sandbox.MailsAsync(tenant.Name)).ShouldBeEmpty();
        (await sandbox.InboxAsync(tenant.Name)).Select(Identity).ShouldBe(expected);
        await sandbox.ClearFaultsAsync();

        (await sandbox.MailsAsync(tenant.Name)).Select(Attributes).ShouldBe(expected.Select(e => (e.Account, e.Type)));
    }

    [Fact]
    public async Task A_Failing_Bus_Does_Not_Delay_Mails_And_Its_Events_Come_Later()
    {
        var (tenant, expected) = await HappeningsAsync();
        await sandbox.FaultAsync("events", "access-denied", count: null);

        (await sandbox.InboxAsync(tenant.Name)).ShouldBeEmpty();
        (await sandbox.MailsAsync(tenant.Name)).Count.ShouldBe(expected.Count);
        await sandbox.ClearFaultsAsync();

        (await sandbox.InboxAsync(tenant.Name)).Select(Identity).ShouldBe(expected);
    }

    [Fact]
    public async Task An_Entry_That_EventBridge_Fails_In_A_Call_That_Succeeds_Is_Sent_Again()
    {
        var (tenant, expected) = await HappeningsAsync();
        await sandbox.FaultAsync("events", "failed-entry", skip: 1);

        (await sandbox.InboxAsync(tenant.Name)).Select(Identity).ShouldBe(expected);
    }

    [Fact]
    public async Task The_Mail_Is_The_Events_Own_Message_With_Its_Subject()
    {
        var tenant = await sandbox.TenantAsync();
        await tenant.ConnectAsync();

        var message = (await sandbox.InboxAsync(tenant.Name)).ShouldHaveSingleItem().GetProperty("detail").GetProperty("message");
        var mail = (await sandbox.MailsAsync(tenant.Name)).ShouldHaveSingleItem();
        mail.GetProperty("subject").GetString().ShouldBe(message.GetProperty("subject").GetString());
        mail.GetProperty("message").GetString().ShouldBe(message.GetProperty("body").GetString());
        mail.GetProperty("attributes").EnumerateObject().Select(a => a.Name).Order(StringComparer.Ordinal).ShouldBe(["accountId", "detailType", "language", "tenant"]);
    }

    [Fact]
    public async Task An_Abandoned_Delivery_Leaves_Its_Position_And_Is_Delivered_Again_By_Time_Span()
    {
        var someone = await Operator.OfAsync(sandbox);
        var from = TimeProvider.System.GetUtcNow();
        var (tenant, expected) = await HappeningsAsync();
        await sandbox.FaultAsync("events", "access-denied", count: null);
        for (var look = 0; look < Looks && (await sandbox.UndeliveredAsync()).Count == 0; look++)
            (await sandbox.InboxAsync(tenant.Name)).ShouldBeEmpty();
        await sandbox.ClearFaultsAsync();

        var place = (await sandbox.UndeliveredAsync()).ShouldHaveSingleItem();
        place.GetProperty("requestContext").GetProperty("condition").GetString().ShouldBe("RetryAttemptsExhausted");
        place.GetProperty("requestContext").GetProperty("functionArn").GetString()!.ShouldEndWith(":onboarding-publisher");
        place.GetProperty("DDBStreamBatchInfo").GetProperty("batchSize").GetInt32().ShouldBe(expected.Count);
        (await sandbox.InboxAsync(tenant.Name)).ShouldBeEmpty();
        // What happens afterwards is not kept waiting.
        var later = await sandbox.TenantAsync();
        await later.ConnectAsync();
        (await sandbox.InboxAsync(later.Name)).Count.ShouldBe(1);

        (await RedriveAsync(someone, "events", from, from.AddHours(1), limit: 4)).ShouldBe(expected.Count + 1);

        (await sandbox.InboxAsync(tenant.Name)).Select(Identity).ShouldBe(expected, ignoreOrder: true);
        (await sandbox.InboxAsync(later.Name)).Select(Identity).Distinct().Count().ShouldBe(1);
        (await RedriveAsync(someone, "events", from.AddDays(-2), from.AddDays(-1), limit: 4)).ShouldBe(0);
    }

    [Fact]
    public async Task Mails_Are_Sent_Again_By_Their_Time()
    {
        var someone = await Operator.OfAsync(sandbox);
        var from = TimeProvider.System.GetUtcNow();
        var (tenant, expected) = await HappeningsAsync();
        (await sandbox.MailsAsync(tenant.Name)).Count.ShouldBe(expected.Count);

        (await RedriveAsync(someone, "mails", from, from.AddHours(1), limit: 100)).ShouldBe(expected.Count);

        (await sandbox.MailsAsync(tenant.Name)).Count.ShouldBe(2 * expected.Count);
    }

    [Theory]
    [InlineData("2026-11-28", "2026-11-29T00:00:00Z")]
    [InlineData("2026-11-28T00:00:00Z", "2026-11-27T00:00:00Z")]
    [InlineData("2026-11-28T00:00:00+09:00", "2026-11-29T00:00:00Z")]
    [InlineData(null, "2026-11-29T00:00:00Z")]
    public async Task An_Invalid_Time_Span_Is_Refused(string? from, string to)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal) { ["to"] = to };
        if (from is not null)
            query["from"] = from;

        (await (await Operator.OfAsync(sandbox)).SendAsync(HttpMethod.Post, "/ops/v1/events/redrive", query)).Refusal.ShouldBe((400, "request-malformed"));
    }

    // Rounds, as the command line asks for them.
    private static async Task<int> RedriveAsync(Operator someone, string what, DateTimeOffset from, DateTimeOffset to, int limit)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal) { ["from"] = Text(from), ["to"] = Text(to), ["limit"] = limit.ToString(CultureInfo.InvariantCulture) };
        var delivered = 0;
        while (true)
        {
            var round = (await someone.SendAsync(HttpMethod.Post, $"/ops/v1/{what}/redrive", query)).Expect(200).Body;
            delivered += round.GetProperty("delivered").GetInt32();
            if (!round.TryGetProperty("cursor", out var cursor))
                return delivered;
            query["cursor"] = cursor.GetString()!;
        }

        static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    // Three accounts that come and go: six events.
    private async Task<(Tenant Tenant, IReadOnlyList<(string Account, string Type, long Sequence)> Expected)> HappeningsAsync()
    {
        // What other tests left is out of the way.
        await sandbox.InboxAsync("nobody");
        await sandbox.MailsAsync("nobody");
        var tenant = await sandbox.TenantAsync();
        var expected = new List<(string, string, long)>();
        for (var i = 0; i < 3; i++)
        {
            var id = (await tenant.ConnectAsync())["id"];
            (await tenant.DeleteAsync($"/v1/accounts/{id}")).Expect(200);
            expected.AddRange([(id, "Account Registered", 2), (id, "Account Detached", 3)]);
        }

        return (tenant, expected);
    }

    private static (string Account, string Type, long Sequence) Identity(JsonElement e) => (
        e.GetProperty("detail").GetProperty("accountId").GetString()!,
        e.GetProperty("detailType").GetString()!,
        e.GetProperty("detail").GetProperty("audit").GetProperty("sequence").GetInt64());

    private static (string Account, string Type) Attributes(JsonElement mail) => (
        mail.GetProperty("attributes").GetProperty("accountId").GetString()!, mail.GetProperty("attributes").GetProperty("detailType").GetString()!);
}
