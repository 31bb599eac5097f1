using System.Text;

namespace Onboarding.Ops.Output;

/// <summary>Text from elsewhere made fit for a terminal: no control or direction characters, which could move the cursor or let a name read as another.</summary>
internal static class Printable
{
    public static string Of(string? text)
    {
        if (text is null)
            return "";
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            printable.Append(IsHarmless(rune) ? rune : Rune.ReplacementChar);
        return printable.ToString();
    }

    private static bool IsHarmless(Rune rune) => !Rune.IsControl(rune)
        && rune.Value is not (0x2028 or 0x2029 or 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF);
}
