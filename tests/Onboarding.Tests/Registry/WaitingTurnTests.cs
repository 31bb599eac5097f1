using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;

namespace Onboarding.Tests.Registry;

/// <summary>Which request can wait for a role that AWS does not show yet.</summary>
[Collection(Tables.Name)]
public sealed class WaitingTurnTests(TableFixture fixture)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(4);

    private readonly SteppingTime _time = new();

    [Fact]
    [Trait("Threat", "T48")]
    public async Task Only_One_Of_A_Tenants_Concurrent_Requests_Waits_And_Keeps_Waiting()
    {
        var turn = await NewTurnAsync();
        var requests = Enumerable.Range(0, 12).Select(_ => turn.Of(Tenant("flood"))).ToList();

        var may = await Task.WhenAll(requests.Select(r => r.MayWaitAsync(s_pause, CancellationToken.None)));

        may.Count(m => m).ShouldBe(1);
        _time.Pass(s_pause);
        (await requests[Array.IndexOf(may, true)].MayWaitAsync(s_pause, CancellationToken.None)).ShouldBeTrue();
        (await requests[Array.IndexOf(may, false)].MayWaitAsync(s_pause, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    [Trait("Threat", "T48")]
    public async Task Another_Tenants_Request_Can_Wait_Meanwhile()
    {
        var turn = await NewTurnAsync();
        (await turn.Of(Tenant("flood")).MayWaitAsync(s_pause, CancellationToken.None)).ShouldBeTrue();

        (await turn.Of(Tenant("quiet")).MayWaitAsync(s_pause, CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    [Trait("Threat", "T48")]
    public async Task A_Request_That_Died_Leaves_Its_Turn_To_The_Next()
    {
        var turn = await NewTurnAsync();
        (await turn.Of(Tenant("flood")).MayWaitAsync(s_pause, CancellationToken.None)).ShouldBeTrue();

        _time.Pass(s_pause + TimeSpan.FromSeconds(1));
        (await turn.Of(Tenant("flood")).MayWaitAsync(s_pause, CancellationToken.None)).ShouldBeFalse();
        _time.Pass(TimeSpan.FromMilliseconds(1));
        (await turn.Of(Tenant("flood")).MayWaitAsync(s_pause, CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    [Trait("Threat", "T48")]
    public async Task A_Finished_Request_Returns_Only_Its_Own_Turn()
    {
        var turn = await NewTurnAsync();
        var (first, other) = (turn.Of(Tenant("flood")), turn.Of(Tenant("flood")));
        (await first.MayWaitAsync(s_pause, CancellationToken.None)).ShouldBeTrue();
        (await other.MayWaitAsync(s_pause, CancellationToken.None)).ShouldBeFalse();

        await other.LeaveAsync(CancellationToken.None);
        (await turn.Of(Tenant("flood")).MayWaitAsync(s_pause, CancellationToken.None)).ShouldBeFalse();
        await first.LeaveAsync(CancellationToken.None);

        (await other.MayWaitAsync(s_pause, CancellationToken.None)).ShouldBeTrue();
    }

    private async Task<WaitingTurn> NewTurnAsync() => new(await fixture.NewTableAsync(), _time);

    private static TenantId Tenant(string name) => TenantId.TryParse(name, out var tenant) ? tenant : throw new ArgumentException(name, nameof(name));
}
