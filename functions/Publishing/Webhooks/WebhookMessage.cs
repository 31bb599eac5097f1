using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Onboarding.Functions.Publishing.Webhooks;

/// <summary>An event as a webhook's receiver gets it.</summary>
/// <param name="Id">The same however often the event is sent, and on whichever way it came.</param>
/// <param name="Body">A JSON object: id, type, time, detail.</param>
internal sealed record WebhookMessage(string Id, byte[] Body)
{
    private const int IdLength = 32;

    /// <summary>Makes a message of an event of the bus, as its rule hands it to the queue.</summary>
    /// <exception cref="InvalidDataException">It is no event of this service.</exception>
    public static WebhookMessage Of(string busEvent)
    {
        try
        {
            using var document = JsonDocument.Parse(busEvent);
            var (type, time, detail) = (Text(document.RootElement, "detail-type"), Text(document.RootElement, "time"), document.RootElement.GetProperty("detail"));
            var id = IdOf(type, time, detail);
            return new WebhookMessage(id, JsonText.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                json.WriteString("type", type);
                json.WriteString("time", time);
                json.WritePropertyName("detail");
                detail.WriteTo(json);
                json.WriteEndObject();
            }).ToArray());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException("The message is no event of the bus.", e);
        }
    }

    // The bus gives an event another id each time it is put there; what it is about, it says itself.
    private static string IdOf(string type, string time, JsonElement detail)
    {
        var about = detail.TryGetProperty("audit", out var audit) ? audit.GetProperty("sequence").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture) : detail.GetProperty("freezeId").GetString();
        var account = detail.TryGetProperty("accountId", out var accountId) ? accountId.GetString() : "";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', type, time, account, about))))[..IdLength];
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new JsonException();
}

/// <summary>A message that Lambda hands over from the queue.</summary>
/// <param name="MessageId">By what a failure is reported.</param>
/// <param name="Body">The event of the bus.</param>
internal sealed record QueuedEvent(string MessageId, string Body)
{
    /// <summary>Reads the records of an event of SQS.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event</remarks>
    public static IReadOnlyList<QueuedEvent> ReadAll(byte[] lambdaEvent)
    {
        using var document = JsonDocument.Parse(lambdaEvent);
        return [.. document.RootElement.GetProperty("Records").EnumerateArray().Select(r => new QueuedEvent(r.GetProperty("messageId").GetString()!, r.GetProperty("body").GetString()!))];
    }
}
