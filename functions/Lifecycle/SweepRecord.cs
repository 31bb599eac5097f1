namespace Onboarding.Functions.Lifecycle;

/// <summary>What a sweep leaves in the log and the metrics.</summary>
internal static class SweepRecord
{
    /// <summary>Logs and counts what a sweep came to. What can come about without a sweep, too, is counted where it does.</summary>
    public static void Keep(SweepReport report)
    {
        WriteLine(report);
        Count(report);
    }

    private static void WriteLine(SweepReport report) => Log.Write(
        "INFO",
        "Swept",
        ("due", report.Due.ToString()),
        ("finished", report.Finished.ToString()),
        ("failed", report.Failed.ToString()),
        ("more", report.More ? "true" : "false"),
        ("lagSeconds", report.LagSeconds.ToString()),
        ("outcomes", string.Join(' ', report.Outcomes.Select(o => $"{o.Key}={o.Value}"))));

    private static void Count(SweepReport report)
    {
        Metrics.Add(Metric.Sweeps);
        Metrics.Add(Metric.SweepLag, report.LagSeconds);
        Metrics.Add(Metric.SweepFailed, Of(SweepOutcome.Failed));
        Metrics.Add(Metric.SweepUnreadable, Of(SweepOutcome.Unreadable));
        Metrics.Add(Metric.Reminded, Of(SweepOutcome.Reminded));
        Metrics.Add(Metric.Expired, Of(SweepOutcome.Expired));
        Metrics.Add(Metric.Closed, Of(SweepOutcome.Closed));

        int Of(string outcome) => report.Outcomes.GetValueOrDefault(outcome);
    }
}
