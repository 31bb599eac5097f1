using System.Text.Json;

namespace Onboarding.Sandbox.Inbox;

/// <summary>An event that went out.</summary>
/// <param name="DetailType">What happened, such as <c>Account Registered</c>.</param>
/// <param name="Time">When, in ISO 8601.</param>
/// <param name="Detail">The particulars.</param>
internal sealed record InboxEvent(string DetailType, string Time, JsonElement Detail)
{
    private const string KeyPrefix = "EVENT#";

    /// <summary>Takes what the pipe of the deployed stack takes: new items of the outbox.</summary>
    /// <param name="record">A record of the table's stream.</param>
    /// <returns>The event, or null when the change is none.</returns>
    public static InboxEvent? Of(JsonElement record) =>
        record.GetProperty("eventName").ValueEquals("INSERT")
        && record.GetProperty("dynamodb").GetProperty("NewImage") is var item
        && Text(item, "pk")?.StartsWith(KeyPrefix, StringComparison.Ordinal) == true
        && Text(item, "detailType") is { } type
        && Text(item, "time") is { } time
        && Text(item, "detail") is { } detail
            ? new(type, time, JsonElement.Parse(detail))
            : null;

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.TryGetProperty("S", out var text) ? text.GetString() : null;
}
