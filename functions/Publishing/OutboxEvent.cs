using System.Text.Json;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Publishing;

/// <summary>An event as the outbox holds it.</summary>
/// <param name="DetailType">What happened, such as <c>Account Registered</c>.</param>
/// <param name="Time">When.</param>
/// <param name="Detail">The particulars, as a JSON text.</param>
internal sealed record OutboxEvent(string DetailType, DateTimeOffset Time, string Detail)
{
    /// <summary>Reads an item of the outbox.</summary>
    /// <param name="attribute">Looks one of its texts up.</param>
    /// <returns>The event; null when the item is a sign of life.</returns>
    /// <exception cref="InvalidDataException">This version cannot read it.</exception>
    public static OutboxEvent? Of(Func<string, string?> attribute)
    {
        if (attribute("pk") is Keys.Heartbeats)
            return null;
        return attribute("detailType") is { Length: > 0 } type && attribute("detail") is { Length: > 0 } detail
            && DateTimeOffset.TryParse(attribute("time"), System.Globalization.CultureInfo.InvariantCulture, out var time)
            ? new OutboxEvent(type, time, detail)
            : throw new InvalidDataException("The item is no event of the outbox.");
    }
}

/// <summary>A change that Lambda hands over from the table's stream.</summary>
/// <param name="SequenceNumber">Its place in the stream, by which a failure is reported.</param>
/// <param name="Item">The new item's texts by their names.</param>
internal sealed record StreamRecord(string SequenceNumber, IReadOnlyDictionary<string, string> Item)
{
    /// <summary>Reads the records of an event; null when it is no event of a stream.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html</remarks>
    public static IReadOnlyList<StreamRecord>? ReadAll(byte[] lambdaEvent)
    {
        using var document = JsonDocument.Parse(lambdaEvent);
        return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("Records", out var records)
            ? [.. records.EnumerateArray().Select(r => Read(r.GetProperty("dynamodb")))]
            : null;
    }

    private static StreamRecord Read(JsonElement change)
    {
        var item = new Dictionary<string, string>(StringComparer.Ordinal);
        if (change.TryGetProperty("NewImage", out var image))
        {
            foreach (var attribute in image.EnumerateObject())
            {
                if (attribute.Value.TryGetProperty("S", out var text) && text.GetString() is { } value)
                    item[attribute.Name] = value;
            }
        }

        return new StreamRecord(change.GetProperty(nameof(SequenceNumber)).GetString()!, item);
    }
}
