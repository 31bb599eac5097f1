namespace Onboarding.Ops.Stats;

/// <summary>How far the connections came that were minted on some days, as the API answers.</summary>
internal sealed record StatsPage(string From, string To, IReadOnlyList<StageCounts> Stages, string? Until = null);

/// <summary>How many connections of one day, profile and Region came how far.</summary>
internal sealed record StageCounts(string Day, string Profile, string Region, long Minted, long Opened, long RoleSeen, long Registered, long Expired, long Cancelled);

/// <summary>What <c>stats</c> prints.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="By"><c>day</c>, <c>profile</c> or <c>region</c>.</param>
/// <param name="Stages">The sums.</param>
internal sealed record StatsReport(string From, string To, string By, IReadOnlyList<StageSum> Stages);

/// <summary>How many connections with one key came how far.</summary>
internal sealed record StageSum(string Key, long Minted, long Opened, long RoleSeen, long Registered, long Expired, long Cancelled)
{
    /// <summary>The sums by a key, in its order.</summary>
    public static IReadOnlyList<StageSum> By(IEnumerable<StageCounts> stages, string by) =>
        [.. stages.GroupBy(s => by switch { "profile" => s.Profile, "region" => s.Region, _ => s.Day }, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Of(g.Key, g))];

    /// <summary>The sum of all.</summary>
    public static StageSum Total(IEnumerable<StageSum> stages, string key) => stages.Aggregate(
        new StageSum(key, 0, 0, 0, 0, 0, 0),
        (sum, s) => new(key, sum.Minted + s.Minted, sum.Opened + s.Opened, sum.RoleSeen + s.RoleSeen, sum.Registered + s.Registered, sum.Expired + s.Expired, sum.Cancelled + s.Cancelled));

    private static StageSum Of(string key, IEnumerable<StageCounts> stages) =>
        Total(stages.Select(s => new StageSum(key, s.Minted, s.Opened, s.RoleSeen, s.Registered, s.Expired, s.Cancelled)), key);
}
