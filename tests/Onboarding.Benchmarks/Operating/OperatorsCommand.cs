using System.Diagnostics;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Runtime;
using Onboarding.Benchmarks.Sweeping;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Operations;
using Onboarding.Functions.Registry;

namespace Onboarding.Benchmarks.Operating;

/// <summary>How long operators wait for a page of their lists, with 100,000 accounts in DynamoDB Local: every page of a list at most 300 ms, a search by AWS account at most 50 ms.</summary>
internal static class OperatorsCommand
{
    private const int MostPages = 20;

    private static readonly (string Query, int Limit)[] s_lists =
    [
        ("", 300),
        ("state=all&limit=100", 300),
        ("state=active&limit=100", 300),
        ("state=degraded", 300),
        ("tenant=tenant-7&limit=100", 300),
        ("tenant=tenant-7&state=degraded", 300),
        ("name=account 0000000998", 300),
        ("templateVersion=<1.0.0&state=all", 300),
        ("profile=full&state=all", 300),
        ("state=all&olderThan=P30D", 300),
        ("awsAccountId=000000099876", 50),
    ];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var stored = arguments is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 100_000;
        await using var store = await Store.FillAsync(stored, 0, Stored.Now);
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), ClientDefaults.Apply(store.Config(factory: null)));
        var feature = new OperationsFeature(new Table(client, Deployment.Settings("operations").TableName, TimeProvider.System), TimeProvider.System);
        await AskAsync(feature, "GET /ops/v1/registrations", "state=all");

        Console.WriteLine($"{stored} accounts stored\n\n| question | pages | found | slowest page ms | median ms | limit | held |\n|---|---:|---:|---:|---:|---:|---|");
        var held = true;
        foreach (var (query, limit) in s_lists)
            held &= await MeasureAsync(feature, query, limit);
        foreach (var route in new[] { "stats", "versions" })
        {
            var began = Stopwatch.GetTimestamp();
            await AskAsync(feature, $"GET /ops/v1/{route}", "");
            Console.WriteLine($"| {route} | 1 | | {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} | | | |");
        }

        return held ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(OperationsFeature feature, string query, int limit)
    {
        var (times, found) = (new List<double>(), 0);
        string? cursor = null;
        do
        {
            var began = Stopwatch.GetTimestamp();
            var page = await AskAsync(feature, "GET /ops/v1/registrations", string.Join('&', new[] { query, cursor is null ? "" : "cursor=" + cursor }.Where(q => q.Length > 0)));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            found += page.GetProperty("registrations").GetArrayLength();
            cursor = page.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null && times.Count < MostPages);
        times.Sort();
        var isHeld = times[^1] <= limit;
        Console.WriteLine($"| `{(query.Length == 0 ? "what needs attention" : query)}` | {times.Count} | {found} | {times[^1]:0} | {times[times.Count / 2]:0} | {limit} | {(isHeld ? "yes" : "**no**")} |");
        return isHeld;
    }

    private static async Task<JsonElement> AskAsync(OperationsFeature feature, string route, string query)
    {
        var answer = await feature.HandleAsync(
            new OperatorRequest
            {
                RouteKey = route,
                Arn = "arn:aws:sts::999988887777:assumed-role/Operators/kim",
                Now = Stored.Now.AddDays(1),
                Language = Functions.Values.Language.English,
                RequestId = "request",
                Event = new APIGatewayHttpApiV2ProxyRequest
                {
                    QueryStringParameters = query.Length == 0 ? null : query.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal),
                },
            },
            CancellationToken.None);
        return answer.Status == 200 ? JsonElement.Parse(answer.Body!) : throw new InvalidOperationException($"{route} {query}: {answer.Refusal?.Error.Code}");
    }
}
