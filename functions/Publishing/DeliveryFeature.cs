using System.Text;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;

namespace Onboarding.Functions.Publishing;

/// <summary>Delivers one event; answers whether its place takes such events at all.</summary>
internal delegate Task<bool> Deliver(OutboxEvent outboxEvent, CancellationToken cancellation);

/// <summary>Delivers the outbox's events to one place, in their order: those that the table's stream brings, and old ones when an operator asks for them.</summary>
/// <remarks>
/// A place has a function of its own, so that one which takes nothing keeps no other waiting. What fails is reported by its place in the stream, and Lambda
/// retries from that record on: https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html.
/// Each event arrives at least once: who is interrupted between a delivery and the report of it delivers it again.
/// </remarks>
/// <param name="feature">Its name.</param>
/// <param name="deliver">Delivers one event.</param>
/// <param name="redrive">Finds old events.</param>
internal sealed class DeliveryFeature(string feature, Deliver deliver, Redrive redrive)
{
    private readonly Metric _heartbeats = Metric.HeartbeatsOf(feature);

    /// <summary>Answers Lambda's event from the stream, or API Gateway's.</summary>
    public async Task<byte[]> AnswerAsync(byte[] lambdaEvent, Invocation context, CancellationToken cancellation) =>
        StreamRecord.ReadAll(lambdaEvent) is { } records
            ? Report(await DeliverAsync(records, cancellation))
            : await Front.ForOperators((request, c) => redrive.RunAsync(request, deliver, c)).AnswerAsync(lambdaEvent, context, cancellation);

    /// <summary>Delivers one record after another until one fails.</summary>
    /// <returns>The one that failed; null when none did.</returns>
    private async Task<StreamRecord?> DeliverAsync(IReadOnlyList<StreamRecord> records, CancellationToken cancellation)
    {
        foreach (var record in records)
        {
            if (!await TryAsync(record, cancellation))
                return record;
        }

        return null;
    }

    private async Task<bool> TryAsync(StreamRecord record, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (OutboxEvent.Of(record.Item.GetValueOrDefault) is not { } outboxEvent)
            {
                Metrics.Add(_heartbeats);
                return true;
            }

            if (await deliver(outboxEvent, cancellation))
                Metrics.Add(Metric.Delivered);
            return true;
        }
        catch (AwsFailureException e)
        {
            Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
        }
        catch (OperationCanceledException)
        {
            Log.AwsFailed("time", "DeadlineReached", awsRequestId: null);
        }
        catch (InvalidDataException e)
        {
            Log.Unreadable(record.Item.GetValueOrDefault("pk", ""), record.Item.GetValueOrDefault("sk", ""), e.Message);
        }

        Metrics.Add(Metric.DeliveryFailed);
        return false;
    }

    // A sequence number is of digits.
    private static byte[] Report(StreamRecord? failed) => Encoding.UTF8.GetBytes(
        $$"""{"batchItemFailures":[{{(failed is null ? "" : $$"""{"itemIdentifier":"{{failed.SequenceNumber}}"}""")}}]}""");
}
