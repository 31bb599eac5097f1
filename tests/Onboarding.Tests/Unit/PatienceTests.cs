using Onboarding.Functions.Verification;

namespace Onboarding.Tests.Unit;

/// <summary>How long one request waits for what IAM might not show yet.</summary>
public sealed class PatienceTests
{
    [Theory]
    [InlineData(0, new double[0])]
    [InlineData(0.999, new double[0])]
    [InlineData(1, new double[] { 1 })]
    [InlineData(2.999, new double[] { 1 })]
    [InlineData(7, new double[] { 1, 2, 4 })]
    [InlineData(17, new double[] { 1, 2, 4, 4, 4 })]
    public async Task Pauses_Grow_To_Four_Seconds_And_None_Ends_After_The_Limit(double limit, double[] pauses)
    {
        var time = new HurriedTime();
        var patience = new Patience(TimeSpan.FromSeconds(limit), time);

        while (await patience.PauseAsync(CancellationToken.None))
            time.Pauses.Count.ShouldBeLessThan(10);

        time.Pauses.Select(p => p.TotalSeconds).ShouldBe(pauses);
    }

    [Fact]
    [Trait("Threat", "T48")]
    public async Task A_Request_Without_A_Turn_Does_Not_Wait()
    {
        var (time, asked) = (new HurriedTime(), new List<double>());
        var patience = new Patience(TimeSpan.FromSeconds(10), time, (pause, _) =>
        {
            asked.Add(pause.TotalSeconds);
            return Task.FromResult(asked.Count < 3);
        });

        (await patience.PauseAsync(CancellationToken.None)).ShouldBeTrue();
        (await patience.PauseAsync(CancellationToken.None)).ShouldBeTrue();
        (await patience.PauseAsync(CancellationToken.None)).ShouldBeFalse();

        asked.ShouldBe([1, 2, 4]);
        time.Pauses.Select(p => p.TotalSeconds).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_Request_Whose_Time_Is_Up_Waits_No_Longer()
    {
        var patience = new Patience(TimeSpan.FromSeconds(10), TimeProvider.System);

        await Should.ThrowAsync<OperationCanceledException>(() => patience.PauseAsync(new CancellationToken(canceled: true)));
    }
}
