using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts.Access;

/// <summary>A session that was given out, as tenants and operators see it.</summary>
internal sealed record AccessView
{
    public required UtcTime At { get; init; }

    public required string Purpose { get; init; }

    /// <summary>The actions that the session was limited to; absent when it was limited by a policy, or not at all.</summary>
    public IReadOnlyList<string>? Actions { get; init; }

    /// <summary>The text of the policy that the session was limited to.</summary>
    public string? Policy { get; init; }

    /// <summary>The requester: <c>product:scanner</c>, or <c>product:scanner for user:0c9b8d1f2e3a4b5c</c>.</summary>
    public required string By { get; init; }

    public required string SessionName { get; init; }

    /// <summary>The latest time at which it ends.</summary>
    public required UtcTime Until { get; init; }

    /// <summary>The session's activity in the customer's CloudTrail.</summary>
    public required string CloudTrailUrl { get; init; }

    /// <summary>Shows an entry.</summary>
    public static AccessView Of(AccessEntry entry, Partition partition) => new()
    {
        At = UtcTime.Of(entry.At),
        Purpose = entry.Purpose,
        Actions = entry.Actions?.Split(' '),
        Policy = entry.Policy,
        By = entry.By,
        SessionName = entry.SessionName,
        Until = UtcTime.Of(entry.Until),
        CloudTrailUrl = CloudTrail(entry.SessionName, partition),
    };

    // IAM is recorded in one Region of each partition; for activity in other Regions, change the Region on the page.
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-console.html
    private static string CloudTrail(string sessionName, Partition partition) =>
        $"https://{partition.IamRegion}.{partition.ConsoleHost}/cloudtrailv2/home?region={partition.IamRegion}#/events?Username={Uri.EscapeDataString(sessionName)}";
}

/// <summary>A page of sessions, the newest first.</summary>
internal sealed record AccessList(IReadOnlyList<AccessView> Access, string? Cursor)
{
    private const int TimeLength = 15;

    /// <summary>Reads a page of a connection's sessions of the last 90 days.</summary>
    public static async Task<Answer> ReadAsync(Table table, AccountRecord account, Request request, CancellationToken cancellation)
    {
        // Expired entries that DynamoDB hasn't deleted yet are skipped.
        var from = Keys.AccessFrom(request.Now - AccessEntry.Kept);
        var (page, refusal) = PageRequest.Of(request, key => IsPlace(key) && string.CompareOrdinal(key, from) >= 0);
        if (page is null)
            return refusal!;
        var list = new ItemList(table, Keys.AccessOf(account.Tenant, account.Id)) { Descending = true, From = from };
        var (items, cursor) = await list.ReadAsync(page, cancellation);
        Listed<AccessView>[] views = [.. items.Readable(i => new Listed<AccessView>(i.Text("sk"), AccessView.Of(AccessEntry.Of(i), account.Role.Partition)))];
        var (shown, next) = AnswerSize.Fit(views, cursor, AnswersJson.Default.AccessView);
        return Answer.Ok(new AccessList(shown, Page.CursorOrNull(next)), AnswersJson.Default.AccessList);
    }

    /// <summary>The latest time at which a connection's existing session ends; null if there is none.</summary>
    public static async Task<DateTimeOffset?> LastUntilAsync(Table table, AccountRecord account, DateTimeOffset now, CancellationToken cancellation)
    {
        var list = new ItemList(table, Keys.AccessOf(account.Tenant, account.Id)) { Descending = true, From = Keys.AccessFrom(now - AccessEntry.Longest) };
        var (items, more) = await list.ReadAsync(new Page(100, null), cancellation);
        var entries = items.Readable(AccessEntry.Of).ToList();
        var last = entries.Count == 0 ? now : entries.Max(e => e.Until);
        // Unread entries are older than the ones that were read.
        if (more is not null && entries.Count > 0 && entries[^1].At + AccessEntry.Longest > last)
            last = entries[^1].At + AccessEntry.Longest;
        return last > now ? last : null;
    }

    private static bool IsPlace(string key) =>
        key.Length == TimeLength + 1 + AccessEntry.SuffixLength && key[TimeLength] == '#' && key.AsSpan(0, TimeLength).IndexOfAnyExceptInRange('0', '9') < 0 && MintingAlphabet.Contains(key.AsSpan(TimeLength + 1));
}
