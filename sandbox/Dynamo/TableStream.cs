using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Sandbox.Dynamo;

/// <summary>The table's stream as one reader sees it, read from DynamoDB Local with the DynamoDB Streams API.</summary>
/// <remarks>The AWS SDK's client for it is in a package of its own, and four calls do not need one.</remarks>
internal sealed class TableStream(DynamoLocal local) : IDisposable
{
    // DynamoDB Local wants a credential scope and checks no signature.
    private static readonly AuthenticationHeaderValue Anyone =
        new("AWS4-HMAC-SHA256", "Credential=local/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local");

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Dictionary<string, string> _lastRead = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    /// <summary>Every record that was written since the last time, with its shard's id; a shard's oldest first.</summary>
    public async Task<IReadOnlyList<(string Shard, JsonElement Record)>> ReadNewAsync(CancellationToken cancellation)
    {
        await local.Ready.WaitAsync(cancellation);
        var records = new List<(string, JsonElement)>();
        var streams = await CallAsync("ListStreams", new() { ["TableName"] = TableDefinition.Name }, cancellation);
        foreach (var arn in streams.GetProperty("Streams").EnumerateArray().Select(s => s.GetProperty("StreamArn").GetString()!))
        {
            foreach (var shard in await ShardsAsync(arn, cancellation))
            {
                await ReadAsync(arn, shard, records, cancellation);
            }
        }

        return records;
    }

    private async Task<IReadOnlyList<string>> ShardsAsync(string arn, CancellationToken cancellation)
    {
        var shards = new List<string>();
        string? last = null;
        do
        {
            var request = new JsonObject { ["StreamArn"] = arn };
            if (last is not null)
            {
                request["ExclusiveStartShardId"] = last;
            }

            var page = (await CallAsync("DescribeStream", request, cancellation)).GetProperty("StreamDescription");
            shards.AddRange(page.GetProperty("Shards").EnumerateArray().Select(s => s.GetProperty("ShardId").GetString()!));
            last = Text(page, "LastEvaluatedShardId");
        }
        while (last is not null);
        return shards;
    }

    private async Task ReadAsync(string arn, string shard, List<(string Shard, JsonElement Record)> records, CancellationToken cancellation)
    {
        var start = new JsonObject { ["StreamArn"] = arn, ["ShardId"] = shard, ["ShardIteratorType"] = "TRIM_HORIZON" };
        if (_lastRead.TryGetValue(shard, out var sequence))
        {
            start["ShardIteratorType"] = "AFTER_SEQUENCE_NUMBER";
            start["SequenceNumber"] = sequence;
        }

        var iterator = Text(await CallAsync("GetShardIterator", start, cancellation), "ShardIterator");

        // An open shard always has a next iterator; what it has written so far ends with an empty page.
        while (iterator is not null)
        {
            var page = await CallAsync("GetRecords", new() { ["ShardIterator"] = iterator }, cancellation);
            var found = page.GetProperty("Records").EnumerateArray().ToList();
            records.AddRange(found.Select(r => (shard, r)));
            if (found.Count > 0)
            {
                _lastRead[shard] = found[^1].GetProperty("dynamodb").GetProperty("SequenceNumber").GetString()!;
            }

            iterator = found.Count > 0 ? Text(page, "NextShardIterator") : null;
        }
    }

    private async Task<JsonElement> CallAsync(string operation, JsonObject body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, local.Endpoint)
        {
            Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/x-amz-json-1.0")),
        };
        request.Headers.Authorization = Anyone;
        request.Headers.Add("X-Amz-Target", "DynamoDBStreams_20120810." + operation);
        using var answer = await _client.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode ? JsonElement.Parse(text) : throw new InvalidOperationException($"DynamoDB Local refused {operation}: {text}");
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
