using System.Text.Json;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Aws.Json;

namespace Onboarding.Functions.Publishing;

/// <summary>Puts events on the event bus, one with each call: one that fails takes no other with it, and none is sent twice for its sake.</summary>
/// <remarks>https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html</remarks>
internal sealed class EventBus(JsonClient events, string busName)
{
    private const string Operation = "events:PutEvents";

    /// <summary>Puts one event on the bus; a digest, which only operators get, is none.</summary>
    /// <exception cref="AwsFailureException">It was not delivered, or the outcome is unknown.</exception>
    public async Task<bool> PutAsync(OutboxEvent outboxEvent, CancellationToken cancellation)
    {
        if (DigestTypes.Has(outboxEvent.DetailType))
            return false;
        JsonElement answer;
        try
        {
            answer = await events.CallAsync("PutEvents", Request(outboxEvent), cancellation);
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw AwsFailureException.Of(Operation, e);
        }

        // The call succeeds also when what it was about does not.
        if (answer.GetProperty("FailedEntryCount").GetInt32() > 0)
            throw Failure(answer.GetProperty("Entries")[0]);
        return true;
    }

    private byte[] Request(OutboxEvent outboxEvent) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("Entries");
        json.WriteStartObject();
        json.WriteString("EventBusName", busName);
        json.WriteString("Source", Outbox.Source);
        json.WriteString("DetailType", outboxEvent.DetailType);
        json.WriteNumber("Time", outboxEvent.Time.ToUnixTimeMilliseconds() / 1000m);
        json.WriteString("Detail", outboxEvent.Detail);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }).ToArray();

    private static AwsFailureException Failure(JsonElement entry)
    {
        var code = entry.TryGetProperty("ErrorCode", out var text) ? text.GetString()! : "FailedEntry";
        return new AwsFailureException(Operation, code is "ThrottlingException" ? AwsFailureKind.Throttled : AwsFailureKind.Unavailable, code, awsRequestId: null);
    }
}
