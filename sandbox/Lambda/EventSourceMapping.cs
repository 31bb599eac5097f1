using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Functions;
using Onboarding.Sandbox.Dynamo;

namespace Onboarding.Sandbox.Lambda;

/// <summary>Lambda's poller between the table's stream and one function: filters, delivers in batches, retries failures, and stops as configured.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html: everything before the reported record is done, the rest comes again.
/// A function that fails gets half of the batch next, which does not count as a retry. Lambda waits between retries and continues for hours; here, retries
/// run on request.
/// </remarks>
internal sealed class EventSourceMapping(Feature feature, TableStream stream, LambdaHost lambda, FailureQueue failures, Vendor vendor, TimeProvider machine) : IDisposable
{
    /// <summary>How often one look tries what fails.</summary>
    private const int AttemptsInOneLook = 2;

    private readonly StreamSource _source = feature.Stream!;
    private readonly JsonElement _filter = JsonElement.Parse(feature.Stream!.Filter);
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<string, Shard> _shards = new(StringComparer.Ordinal);

    /// <summary>Hands over everything that was written before; what still fails is tried again at the next look.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            foreach (var (id, record) in await stream.ReadNewAsync(cancellation))
            {
                if (!_shards.TryGetValue(id, out var shard))
                {
                    shard = _shards[id] = new Shard(id);
                }

                if (StreamFilter.Matches(_filter, record))
                {
                    shard.Waiting.Add(record);
                }
            }

            foreach (var shard in _shards.Values)
            {
                await DrainAsync(shard, cancellation);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _one.Dispose();
        stream.Dispose();
    }

    private async Task DrainAsync(Shard shard, CancellationToken cancellation)
    {
        var attempts = 0;
        var size = _source.BatchSize;
        while (shard.Waiting.Count > 0 && attempts < AttemptsInOneLook)
        {
            GiveUpWhatIsTooOld(shard);
            var batch = shard.Waiting.Take(size).ToList();
            if (batch.Count == 0)
            {
                return;
            }

            var done = await InvokeAsync(batch, cancellation);
            if (done is > 0)
            {
                shard.Finish(done.Value);
            }

            if (done == batch.Count)
            {
                (attempts, size) = (0, _source.BatchSize);
            }
            else if (done is null && batch.Count > 1)
            {
                size = batch.Count / 2;
            }
            else
            {
                attempts++;
                GiveUpWhatWasTriedEnough(shard, batch.Count - (done ?? 0));
            }
        }
    }

    private void GiveUpWhatWasTriedEnough(Shard shard, int count)
    {
        if (++shard.Attempts > _source.RetryAttempts)
        {
            failures.Add(feature.Name, "RetryAttemptsExhausted", shard.Attempts, shard.Id, shard.Waiting[..count]);
            shard.Finish(count);
        }
    }

    private void GiveUpWhatIsTooOld(Shard shard)
    {
        var oldest = machine.GetUtcNow() - TimeSpan.FromSeconds(_source.MaximumRecordAgeSeconds);
        var count = shard.Waiting.TakeWhile(r => FailureQueue.ArrivedAt(r) < oldest).Count();
        if (count > 0)
        {
            failures.Add(feature.Name, "RecordAgeExceeded", shard.Attempts, shard.Id, shard.Waiting[..count]);
            shard.Finish(count);
        }
    }

    // How many of a batch's records are done, from its beginning; null when the function failed.
    private async Task<int?> InvokeAsync(List<JsonElement> batch, CancellationToken cancellation)
    {
        var result = await lambda.InvokeAsync(feature.Name, Event(batch), cancellation);
        return result.Outcome is InvocationOutcome.Succeeded ? Done(batch, result.Payload) : null;
    }

    private byte[] Event(List<JsonElement> batch) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["Records"] = new JsonArray([.. batch.Select(r =>
        {
            var record = JsonObject.Create(r)!;
            record["eventSourceARN"] = vendor.StreamArn;
            return (JsonNode)record;
        })]),
    });

    // An answer that Lambda does not understand is a failure of the whole batch.
    private static int? Done(List<JsonElement> batch, ReadOnlyMemory<byte> payload)
    {
        try
        {
            var answer = JsonElement.Parse(payload.Span);
            if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("batchItemFailures", out var reported) || reported.ValueKind is JsonValueKind.Null)
            {
                return batch.Count;
            }

            var numbers = batch.ConvertAll(FailureQueue.SequenceNumber);
            var places = reported.EnumerateArray().Select(f => numbers.IndexOf(f.GetProperty("itemIdentifier").GetString()!)).ToList();
            return places.Count == 0 ? batch.Count : places.Contains(-1) ? null : places.Min();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    // A shard's records that were not handed over yet, and how often the first of them was.
    private sealed class Shard(string id)
    {
        public string Id => id;

        public List<JsonElement> Waiting { get; } = [];

        public int Attempts { get; set; }

        public void Finish(int count)
        {
            Waiting.RemoveRange(0, count);
            Attempts = 0;
        }
    }
}
