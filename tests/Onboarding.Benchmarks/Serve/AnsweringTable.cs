using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Registry;

namespace Onboarding.Benchmarks.Serve;

/// <summary>A table of so many detached accounts, all of them due, that answers every request of a sweep at once and says yes to every write: so that what is measured is the sweeper and the STS that it asks.</summary>
internal static class AnsweringTable
{
    /// <summary>Serves until its standard input ends.</summary>
    public static async Task<int> RunAsync(int due)
    {
        var items = Enumerable.Range(0, due)
            .SelectMany(n => Stored.Items(Stored.Account(n, Stored.Now.AddMinutes(-1), AccountStatus.Detached), n))
            .ToDictionary(i => i.Text("pk") + i.Text("sk"), StringComparer.Ordinal);
        var shards = items.Values.Where(i => i.OptionalText("duePk") is not null).ToLookup(i => i.Text("duePk"), StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(async context =>
        {
            var request = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
            var answer = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[1] switch
            {
                "Query" => Page(request, shards),
                "UpdateItem" => new JsonObject { ["Attributes"] = Json(items[KeyOf(request)]) },
                "GetItem" => new JsonObject { ["Item"] = Json(items[KeyOf(request)]) },
                _ => [],
            };
            await WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(answer, JsonSerializerOptions.Default));
        });
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static string KeyOf(JsonNode request) => request["Key"]!["pk"]!["S"]!.GetValue<string>() + request["Key"]!["sk"]!["S"]!.GetValue<string>();

    // The index has the keys only, and nothing is due in the far future.
    private static JsonObject Page(JsonNode request, ILookup<string, Item> shards)
    {
        var values = request["ExpressionAttributeValues"]!;
        var until = long.Parse(values[":time"]!["N"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        var isFuture = request["KeyConditionExpression"]!.GetValue<string>().Contains('>', StringComparison.Ordinal);
        var after = request["ExclusiveStartKey"]?["sk"]?["S"]?.GetValue<string>();
        var rest = shards[values[":shard"]!["S"]!.GetValue<string>()].Where(i => !isFuture && i.Integer("dueAt") <= until);
        if (after is not null)
            rest = rest.SkipWhile(i => i.Text("sk") != after).Skip(1);
        var page = rest.Take(request["Limit"]!.GetValue<int>()).ToList();
        var answer = new JsonObject { ["Items"] = new JsonArray([.. page.Select(i => Json(i, "pk", "sk", "duePk", "dueAt"))]), ["Count"] = page.Count };
        if (page.Count == request["Limit"]!.GetValue<int>())
            answer["LastEvaluatedKey"] = Json(page[^1], "pk", "sk", "duePk", "dueAt");
        return answer;
    }

    private static JsonObject Json(Item item, params IReadOnlyList<string> names)
    {
        var json = new JsonObject();
        foreach (var (name, value) in item.Attributes.Where(a => names.Count == 0 || names.Contains(a.Key, StringComparer.Ordinal)))
            json[name] = value.N is { } number ? new JsonObject { ["N"] = number } : new JsonObject { ["S"] = value.S };
        return json;
    }

    private static async Task WriteAsync(HttpContext context, byte[] answer)
    {
        context.Response.ContentType = "application/x-amz-json-1.0";
        context.Response.ContentLength = answer.Length;
        context.Response.Headers["x-amzn-RequestId"] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEF";
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }
}
