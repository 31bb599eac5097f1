using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Publishing;

/// <summary>The mail about the links that expired in a day: how many, by tenant. Each has its own event on the bus.</summary>
internal sealed class ExpiryDigest(Table table)
{
    /// <summary>So many tenants are named, those with the most first.</summary>
    private const int NamedTenants = 20;

    /// <summary>The mail; null when no link expired.</summary>
    /// <param name="end">When the day ended.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public async Task<Mail?> OfDayAsync(DateTimeOffset end, CancellationToken cancellation)
    {
        // In parallel: after a busy day, there is much to read.
        var shards = await Task.WhenAll(Enumerable.Range(0, Keys.Shards).Select(shard => TenantsAsync(shard, end, cancellation)));
        var tenants = shards.SelectMany(s => s).CountBy(t => t, StringComparer.Ordinal).OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal).ToList();
        return tenants.Count == 0 ? null : MailOf(end.AddDays(-1), tenants);
    }

    private async Task<List<string>> TenantsAsync(int shard, DateTimeOffset end, CancellationToken cancellation)
    {
        var query = new QueryRequest
        {
            KeyConditionExpression = "pk = :pk AND sk BETWEEN :from AND :to",
            FilterExpression = "detailType = :expired",
            ProjectionExpression = "tenant",
            ExpressionAttributeValues = new(StringComparer.Ordinal)
            {
                [":pk"] = new() { S = Keys.Events(shard) },
                [":from"] = new() { S = Keys.EventsFrom(end.AddDays(-1)) },
                // A key continues after its time, so an event at the end itself belongs to the next day.
                [":to"] = new() { S = Keys.EventsFrom(end) },
                [":expired"] = new() { S = EventTypes.OnboardingExpired },
            },
            ConsistentRead = true,
        };
        var tenants = new List<string>();
        do
        {
            var (items, last) = await table.QueryAsync(query, cancellation);
            tenants.AddRange(items.Select(i => i.Text("tenant")));
            query.ExclusiveStartKey = last?.Attributes;
        }
        while (query.ExclusiveStartKey is not null);
        return tenants;
    }

    private static Mail MailOf(DateTimeOffset day, List<KeyValuePair<string, int>> tenants)
    {
        var (count, date) = (tenants.Sum(t => t.Value), day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var lines = string.Join('\n', tenants.Take(NamedTenants).Select(t => $"{t.Key}: {t.Value}"));
        var (moreEn, moreJa) = tenants.Count > NamedTenants
            ? ($"\nand {tenants.Count - NamedTenants} more tenants: {tenants.Skip(NamedTenants).Sum(t => t.Value)}", $"\nほか {tenants.Count - NamedTenants} テナント: {tenants.Skip(NamedTenants).Sum(t => t.Value)}")
            : ("", "");
        return new Mail(
            $"Connection links that expired on {date}: {count} / 期限切れの接続リンク: {count} 件",
            $"""
             Connection links that nobody completed in time, on {date} (UTC): {count}

             {lines}{moreEn}

             “onboarding-ops registrations list --state expired” lists them. The event bus carried an event about each.

             {date} (UTC) に、完了されないまま期限切れになった接続リンク: {count} 件

             {lines}{moreJa}

             一覧は「onboarding-ops registrations list --state expired」で確認できます。イベントバスには 1 件ずつイベントが送信されています。
             """,
            [("detailType", DigestTypes.OnboardingsExpired)]);
    }
}
