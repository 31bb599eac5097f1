using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace Onboarding.Benchmarks.Sweeping;

/// <summary>Counts requests and what they cost: it lets every request ask DynamoDB for its consumed capacity. (DynamoDB Local does not look at the signature, which no longer fits.)</summary>
internal sealed class MeteredDynamo : HttpClientFactory
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (int Requests, double Units)> _spent = new(StringComparer.Ordinal);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Meter(this));

    /// <summary>What was spent by operation since the last time this was asked.</summary>
    public SortedDictionary<string, (int Requests, double Units)> Take()
    {
        lock (_gate)
        {
            var taken = new SortedDictionary<string, (int, double)>(_spent, StringComparer.Ordinal);
            _spent.Clear();
            return taken;
        }
    }

    private void Record(string operation, double units)
    {
        lock (_gate)
        {
            var (requests, before) = _spent.GetValueOrDefault(operation);
            _spent[operation] = (requests + 1, before + units);
        }
    }

    private sealed class Meter(MeteredDynamo meter) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = JsonNode.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken))!;
            body["ReturnConsumedCapacity"] = "TOTAL";
            request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0") } };
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            var operation = request.Headers.GetValues("X-Amz-Target").Single().Split('.')[1];
            meter.Record(operation, Units(JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken))));
            return response;
        }

        // One item's operation answers with an object, a transaction with one for each table.
        private static double Units(JsonElement answer) => !answer.TryGetProperty("ConsumedCapacity", out var consumed) ? 0
            : consumed.ValueKind == JsonValueKind.Array ? consumed.EnumerateArray().Sum(c => c.GetProperty("CapacityUnits").GetDouble())
            : consumed.GetProperty("CapacityUnits").GetDouble();
    }
}
