using Onboarding.Functions.Accounts;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Publishing;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using Onboarding.Tests.Registry;

namespace Onboarding.Tests.Publishing;

/// <summary>Ten thousand connections that break at the same time are a hundred mails and a digest, and ten thousand events.</summary>
[Collection(Tables.Name)]
public sealed class StormTests(TableFixture fixture)
{
    private static readonly DateTimeOffset s_hour = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Threat", "T47")]
    public void Of_Ten_Thousand_Events_In_An_Hour_A_Hundred_Are_Mailed()
    {
        var storm = new MailStorm();
        int Mailed(string type, DateTimeOffset time) => Enumerable.Range(0, 10_000).Count(_ => !storm.LeavesOut(new OutboxEvent(type, time, "{}")));

        Mailed(EventTypes.AccountDegraded, s_hour).ShouldBe(100);
        Mailed(EventTypes.AccountRecovered, s_hour.AddMinutes(59)).ShouldBe(100);
        Mailed(EventTypes.AccountDegraded, s_hour.AddMinutes(59)).ShouldBe(0);
        Mailed(EventTypes.AccountDegraded, s_hour.AddHours(1)).ShouldBe(100);
        // What people do is no storm.
        Mailed(EventTypes.AccountRegistered, s_hour).ShouldBe(10_000);
    }

    [Fact]
    [Trait("Threat", "T47")]
    public async Task An_Hour_With_Too_Many_Has_One_Mail_That_Counts_By_Tenant()
    {
        var table = await fixture.NewTableAsync();
        await StoreAsync(table, EventTypes.AccountDegraded, s_hour, "acme", 90);
        await StoreAsync(table, EventTypes.AccountDegraded, s_hour.AddMinutes(59), "globex", 11);
        await StoreAsync(table, EventTypes.AccountRecovered, s_hour, "acme", 100);
        await StoreAsync(table, EventTypes.AccountDegraded, s_hour.AddHours(1), "acme", 3);

        var mail = (await new StormDigest(table).OfHourAsync(s_hour.AddHours(1), CancellationToken.None)).ShouldNotBeNull();

        mail.Subject.ShouldBe("101 events within an hour / 1 時間に 101 件のイベント");
        mail.Body.ShouldContain("Account Degraded: 101\nacme: 90\nglobex: 11");
        mail.Body.ShouldNotContain("Recovered");
        mail.Attributes.ShouldBe([("detailType", "Hour of Events")]);
        (await new StormDigest(table).OfHourAsync(s_hour.AddHours(2), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task An_Hour_Is_Checked_Once_By_Any_Number_Of_Sweepers()
    {
        var table = await fixture.NewTableAsync();
        foreach (var digest in new[] { new HourlyDigest(table), new HourlyDigest(table) })
            await digest.WriteAsync(s_hour.AddMinutes(15), CancellationToken.None);

        var (items, _) = await new ItemList(table, Keys.Digests).ReadAsync(new Page(100, null), CancellationToken.None);
        var times = items.Select(i => OutboxEvent.Of(i.OptionalText)!.Time).ToList();
        times.ShouldBe([s_hour.AddHours(-2), s_hour.AddHours(-1), s_hour]);
    }

    private static async Task StoreAsync(Table table, string type, DateTimeOffset at, string tenant, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (pk, sk) = Keys.Event(MintedOnboarding.At(at).Id.Value, at, $"{i}");
            (await table.AddAsync(new Item(pk, sk).With("detailType", type).With("tenant", tenant).With("time", UtcTime.Of(at).ToString()).With("detail", "{}"), CancellationToken.None)).ShouldBeTrue();
        }
    }
}
