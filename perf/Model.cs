using Onboarding.Functions;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Registry;

namespace Onboarding.Perf;

/// <summary>What checking so many connections takes. Every constant of the service is the code's own.</summary>
/// <param name="Connections">How many there are.</param>
/// <param name="Check">What one check costs.</param>
/// <param name="StsPace">How many requests a second checks send to STS (<c>stsRequestsPerSecond</c>).</param>
/// <param name="Sweepers">How many sweeps run at the same time (<c>sweepers</c>).</param>
internal sealed record Model(long Connections, CheckFigures Check, int StsPace, int Sweepers)
{
    private const double SecondsOfDay = 24 * 60 * 60;
    private const double DaysOfMonth = 30;

    /// <summary>DynamoDB's limit for one partition: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html</summary>
    private const double WritesOfPartition = 1000;

    /// <summary>STS's quota of requests a second for an account in a Region.</summary>
    private const double StsQuota = 600;

    /// <summary>A tenant with so many accounts has all its schedules under one partition key.</summary>
    private const double LargeTenant = 100_000;

    /// <summary>A processor of Lambda comes with so much memory: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html</summary>
    private const double MebibytesOfProcessor = 1769;

    private static readonly Feature s_sweeper = Feature.All.Single(f => f.Schedule is not null);

    /// <summary>The mean time between two checks: exponentially distributed, and cut off at the longest.</summary>
    public static TimeSpan MeanInterval => CheckTimes.Mean * (1 - Math.Exp(-(CheckTimes.Longest - TimeSpan.FromMinutes(30)) / CheckTimes.Mean));

    /// <summary>Checks a second, when they are spread over the day.</summary>
    public double ChecksPerSecond => Connections / MeanInterval.TotalSeconds;

    /// <summary>Requests to STS a second.</summary>
    public double StsPerSecond => ChecksPerSecond * Check.StsRequests;

    /// <summary>How many checks are at work at the same time.</summary>
    public double AtWork => ChecksPerSecond * Check.Milliseconds / 1000;

    /// <summary>How many sweeps it takes.</summary>
    public int SweepersNeeded => (int)Math.Max(1, Math.Ceiling(ChecksPerSecond / ChecksOfSweeper));

    /// <summary>Checks a second that one sweep can do: as many at the same time as it works on, as far as its share of a processor goes, for as long as it takes new ones.</summary>
    public double ChecksOfSweeper
    {
        get
        {
            var byWaiting = Sweep.AtOnce / (Check.Milliseconds / 1000);
            var byProcessor = s_sweeper.MemoryMiB / MebibytesOfProcessor / (Check.ProcessorMilliseconds / 1000);
            return Math.Min(byWaiting, byProcessor) * (s_sweeper.TimeoutSeconds - 25) / s_sweeper.TimeoutSeconds;
        }
    }

    /// <summary>How long the checks of one day take when nothing else slows them down.</summary>
    public TimeSpan DaysChecks => TimeSpan.FromSeconds(ChecksPerSecond * SecondsOfDay / Math.Min(StsPace / Check.StsRequests, Sweepers * ChecksOfSweeper));

    /// <summary>Dollars a month for checks and storage.</summary>
    public double DollarsPerMonth
    {
        get
        {
            var checks = ChecksPerSecond * SecondsOfDay * DaysOfMonth;
            var table = checks * ((Check.WriteUnits * Prices.Write) + (Check.ReadUnits * Prices.Read)) + (Connections * Check.StoredBytes / 1e9 * Prices.StoredGigabyte);
            return table + (checks * Check.Milliseconds / 1000 / Sweep.AtOnce * s_sweeper.MemoryMiB / 1024 * Prices.GigabyteSecond);
        }
    }

    /// <summary>Each limit, and with how many connections it is reached; the lowest first.</summary>
    public IReadOnlyList<(string Limit, double Connections)> Limits
    {
        get
        {
            static double At(double checksPerSecond) => checksPerSecond * MeanInterval.TotalSeconds;
            // A check changes its schedule twice, and each time the due index takes the old place away and puts the new one.
            const double DueWrites = 4;
            const double StsBlock = 20;
            return
            [
                .. new (string, double)[]
                {
                    ($"{Sweepers} sweep(s) at the same time: raise sweepers, up to {Keys.Shards}", At(Sweepers * ChecksOfSweeper)),
                    ($"{Keys.Shards} sweeps at the same time", At(Keys.Shards * ChecksOfSweeper)),
                    ($"stsRequestsPerSecond = {StsPace}: raise it, up to 500", At(StsPace / Check.StsRequests)),
                    ("stsRequestsPerSecond = 500", At(500 / Check.StsRequests)),
                    ($"STS's quota of {StsQuota:0} requests a second: ask AWS for more", At(StsQuota / Check.StsRequests)),
                    ($"a partition of the due index: {WritesOfPartition:0} writes a second, {Keys.Shards} partitions", At(WritesOfPartition * Keys.Shards / DueWrites)),
                    ($"the item of the pace of STS: {WritesOfPartition:0} writes a second", At(WritesOfPartition * StsBlock / Check.StsRequests)),
                }.OrderBy(l => l.Item2),
            ];
        }
    }

    /// <summary>Writes a second under the one partition key of the schedules of a tenant with 100,000 accounts.</summary>
    public static double WritesOfLargeTenant => LargeTenant / MeanInterval.TotalSeconds * 2;
}
