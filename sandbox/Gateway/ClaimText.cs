using System.Text.Json;

namespace Onboarding.Sandbox.Gateway;

/// <summary>Writes a token's claims as an HTTP API hands them on: every value a string.</summary>
/// <remarks>Numbers and booleans are written out; an array becomes its values in brackets with a space between, <c>[a b]</c>, as the real API Gateway was seen to do.</remarks>
internal static class ClaimText
{
    /// <summary>The text of one claim.</summary>
    public static string Of(JsonElement claim) => claim.ValueKind switch
    {
        JsonValueKind.String => claim.GetString()!,
        JsonValueKind.Array => $"[{string.Join(' ', claim.EnumerateArray().Select(Of))}]",
        JsonValueKind.Object => $"map[{string.Join(' ', claim.EnumerateObject().Select(m => $"{m.Name}:{Of(m.Value)}"))}]",
        JsonValueKind.Null => "<nil>",
        _ => claim.GetRawText(),
    };
}
