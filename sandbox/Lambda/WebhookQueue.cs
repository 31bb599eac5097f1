using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Functions;
using Onboarding.Simulator.Events;

namespace Onboarding.Sandbox.Lambda;

/// <summary>The way of events to the vendor's webhook: the bus's rule, the queue with its visibility time-out on the service's clock, and Lambda's poller, which takes a message out when its function has sent it.</summary>
/// <remarks>
/// A message that was not sent returns after the queue's visibility timeout, and goes to the queue of abandoned messages after as many receives as the
/// stack says: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html. Lambda polls without a pause; here
/// it polls on request or when the clock moves.
/// </remarks>
internal sealed class WebhookQueue(FeatureList features, SandboxOptions options, EventBus bus, LambdaHost lambda, Vendor vendor, Clock clock) : IDisposable
{
    private readonly Feature? _feature = options.Context.ContainsKey(ContextKey.WebhookUrl.Variable) ? features.All.FirstOrDefault(f => f.Queue is not null) : null;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly List<Message> _waiting = [];
    private readonly List<Message> _given = [];
    private int _taken;

    /// <summary>The number of waiting messages, and the abandoned ones.</summary>
    public WebhookQueueState State => new(_waiting.Count, [.. _given.Select(m => m.Body)]);

    /// <summary>Sends what can be sent now.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        if (_feature is null)
        {
            return;
        }

        await _one.WaitAsync(cancellation);
        try
        {
            Take();
            while (Visible() is { Count: > 0 } batch)
            {
                await SendAsync(batch, cancellation);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    private void Take()
    {
        var all = bus.All;
        _waiting.AddRange(all.Skip(_taken).Select(e => new Message(Randoms.Uuid(), BodyOf(e), clock.GetUtcNow())));
        _taken = all.Count;
    }

    private List<Message> Visible()
    {
        var now = clock.GetUtcNow();
        foreach (var message in _waiting.Where(m => m.VisibleAt <= now && m.Receives >= _feature!.Queue!.MaxReceives).ToList())
        {
            _waiting.Remove(message);
            _given.Add(message);
        }

        return [.. _waiting.Where(m => m.VisibleAt <= now).Take(_feature!.Queue!.BatchSize)];
    }

    private async Task SendAsync(List<Message> batch, CancellationToken cancellation)
    {
        foreach (var message in batch)
        {
            message.Receives++;
            message.VisibleAt = clock.GetUtcNow() + TimeSpan.FromSeconds(_feature!.Queue!.VisibilitySeconds);
        }

        var result = await lambda.InvokeAsync(_feature!.Name, Event(batch), cancellation);
        if (result.Outcome is not InvocationOutcome.Succeeded || Failed(result.Payload) is not { } failed)
        {
            return;
        }

        foreach (var sent in batch.Where(m => !failed.Contains(m.Id)))
        {
            _waiting.Remove(sent);
        }
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event
    private byte[] Event(List<Message> batch) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["Records"] = new JsonArray([.. batch.Select(m => (JsonNode)new JsonObject
        {
            ["messageId"] = m.Id,
            ["receiptHandle"] = Randoms.Uuid(),
            ["body"] = m.Body,
            ["attributes"] = new JsonObject { ["ApproximateReceiveCount"] = m.Receives.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            ["messageAttributes"] = new JsonObject(),
            ["eventSource"] = "aws:sqs",
            ["eventSourceARN"] = vendor.WebhookQueueArn,
            ["awsRegion"] = vendor.HomeRegion,
        })]),
    });

    // An answer that Lambda does not understand is a failure of the whole batch.
    private static HashSet<string>? Failed(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return [.. JsonElement.Parse(payload.Span).GetProperty("batchItemFailures").EnumerateArray().Select(f => f.GetProperty("itemIdentifier").GetString()!)];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
    private string BodyOf(BusEvent busEvent) => new JsonObject
    {
        ["version"] = "0",
        ["id"] = Randoms.Uuid(),
        ["detail-type"] = busEvent.DetailType,
        ["source"] = busEvent.Source,
        ["account"] = Vendor.AccountId,
        ["time"] = busEvent.Time,
        ["region"] = vendor.HomeRegion,
        ["resources"] = new JsonArray(),
        ["detail"] = JsonNode.Parse(busEvent.Detail.GetRawText()),
    }.ToJsonString();

    private sealed class Message(string id, string body, DateTimeOffset visibleAt)
    {
        public string Id => id;

        public string Body => body;

        public DateTimeOffset VisibleAt { get; set; } = visibleAt;

        public int Receives { get; set; }
    }
}

/// <summary>What lies in the webhooks' queues.</summary>
/// <param name="Waiting">How many events wait to be sent, or to be sent again.</param>
/// <param name="GivenUp">The abandoned events.</param>
internal sealed record WebhookQueueState(int Waiting, IReadOnlyList<string> GivenUp);
