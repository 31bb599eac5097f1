using System.Globalization;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>How far the connections came that were minted on some days. Nothing is counted when it happens: the index of the census is read, which no write of a customer waits for.</summary>
internal sealed class Funnel(Table table, TimeProvider time)
{
    /// <summary>So many days fit into a question.</summary>
    private const int MaxDays = 31;

    private const int UsualDays = 7;

    /// <summary>API Gateway times out after 30 s: a started day must be finished by then.</summary>
    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(12);

    private static readonly string[] s_members = ["from", "to"];

    /// <summary>What a check refuses only after the role could be assumed.</summary>
    private static readonly string[] s_afterTheRole =
        [Errors.ExternalIdNotEnforced.Code, Errors.PermissionMissing.Code, Errors.StackNotFound.Code, Errors.StackNotComplete.Code, Errors.RoleAlreadyRegistered.Code];

    /// <summary>Answers <c>GET /ops/v1/stats</c>: the newest day first.</summary>
    public async Task<Answer> ReadAsync(OperatorRequest request, CancellationToken cancellation)
    {
        if (request.HasOtherQueryThan(s_members))
            return Request.Malformed("This route takes only these query parameters: from, to.", "このルートで使用できるクエリパラメーターは from, to のみです。");
        var today = DateOnly.FromDateTime(request.Now.UtcDateTime);
        if (Day(request.Query("to"), today) is not { } to || Day(request.Query("from"), to.AddDays(1 - UsualDays)) is not { } from || to < from || to.DayNumber - from.DayNumber >= MaxDays)
        {
            return Request.Malformed(
                $"“from” and “to” are days in UTC, such as 2026-11-28, the first not after the second, and at most {MaxDays} days.",
                $"「from」と「to」には 2026-11-28 のような UTC の日付を、古い順に、最大 {MaxDays} 日の範囲で指定してください。");
        }

        using var enough = new CancellationTokenSource(s_turn, time);
        var stages = new List<StageCounts>();
        var day = to;
        while (day >= from && !enough.IsCancellationRequested)
        {
            stages.AddRange(await OfDayAsync(day, request.Now, cancellation));
            day = day.AddDays(-1);
        }

        // What is missing is asked for by its days.
        return Answer.Ok(new StatsView(Text(from), Text(to), stages, day < from ? null : Text(day)), AnswersJson.Default.StatsView);
    }

    private async Task<IEnumerable<StageCounts>> OfDayAsync(DateOnly day, DateTimeOffset now, CancellationToken cancellation)
    {
        var parts = await Task.WhenAll(Enumerable.Range(0, Keys.MintedShards).Select(shard => new Census(table, Keys.Minted(day, shard)).CountAsync(item => StageOf(item, now), cancellation)));
        return parts.SelectMany(p => p)
            .GroupBy(p => (p.Key.Profile, p.Key.Region))
            .OrderBy(g => g.Key.Profile, StringComparer.Ordinal).ThenBy(g => g.Key.Region, StringComparer.Ordinal)
            .Select(g => StageCounts.Of(Text(day), g.Key.Profile, g.Key.Region, [.. g.Select(p => (p.Key, p.Value))]));
    }

    private static Stage StageOf(Item item, DateTimeOffset now)
    {
        var status = item.Text("status");
        var isOpen = status is OnboardingStatus.Pending or OnboardingStatus.Verifying;
        var isRegistered = status == OnboardingStatus.Completed;
        var sawRole = isRegistered || (item.OptionalText("lastRefusal") is { } refusal && s_afterTheRole.Contains(refusal, StringComparer.Ordinal));
        return new Stage(
            item.Text("profile"),
            item.Text("region"),
            WasOpened: sawRole || item.OptionalInteger("openedAt") is not null,
            SawRole: sawRole,
            IsRegistered: isRegistered,
            IsExpired: status == OnboardingStatus.Expired || (isOpen && item.Time("expiresAt") <= now),
            IsCancelled: status == OnboardingStatus.Cancelled);
    }

    private static DateOnly? Day(string? text, DateOnly usual) =>
        text is null ? usual : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>How far one connection came.</summary>
internal sealed record Stage(string Profile, string Region, bool WasOpened, bool SawRole, bool IsRegistered, bool IsExpired, bool IsCancelled);

/// <summary>How far the connections came that were minted on some days.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Stages">By day, profile and Region; the newest day first.</param>
/// <param name="Until">When there was no time for all: the last day that is missing. The rest is asked for with it as <c>to</c>.</param>
internal sealed record StatsView(string From, string To, IReadOnlyList<StageCounts> Stages, string? Until);

/// <summary>How many connections of one day, profile and Region came how far.</summary>
/// <param name="Day">The day on which they were minted.</param>
/// <param name="Profile">Their profile.</param>
/// <param name="Region">Their Region.</param>
/// <param name="Minted">How many there are.</param>
/// <param name="Opened">For how many the page opened the AWS console, or a role was seen.</param>
/// <param name="RoleSeen">For how many a role was found that the service can assume.</param>
/// <param name="Registered">How many became an account.</param>
/// <param name="Expired">How many were not finished in time.</param>
/// <param name="Cancelled">How many were canceled.</param>
internal sealed record StageCounts(string Day, string Profile, string Region, long Minted, long Opened, long RoleSeen, long Registered, long Expired, long Cancelled)
{
    public static StageCounts Of(string day, string profile, string region, IReadOnlyList<(Stage Stage, long Count)> parts)
    {
        return new(day, profile, region, Sum(_ => true), Sum(s => s.WasOpened), Sum(s => s.SawRole), Sum(s => s.IsRegistered), Sum(s => s.IsExpired), Sum(s => s.IsCancelled));

        long Sum(Func<Stage, bool> which) => parts.Where(p => which(p.Stage)).Sum(p => p.Count);
    }
}
