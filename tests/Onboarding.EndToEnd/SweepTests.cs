namespace Onboarding.EndToEnd;

/// <summary>Sweepers that run concurrently, are killed, or lose what they need. Clock and faults apply to the whole sandbox, so these tests have their own.</summary>
public sealed class SweepTests(SandboxProcess sandbox) : IClassFixture<SandboxProcess>
{
    [Fact]
    [Trait("Threat", "T35")]
    public async Task Concurrent_Sweepers_Send_Each_Reminder_Once()
    {
        var tenant = await sandbox.TenantAsync();
        var accounts = await DetachedAsync(tenant, 6);

        var first = sandbox.AdvanceClockAsync("P1D");
        var others = Enumerable.Range(0, 3).Select(_ => sandbox.AdvanceClockAsync("PT0S"));
        foreach (var reply in await Task.WhenAll(others.Prepend(first)))
            reply.Expect(200);

        (await RemindedAsync(tenant)).ShouldBe(accounts, ignoreOrder: true);
    }

    [Theory]
    [Trait("Threat", "T34")]
    [Trait("Threat", "T35")]
    [InlineData("UpdateItem", "kill-after")]
    [InlineData("TransactWriteItems", "kill-before")]
    [InlineData("TransactWriteItems", "kill-after")]
    public async Task A_Sweeper_That_Is_Killed_Loses_No_Reminder_And_Sends_None_Twice(string operation, string error)
    {
        var tenant = await sandbox.TenantAsync();
        var accounts = await DetachedAsync(tenant, 3);
        await sandbox.FaultAsync("dynamodb", error, operation);

        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);
        await sandbox.ClearFaultsAsync();
        // Its lease on what it had taken is over by then.
        (await sandbox.AdvanceClockAsync("PT11M")).Expect(200);
        (await sandbox.AdvanceClockAsync("PT11M")).Expect(200);

        (await RemindedAsync(tenant)).ShouldBe(accounts, ignoreOrder: true);
    }

    [Theory]
    [InlineData("dynamodb", "throttling")]
    [InlineData("dynamodb", "server-error")]
    [InlineData("sts", "connection-reset")]
    [InlineData("sts", "access-denied")]
    public async Task A_Sweep_That_Cannot_Reach_A_Service_Loses_Nothing(string service, string error)
    {
        var tenant = await sandbox.TenantAsync();
        var accounts = await DetachedAsync(tenant, 2);
        await sandbox.FaultAsync(service, error, count: 2000);

        // A sweep that fails as a whole is an error of the function: the schedule tries again.
        (await sandbox.AdvanceClockAsync("P1D")).Status.ShouldBe(200);
        await sandbox.ClearFaultsAsync();
        (await sandbox.AdvanceClockAsync("PT16M")).Expect(200);
        (await sandbox.AdvanceClockAsync("P1D")).Expect(200);

        (await RemindedAsync(tenant)).ShouldBe(accounts, ignoreOrder: true);
    }

    [Fact]
    public async Task A_Clock_That_Was_Ahead_Does_Not_Put_Anything_Off_For_Longer_Than_It_Must()
    {
        var tenant = await sandbox.TenantAsync();
        await DetachedAsync(tenant, 1);

        (await sandbox.AdvanceClockAsync("P365D")).Expect(200);
        (await RemindedAsync(tenant)).Count.ShouldBe(1);
        (await sandbox.AdvanceClockAsync("-P365D")).Expect(200);
        (await sandbox.AdvanceClockAsync("P366D")).Expect(200);
        (await sandbox.AdvanceClockAsync("P7D")).Expect(200);

        (await RemindedAsync(tenant)).Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    private static async Task<IReadOnlyList<string>> DetachedAsync(Tenant tenant, int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var account = await tenant.ConnectAsync();
            (await tenant.DeleteAsync($"/v1/accounts/{account["id"]}")).Expect(200);
            ids.Add(account["id"]);
        }

        return ids;
    }

    private async Task<IReadOnlyList<string>> RemindedAsync(Tenant tenant) =>
        [.. (await sandbox.InboxAsync(tenant.Name))
            .Where(e => e.GetProperty("detailType").ValueEquals("Cleanup Reminder"))
            .Select(e => e.GetProperty("detail").GetProperty("accountId").GetString()!)];
}
