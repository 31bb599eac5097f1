using System.Text.Json;

namespace Onboarding.Sandbox.Lambda;

/// <summary>A filter pattern of an event source mapping: which records start the function.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html and EventBridge's eb-event-patterns: members must all match, of a list's values one;
/// a text matches itself, and <c>prefix</c> what begins so. Other comparisons are refused.
/// </remarks>
internal static class StreamFilter
{
    /// <summary>Whether a record matches.</summary>
    /// <exception cref="NotSupportedException">The pattern has a comparison that this simulation does not know.</exception>
    public static bool Matches(JsonElement pattern, JsonElement record) => pattern.EnumerateObject().All(member =>
        member.Value.ValueKind switch
        {
            JsonValueKind.Object => record.ValueKind == JsonValueKind.Object && record.TryGetProperty(member.Name, out var below) && Matches(member.Value, below),
            JsonValueKind.Array => member.Value.EnumerateArray().Any(wanted => MatchesValue(wanted, record, member.Name)),
            _ => throw new NotSupportedException($"A pattern's values must be in a list: {member.Name}."),
        });

    private static bool MatchesValue(JsonElement wanted, JsonElement record, string name)
    {
        var text = record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        if (wanted.ValueKind == JsonValueKind.String)
        {
            return string.Equals(text, wanted.GetString(), StringComparison.Ordinal);
        }

        return wanted.ValueKind == JsonValueKind.Object && wanted.TryGetProperty("prefix", out var prefix)
            ? text?.StartsWith(prefix.GetString()!, StringComparison.Ordinal) == true
            : throw new NotSupportedException($"The simulated Lambda does not know the comparison {wanted}.");
    }
}
