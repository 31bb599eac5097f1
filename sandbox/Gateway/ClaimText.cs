using System.Globalization;
using System.Text.Json;

namespace Onboarding.Sandbox.Gateway;

/// <summary>Writes a token's claims as an HTTP API hands them on: every value a string.</summary>
/// <remarks>
/// An array becomes its values in brackets with a space between, <c>[a b]</c>, whole numbers and booleans are written out: measured in
/// https://github.com/floci-io/floci/pull/2011. An object becomes <c>map[a:b]</c>, null <c>&lt;nil&gt;</c>, and a number with a fraction or an exponent is
/// written as Java writes it, <c>1.2E10</c>. AWS documents none of this.
/// </remarks>
internal static class ClaimText
{
    /// <summary>The text of one claim.</summary>
    public static string Of(JsonElement claim) => claim.ValueKind switch
    {
        JsonValueKind.String => Characters(claim),
        JsonValueKind.Array => $"[{string.Join(' ', claim.EnumerateArray().Select(Of))}]",
        JsonValueKind.Object => $"map[{string.Join(' ', claim.EnumerateObject().Select(m => $"{m.Name}:{Of(m.Value)}"))}]",
        JsonValueKind.Null => "<nil>",
        JsonValueKind.Number => Number(claim),
        _ => claim.GetRawText(),
    };

    // A lone surrogate is valid JSON, but no text; the event then says so in the same way.
    private static string Characters(JsonElement claim)
    {
        try
        {
            return claim.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\ud800";
        }
    }

    private static string Number(JsonElement claim)
    {
        var raw = claim.GetRawText();
        if (!raw.AsSpan().ContainsAny(".eE"))
            return raw;
        var value = claim.GetDouble();
        return Math.Abs(value) is 0 or (>= 1e-3 and < 1e7)
            ? value.ToString("0.0################", CultureInfo.InvariantCulture)
            : value.ToString("0.0################E0", CultureInfo.InvariantCulture);
    }
}
