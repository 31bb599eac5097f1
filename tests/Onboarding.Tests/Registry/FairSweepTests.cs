using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;

namespace Onboarding.Tests.Registry;

/// <summary>That no shard, tenant or failing query keeps a sweep from the others, on a table alone.</summary>
[Collection(Tables.Name)]
public sealed class FairSweepTests(TableFixture fixture)
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_expired = s_now + OnboardingRecord.Lifetime;

    [Fact]
    [Trait("Threat", "T48")]
    public async Task The_Lag_Is_That_Of_The_Oldest_Item_Anywhere_Though_The_Sweep_Comes_To_None()
    {
        var table = await fixture.NewTableAsync();
        for (var shard = 0; shard < Keys.Shards; shard++)
            await table.AddAsync(DueIn(shard, s_now.AddMinutes(shard == 11 ? -90 : -1)), CancellationToken.None);

        var report = await NewSweep(table).RunAsync(s_now, enough: new CancellationToken(canceled: true), CancellationToken.None);

        (report.LagSeconds, report.Due, report.More).ShouldBe((90 * 60, 0, true));
    }

    [Fact]
    [Trait("Threat", "T48")]
    public async Task A_Shard_That_Cannot_Be_Queried_Does_Not_Delay_Others()
    {
        using var client = new BreakingClient(fixture.Config, shard => shard == Keys.Due(3));
        var table = await fixture.NewTableAsync(client);
        for (var shard = 0; shard < Keys.Shards; shard++)
            await table.AddAsync(DueIn(shard, s_now), CancellationToken.None);

        var report = await NewSweep(table).RunAsync(s_now, CancellationToken.None, CancellationToken.None);

        (report.Due, report.Failed, report.More).ShouldBe((15, 15 + 1, true));
        report.Outcomes.ShouldContainKeyAndValue("unreadable", 15);
    }

    [Fact]
    public async Task A_Sweep_That_Finds_Nothing_Out_Fails_So_That_It_Is_Repeated()
    {
        using var client = new BreakingClient(fixture.Config, _ => true);
        var table = await fixture.NewTableAsync(client);

        await Should.ThrowAsync<AwsFailureException>(NewSweep(table).RunAsync(s_now, CancellationToken.None, CancellationToken.None));
    }

    [Fact]
    [Trait("Threat", "T48")]
    public async Task A_Registration_Beyond_Its_Tenants_Share_Comes_First_In_The_Next_Sweep()
    {
        var table = await fixture.NewTableAsync();
        DisplayName.TryParse("Main account", out var name).ShouldBeTrue();
        var minted = MintedOnboarding.At(s_now);
        var waiting = minted with { Status = OnboardingStatus.Verifying, Submission = new Submission(name, Registering.RoleOf(minted), null, Consent.ByHand), SubmittedAt = s_now, NextTryAt = s_now };
        await table.AddAsync(waiting.ToItem(), CancellationToken.None);
        var turns = new Turns(s_now.AddMinutes(5));
        for (var i = 0; i < Turns.RetriesOfATenant; i++)
            turns.MayRetry(waiting.Tenant).ShouldBeTrue();

        // It would ask STS, which nothing here can, if it was tried.
        (await NewCare(table).RunAsync(waiting, turns, CancellationToken.None)).ShouldBe(SweepOutcome.Postponed);

        var item = (await table.GetAsync(Keys.Onboarding(waiting.Id), CancellationToken.None))!;
        item.Time("dueAt").ShouldBe(turns.Now.AddSeconds(-1));
    }

    [Fact]
    [Trait("Threat", "T48")]
    public async Task One_Tenants_Backlog_Does_Not_Delay_Another_Tenants_Expiry()
    {
        using var enough = new CancellationTokenSource();
        var seen = 0;
        using var client = new CountingClient(fixture.Config, () =>
        {
            if (Interlocked.Increment(ref seen) == 40)
                enough.Cancel();
        });
        var table = await fixture.NewTableAsync(client);
        for (var i = 0; i < 200; i++)
            await table.AddAsync(MintedOnboarding.At(s_now.AddMinutes(-1)).ToItem(), CancellationToken.None);
        var other = MintedOnboarding.At(s_now, "tenant-b");
        await table.AddAsync(other.ToItem(), CancellationToken.None);

        await NewSweep(table).RunAsync(s_expired, enough.Token, CancellationToken.None);

        OnboardingRecord.Of((await table.GetAsync(Keys.Onboarding(other.Id), CancellationToken.None))!).Status.ShouldBe(OnboardingStatus.Expired);
    }

    // Of no known kind: a sweep finds and postpones it without any call.
    private static Item DueIn(int shard, DateTimeOffset dueAt) => new Item("TICKET#" + shard, "TICKET").With("tenant", "tenant-" + shard).With("duePk", Keys.Due(shard)).With("dueAt", dueAt);

    private static Sweep NewSweep(Table table)
    {
        var (settings, verifier, vendor) = Asking();
        return new Sweep(
            new DueItems(table),
            new DueWork(table, NewCare(table), new AccountChecks(table, verifier), new CleanupCare(table, new Reachability(vendor, settings, TimeProvider.System))));
    }

    private static OnboardingCare NewCare(Table table)
    {
        var (settings, verifier, _) = Asking();
        return new OnboardingCare(table, verifier, new PasteFree(table, settings), settings.Limits);
    }

    private static (Functions.Settings Settings, Verifier Verifier, VendorSession Vendor) Asking()
    {
        var settings = ProductSettings.Of("sweeper");
        var vendor = new VendorSession(new AmazonSecurityTokenServiceClient(new AnonymousAWSCredentials(), VendorSession.StsConfig("us-east-1")), settings, TimeProvider.System);
        return (settings, new Verifier(vendor, settings, TimeProvider.System), vendor);
    }

    /// <summary>A table whose queries of some shards are throttled, however often they are repeated.</summary>
    private sealed class BreakingClient(AmazonDynamoDBConfig config, Predicate<string> breaks) : AmazonDynamoDBClient(TableFixture.Credentials, config)
    {
        public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default) =>
            request.ExpressionAttributeValues.TryGetValue(":shard", out var shard) && breaks(shard.S)
                ? throw new ProvisionedThroughputExceededException("for the test")
                : base.QueryAsync(request, cancellationToken);
    }

    /// <summary>A table that reports each item that is taken.</summary>
    private sealed class CountingClient(AmazonDynamoDBConfig config, Action taken) : AmazonDynamoDBClient(TableFixture.Credentials, config)
    {
        public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default)
        {
            taken();
            return base.UpdateItemAsync(request, cancellationToken);
        }
    }
}
