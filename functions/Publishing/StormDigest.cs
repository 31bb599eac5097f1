using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Publishing;

/// <summary>The mail about the events of an hour in which there were too many of a kind to mail each: how many, and of which tenants.</summary>
internal sealed class StormDigest(Table table)
{
    /// <summary>So many tenants are named, those with the most first.</summary>
    private const int NamedTenants = 20;

    /// <summary>The mail; null when every event had its own.</summary>
    /// <param name="end">When the hour ended.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public async Task<Mail?> OfHourAsync(DateTimeOffset end, CancellationToken cancellation)
    {
        var shards = await Task.WhenAll(Enumerable.Range(0, Keys.Shards).Select(shard => EventsAsync(shard, end, cancellation)));
        var kinds = shards.SelectMany(s => s).GroupBy(e => e.Type, StringComparer.Ordinal).Where(k => k.Count() > MailStorm.MostMails).OrderBy(k => k.Key, StringComparer.Ordinal).ToList();
        return kinds.Count == 0 ? null : MailOf(end.AddHours(-1), [.. kinds.Select(k => (k.Key, Tenants: k.CountBy(e => e.Tenant, StringComparer.Ordinal).ToList()))]);
    }

    private async Task<List<(string Type, string Tenant)>> EventsAsync(int shard, DateTimeOffset end, CancellationToken cancellation)
    {
        var query = new QueryRequest
        {
            KeyConditionExpression = "pk = :pk AND sk BETWEEN :from AND :to",
            FilterExpression = $"detailType IN ({string.Join(", ", MailStorm.Kinds.Select((_, i) => $":kind{i}"))})",
            ProjectionExpression = "detailType, tenant",
            ExpressionAttributeValues = new(StringComparer.Ordinal)
            {
                [":pk"] = new() { S = Keys.Events(shard) },
                [":from"] = new() { S = Keys.EventsFrom(end.AddHours(-1)) },
                [":to"] = new() { S = Keys.EventsFrom(end) },
            },
            ConsistentRead = true,
        };
        for (var i = 0; i < MailStorm.Kinds.Count; i++)
            query.ExpressionAttributeValues[$":kind{i}"] = new() { S = MailStorm.Kinds[i] };
        var events = new List<(string, string)>();
        do
        {
            var (items, last) = await table.QueryAsync(query, cancellation);
            events.AddRange(items.Select(i => (i.Text("detailType"), i.Text("tenant"))));
            query.ExclusiveStartKey = last?.Attributes;
        }
        while (query.ExclusiveStartKey is not null);
        return events;
    }

    private static Mail MailOf(DateTimeOffset hour, IReadOnlyList<(string Type, List<KeyValuePair<string, int>> Tenants)> kinds)
    {
        var count = kinds.Sum(k => k.Tenants.Sum(t => t.Value));
        var time = hour.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var lines = string.Join("\n\n", kinds.Select(k => $"{k.Type}: {k.Tenants.Sum(t => t.Value)}\n{string.Join('\n', Lines(k.Tenants))}"));
        return new Mail(
            $"{count} events within an hour / 1 時間に {count} 件のイベント",
            $"""
             In the hour from {time} (UTC), so many connections changed at the same time that only the first {MailStorm.MostMails} mails were sent:

             {lines}

             “onboarding-ops registrations list --state degraded” lists the connections that are broken now. The event bus carried an event about each.

             {time} (UTC) からの 1 時間に多数の接続の状態が変わったため、個別のメールは最初の {MailStorm.MostMails} 件のみ送信されました。

             現在問題のある接続は「onboarding-ops registrations list --state degraded」で確認できます。イベントバスには 1 件ずつイベントが送信されています。
             """,
            [("detailType", DigestTypes.HourOfEvents)]);
    }

    private static IEnumerable<string> Lines(List<KeyValuePair<string, int>> tenants)
    {
        var ordered = tenants.OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal).ToList();
        foreach (var (tenant, count) in ordered.Take(NamedTenants))
            yield return $"{tenant}: {count}";
        if (ordered.Count > NamedTenants)
            yield return $"… {ordered.Count - NamedTenants}: {ordered.Skip(NamedTenants).Sum(t => t.Value)}";
    }
}
