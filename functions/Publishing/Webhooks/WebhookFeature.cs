using System.Text;
using System.Text.Json;
using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Publishing.Webhooks;

/// <summary>Sends what lies in the webhooks' queue to the vendor's address. What is not taken goes back to the queue, which comes again with it for a day.</summary>
/// <remarks>What failed is reported message by message: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting</remarks>
internal sealed class WebhookFeature(WebhookSender sender, WebhookSecret secret, TimeProvider time)
{
    /// <summary>Answers Lambda's event from the queue.</summary>
    public async Task<byte[]> AnswerAsync(byte[] lambdaEvent, Invocation context, CancellationToken cancellation)
    {
        var queued = QueuedEvent.ReadAll(lambdaEvent);
        if (await SecretAsync(cancellation) is not { } key)
            return Report(queued);
        var taken = await Task.WhenAll(queued.Select(q => TrySendAsync(q, key, cancellation)));
        return Report(queued.Where((_, i) => !taken[i]));
    }

    // Nothing is sent unsigned. The events wait in the queue, and an alarm says so.
    private async Task<byte[]?> SecretAsync(CancellationToken cancellation)
    {
        try
        {
            return await secret.ReadAsync(cancellation);
        }
        catch (AwsFailureException e)
        {
            Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
            Metrics.Add(Metric.WebhookSecretMissing);
            return null;
        }
    }

    private async Task<bool> TrySendAsync(QueuedEvent queued, byte[] key, CancellationToken cancellation)
    {
        string? why;
        try
        {
            why = await sender.SendAsync(WebhookMessage.Of(queued.Body), key, time.GetUtcNow(), cancellation);
        }
        catch (InvalidDataException e)
        {
            why = e.Message;
        }
        catch (OperationCanceledException)
        {
            why = "DeadlineReached";
        }

        Metrics.Add(why is null ? Metric.WebhookSent : Metric.WebhookFailed);
        if (why is not null)
            Log.Write("WARN", "A webhook was not taken", ("messageId", queued.MessageId), ("reason", why));
        return why is null;
    }

    private static byte[] Report(IEnumerable<QueuedEvent> failed) => Encoding.UTF8.GetBytes(
        $$"""{"batchItemFailures":[{{string.Join(',', failed.Select(f => $$"""{"itemIdentifier":"{{JsonEncodedText.Encode(f.MessageId)}}"}"""))}}]}""");
}
