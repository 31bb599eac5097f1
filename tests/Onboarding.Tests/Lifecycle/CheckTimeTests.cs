using Onboarding.Functions.Lifecycle;

namespace Onboarding.Tests.Lifecycle;

/// <summary>When checks come.</summary>
public sealed class CheckTimeTests
{
    private const int Draws = 20_000;

    [Fact]
    [Trait("Threat", "T57")]
    public void Checks_Come_At_Unpredictable_Times()
    {
        var hours = Draw();

        // Of an exponential distribution with a mean of 18 hours: how many are over after so many hours. Of 20,000 draws a hundredth is more than 2.8 standard deviations.
        foreach (var after in new[] { 0.1, 1, 6, 12, 18, 24, 35 })
            (hours.Count(h => h <= after) / (double)Draws).ShouldBe(1 - Math.Exp(-after / 18), 0.015, $"after {after} hours");
        // How long ago the last check was says nothing about the next: of those that have not come, as many come within the next six hours.
        foreach (var waited in new[] { 0, 6, 12, 18, 24 })
            Share(hours, waited, waited + 6).ShouldBe(1 - Math.Exp(-6 / 18.0), 0.03, $"after {waited} hours");
        hours.Distinct().Count().ShouldBeGreaterThan(Draws * 8 / 10);
    }

    [Fact]
    [Trait("Threat", "T57")]
    public void No_Two_Checks_Are_Further_Apart_Than_36_Hours_However_Long_The_Sweeper_Takes()
    {
        var hours = Draw();

        hours.Min().ShouldBeGreaterThanOrEqualTo(0);
        // A sweep starts every five minutes and can take as long.
        (hours.Max() + 0.5).ShouldBeLessThanOrEqualTo(36);
    }

    private static double Share(double[] hours, double from, double to) => hours.Count(h => h > from && h <= to) / (double)hours.Count(h => h > from);

    private static double[] Draw() => [.. Enumerable.Range(0, Draws).Select(_ => CheckTimes.Next().TotalHours)];
}
