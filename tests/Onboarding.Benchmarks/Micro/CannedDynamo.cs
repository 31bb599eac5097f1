using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Registry;

namespace Onboarding.Benchmarks.Micro;

/// <summary>Answers of DynamoDB that never leave the process, so that the whole of what is measured is the SDK's and our own work.</summary>
internal sealed class CannedDynamo(byte[] answer, byte[]? ofSchedules) : HttpClientFactory
{
    /// <summary>The settings of a client that gets these answers.</summary>
    /// <param name="answer">What is answered.</param>
    /// <param name="ofSchedules">What is answered to who asks for schedules; null for the same.</param>
    public static AmazonDynamoDBConfig Config(byte[] answer, byte[]? ofSchedules = null) =>
        new() { RegionEndpoint = RegionEndpoint.GetBySystemName(Deployment.Region), HttpClientFactory = new CannedDynamo(answer, ofSchedules) };

    /// <summary>The answer to a query that finds accounts.</summary>
    public static byte[] Accounts(int count) => Found(count, a => a.ToItem());

    /// <summary>The answer to a query that finds their schedules.</summary>
    public static byte[] Schedules(int count) => Found(count, a => a.Schedule.ToItem());

    private static byte[] Found(int count, Func<AccountRecord, Item> item)
    {
        var items = new JsonArray();
        foreach (var number in Enumerable.Range(0, count))
            items.Add((JsonNode)Json(item(Stored.Account(number, Stored.Now))));
        return Encoding.UTF8.GetBytes(new JsonObject { ["Items"] = items, ["Count"] = count, ["ScannedCount"] = count }.ToJsonString());
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(answer, ofSchedules));

    private static JsonObject Json(Item item)
    {
        var json = new JsonObject();
        foreach (var (name, value) in item.Attributes)
            json[name] = value.N is { } n ? new JsonObject { ["N"] = n } : new JsonObject { ["S"] = value.S };
        return json;
    }

    private sealed class Handler(byte[] accounts, byte[]? schedules) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // The body is written out, as it is to a socket.
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            var answer = schedules is not null && body.AsSpan().IndexOf("SCHEDULE#"u8) >= 0 ? schedules : accounts;
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(answer), RequestMessage = request };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-amz-json-1.0");
            response.Content.Headers.ContentLength = answer.Length;
            response.Headers.TryAddWithoutValidation("x-amzn-RequestId", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEF");
            return response;
        }
    }
}
