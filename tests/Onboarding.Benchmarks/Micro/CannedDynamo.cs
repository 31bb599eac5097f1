using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Onboarding.Benchmarks.Micro;

/// <summary>Answers of DynamoDB that never leave the process, so that the whole of what is measured is the SDK's and our own work.</summary>
internal sealed class CannedDynamo(byte[] answer) : HttpClientFactory
{
    public static AmazonDynamoDBConfig Config(byte[] answer) =>
        new() { RegionEndpoint = RegionEndpoint.GetBySystemName(Deployment.Region), HttpClientFactory = new CannedDynamo(answer) };

    /// <summary>The answer to a query that finds accounts.</summary>
    public static byte[] Accounts(int count)
    {
        var items = new JsonArray();
        foreach (var number in Enumerable.Range(0, count))
            items.Add((JsonNode)Account(number));
        return Encoding.UTF8.GetBytes(new JsonObject { ["Items"] = items, ["Count"] = count, ["ScannedCount"] = count }.ToJsonString());
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(answer));

    private static JsonObject Account(int number)
    {
        var item = Stored.Account(number, Stored.Now).ToItem();
        var json = new JsonObject();
        foreach (var (name, value) in item.Attributes)
            json[name] = value.N is { } n ? new JsonObject { ["N"] = n } : new JsonObject { ["S"] = value.S };
        return json;
    }

    private sealed class Handler(byte[] answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // The body is written out, as it is to a socket.
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(answer), RequestMessage = request };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-amz-json-1.0");
            response.Content.Headers.ContentLength = answer.Length;
            response.Headers.TryAddWithoutValidation("x-amzn-RequestId", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEF");
            return response;
        }
    }
}
