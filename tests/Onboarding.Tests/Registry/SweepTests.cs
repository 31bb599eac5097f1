using Amazon.Runtime;
using Amazon.SecurityToken;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Tests.Registry;

/// <summary>How a sweep finds, takes and puts off what is due, on a table alone: nothing here asks AWS anything else.</summary>
[Collection(Tables.Name)]
public sealed class SweepTests(TableFixture fixture)
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_expired = s_now + OnboardingRecord.Lifetime;

    [Fact]
    [Trait("Threat", "T32")]
    [Trait("Threat", "T35")]
    public async Task Only_One_Of_Several_Concurrent_Sweepers_Processes_Each_Item()
    {
        var table = await fixture.NewTableAsync();
        for (var i = 0; i < 120; i++)
            (await table.AddAsync(Onboarding().ToItem(), CancellationToken.None)).ShouldBeTrue();

        var reports = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SweepAsync(table, s_expired)));

        reports.Sum(r => r.Outcomes.GetValueOrDefault("expired")).ShouldBe(120);
        (await SweepAsync(table, s_expired + TimeSpan.FromDays(30))).Due.ShouldBe(0);
    }

    [Fact]
    public async Task Items_That_Are_Not_Due_Are_Not_Read()
    {
        var table = await fixture.NewTableAsync();
        await table.AddAsync(Onboarding().ToItem(), CancellationToken.None);

        (await SweepAsync(table, s_expired.AddMilliseconds(-1))).Due.ShouldBe(0);
        (await SweepAsync(table, s_expired)).Outcomes.ShouldContainKeyAndValue("expired", 1);
    }

    [Theory]
    [InlineData("status", "levitating")]
    [InlineData("profile", "omnipotent")]
    [InlineData("externalId", "short")]
    public async Task An_Unreadable_Item_Stays_Unchanged_And_Does_Not_Block_Others(string attribute, string value)
    {
        var table = await fixture.NewTableAsync();
        var poisoned = Onboarding();
        await table.AddAsync(poisoned.ToItem().With(attribute, value), CancellationToken.None);
        await table.AddAsync(Onboarding().ToItem(), CancellationToken.None);

        var report = await SweepAsync(table, s_expired);

        (report.Outcomes["expired"], report.Outcomes["unreadable"], report.Failed).ShouldBe((1, 1, 1));
        var item = (await table.GetAsync(Keys.Onboarding(poisoned.Id), CancellationToken.None))!;
        item.Text(attribute).ShouldBe(value);
        item.Time("dueAt").ShouldBe(s_expired + TimeSpan.FromHours(6));
    }

    [Fact]
    public async Task An_Item_Of_A_Newer_Version_Is_Left_To_It()
    {
        var table = await fixture.NewTableAsync();
        var newer = Onboarding();
        await table.AddAsync(newer.ToItem().With("schema", 2).With("unknown", "kept"), CancellationToken.None);

        (await SweepAsync(table, s_expired)).Outcomes.ShouldContainKeyAndValue("unreadable", 1);

        (await table.GetAsync(Keys.Onboarding(newer.Id), CancellationToken.None))!.Text("unknown").ShouldBe("kept");
    }

    [Fact]
    public async Task An_Item_Of_No_Known_Kind_Is_Put_Off()
    {
        var table = await fixture.NewTableAsync();
        await table.AddAsync(new Item("TICKET#a", "1").With("duePk", Keys.Due(3)).With("dueAt", s_now), CancellationToken.None);

        (await SweepAsync(table, s_now)).Outcomes.ShouldContainKeyAndValue("unreadable", 1);
        (await SweepAsync(table, s_now.AddMinutes(5))).Due.ShouldBe(0);
    }

    [Fact]
    public async Task An_Item_Postponed_By_A_Clock_That_Was_Ahead_Is_Processed_Now()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = Onboarding();
        await table.AddAsync(onboarding.ToItem().With("dueAt", s_now.AddYears(3)), CancellationToken.None);

        (await SweepAsync(table, s_now)).Outcomes.ShouldContainKeyAndValue("postponed", 1);

        (await table.GetAsync(Keys.Onboarding(onboarding.Id), CancellationToken.None))!.Time("dueAt").ShouldBe(onboarding.ExpiresAt);
    }

    [Fact]
    public async Task A_Sweep_That_Runs_Out_Of_Time_Reports_More_And_The_Next_Continues()
    {
        var table = await fixture.NewTableAsync();
        await table.AddAsync(Onboarding().ToItem(), CancellationToken.None);

        var report = await NewSweep(table).RunAsync(s_expired, enough: new CancellationToken(canceled: true), CancellationToken.None);

        (report.Finished, report.More).ShouldBe((0, true));
        (await SweepAsync(table, s_expired)).Outcomes.ShouldContainKeyAndValue("expired", 1);
    }

    [Fact]
    [Trait("Threat", "T34")]
    public async Task What_A_Dead_Sweeper_Had_Taken_Is_Found_Again_When_Its_Lease_Is_Over()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = Onboarding();
        await table.AddAsync(onboarding.ToItem(), CancellationToken.None);
        var items = new DueItems(table);
        var due = new DueItem(Keys.Onboarding(onboarding.Id), onboarding.ExpiresAt, onboarding.Tenant.Value);
        (await items.TakeAsync(due, s_expired + SweepTimes.Lease, CancellationToken.None)).ShouldNotBeNull();
        (await items.TakeAsync(due, s_expired + SweepTimes.Lease, CancellationToken.None)).ShouldBeNull();

        (await SweepAsync(table, s_expired)).Due.ShouldBe(0);
        (await SweepAsync(table, s_expired + SweepTimes.Lease)).Outcomes.ShouldContainKeyAndValue("expired", 1);
    }

    [Fact]
    public async Task An_Item_That_Vanished_Meanwhile_Does_Not_Come_Back()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = Onboarding();

        (await new DueItems(table).TakeAsync(new DueItem(Keys.Onboarding(onboarding.Id), onboarding.ExpiresAt, onboarding.Tenant.Value), s_now, CancellationToken.None)).ShouldBeNull();

        (await table.GetAsync(Keys.Onboarding(onboarding.Id), CancellationToken.None)).ShouldBeNull();
    }

    // Operators can't access secrets: deleting a registration leaves its secret and its schedule to the sweeper.
    [Fact]
    [Trait("Threat", "T49")]
    public async Task What_Is_Left_Of_A_Deleted_Account_Is_Removed()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await Registering.StoreAccountAsync(table, Onboarding());
        var account = (await AccountRecord.FindAsync(table, onboarding.Tenant, onboarding.Id.Value, CancellationToken.None)).ShouldNotBeNull();
        (await table.TransactAsync([table.Delete(account.Unchanged), table.Update(account.Schedule.Orphaned(s_now))], CancellationToken.None)).ShouldBeNull();

        (await SweepAsync(table, s_now)).Outcomes.ShouldContainKeyAndValue("removed", 1);

        (await table.GetAsync(Keys.Schedule(account.Tenant, account.Id), CancellationToken.None)).ShouldBeNull();
        (await table.GetAsync(Keys.Secret(account.Tenant, account.Id), CancellationToken.None)).ShouldBeNull();
    }

    private static Task<SweepReport> SweepAsync(Table table, DateTimeOffset now) => NewSweep(table).RunAsync(now, CancellationToken.None, CancellationToken.None);

    private static Sweep NewSweep(Table table)
    {
        var settings = ProductSettings.Of("sweeper");
        var vendor = new VendorSession(new AmazonSecurityTokenServiceClient(new AnonymousAWSCredentials(), VendorSession.StsConfig("us-east-1")), settings, TimeProvider.System);
        var verifier = new Verifier(vendor, settings, TimeProvider.System);
        return new Sweep(
            new DueItems(table),
            new DueWork(table, new OnboardingCare(table, verifier, new PasteFree(table, settings), settings.Limits), new AccountChecks(table, verifier), new CleanupCare(table, new Reachability(vendor, settings, TimeProvider.System))));
    }

    private static OnboardingRecord Onboarding() => MintedOnboarding.At(s_now);
}
