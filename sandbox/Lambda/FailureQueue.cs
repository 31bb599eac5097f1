using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Sandbox.Lambda;

/// <summary>The queues for batches that event source mappings abandoned: messages with positions in the stream, without the records.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html</remarks>
internal sealed class FailureQueue(Vendor vendor, TimeProvider machine)
{
    private readonly Lock _gate = new();
    private readonly List<JsonObject> _messages = [];

    /// <summary>Every message until now, as it lies in the queue.</summary>
    public IReadOnlyList<JsonObject> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Keeps the position of a batch.</summary>
    /// <param name="feature">The function.</param>
    /// <param name="condition">Why it was abandoned.</param>
    /// <param name="invocations">How often it was tried.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="batch">The batch, at least one record.</param>
    public void Add(string feature, string condition, int invocations, string shard, IReadOnlyList<JsonElement> batch)
    {
        var message = new JsonObject
        {
            ["requestContext"] = new JsonObject
            {
                ["requestId"] = Randoms.Uuid(),
                ["functionArn"] = vendor.FunctionArn(feature),
                ["condition"] = condition,
                ["approximateInvokeCount"] = invocations,
            },
            ["version"] = "1.0",
            ["timestamp"] = machine.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["DDBStreamBatchInfo"] = new JsonObject
            {
                ["shardId"] = shard,
                ["startSequenceNumber"] = SequenceNumber(batch[0]),
                ["endSequenceNumber"] = SequenceNumber(batch[^1]),
                ["approximateArrivalOfFirstRecord"] = Arrival(batch[0]),
                ["approximateArrivalOfLastRecord"] = Arrival(batch[^1]),
                ["batchSize"] = batch.Count,
                ["streamArn"] = vendor.StreamArn,
            },
        };
        lock (_gate)
        {
            _messages.Add(message);
        }
    }

    /// <summary>A record's place in the stream.</summary>
    public static string SequenceNumber(JsonElement record) => record.GetProperty("dynamodb").GetProperty("SequenceNumber").GetString()!;

    /// <summary>When a record was written.</summary>
    public static DateTimeOffset ArrivedAt(JsonElement record) => DateTimeOffset.UnixEpoch.AddSeconds(record.GetProperty("dynamodb").GetProperty("ApproximateCreationDateTime").GetDouble());

    private static string Arrival(JsonElement record) => ArrivedAt(record).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
