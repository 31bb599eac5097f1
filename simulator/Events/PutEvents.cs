using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Simulator.Events;

/// <summary>An event that EventBridge took.</summary>
/// <param name="Source">Whose.</param>
/// <param name="DetailType">What happened.</param>
/// <param name="Time">When, in ISO 8601, to the second as EventBridge writes it.</param>
/// <param name="Detail">The particulars.</param>
internal sealed record BusEvent(string Source, string DetailType, string Time, JsonElement Detail);

/// <summary>EventBridge's PutEvents: checks a request as AWS does, entry by entry.</summary>
/// <remarks>https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html and eb-putevents.html</remarks>
internal static class PutEvents
{
    private const int MostEntries = 10;
    private const int MostBytes = 256 * 1024;
    private const int BytesOfATime = 14;
    private static readonly string[] Required = ["Source", "DetailType", "Detail"];

    /// <summary>Takes the entries that are right.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The time of an entry that names none.</param>
    /// <returns>The events, and the answer.</returns>
    /// <exception cref="AwsErrorException">The request as a whole is refused.</exception>
    public static (IReadOnlyList<BusEvent> Events, JsonObject Answer) Take(JsonElement request, DateTimeOffset now)
    {
        var entries = Entries(request);
        var (events, results, failed) = (new List<BusEvent>(), new JsonArray(), 0);
        foreach (var entry in entries)
        {
            if (Refusal(entry) is { } refusal)
            {
                failed++;
                results.Add((JsonNode)new JsonObject { ["ErrorCode"] = refusal.Code, ["ErrorMessage"] = refusal.Message });
                continue;
            }

            events.Add(new BusEvent(Text(entry, "Source")!, Text(entry, "DetailType")!, TimeOf(entry, now), JsonElement.Parse(Text(entry, "Detail")!)));
            results.Add((JsonNode)new JsonObject { ["EventId"] = Randoms.Uuid() });
        }

        return (events, new JsonObject { ["FailedEntryCount"] = failed, ["Entries"] = results });
    }

    /// <summary>The buses that a request names; the default one where an entry names none.</summary>
    public static IReadOnlyList<string> Buses(JsonElement request) => [.. Entries(request).Select(e => Text(e, "EventBusName") ?? "default").Distinct(StringComparer.Ordinal)];

    private static List<JsonElement> Entries(JsonElement request)
    {
        var entries = request.TryGetProperty("Entries", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToList() : [];
        if (entries.Count is 0 or > MostEntries)
        {
            throw new AwsErrorException(400, "ValidationException", $"1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and {MostEntries}");
        }

        return entries.Sum(Size) <= MostBytes
            ? entries
            : throw new AwsErrorException(400, "ValidationException", $"Total size of the entries in the request is over the limit.");
    }

    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-calculating-putevents-event-size
    private static int Size(JsonElement entry) =>
        (entry.TryGetProperty("Time", out _) ? BytesOfATime : 0)
        + Required.Sum(name => System.Text.Encoding.UTF8.GetByteCount(Text(entry, name) ?? ""));

    private static (string Code, string Message)? Refusal(JsonElement entry)
    {
        foreach (var name in Required)
        {
            if (Text(entry, name) is null or "")
            {
                return ("InvalidArgument", $"Parameter {name} is not valid. Reason: {name} is a required argument.");
            }
        }

        if (Text(entry, "Source")!.StartsWith("aws.", StringComparison.Ordinal))
        {
            return ("NotAuthorizedForSourceException", "Not authorized for the source.");
        }

        return IsObject(Text(entry, "Detail")!) ? null : ("MalformedDetail", "Detail is malformed.");
    }

    private static bool IsObject(string detail)
    {
        try
        {
            return JsonElement.Parse(detail).ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string TimeOf(JsonElement entry, DateTimeOffset now) =>
        (entry.TryGetProperty("Time", out var time) ? DateTimeOffset.UnixEpoch.AddSeconds(time.GetDouble()) : now).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
