using System.Globalization;
using System.Net;
using System.Text;

namespace Onboarding.Functions.Registrations;

/// <summary>What a person pasted, as a person reads it: without what mails, terminals, web pages and data formats do to plain characters.</summary>
internal static class PastedText
{
    /// <summary>Drops invisible characters, folds full-width letters, and undoes the escapes of HTML, URLs and JSON. Never throws; takes time linear in the text's length.</summary>
    public static string Clean(string pasted)
    {
        var text = pasted.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(pasted) : pasted;
        text = text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;
        if (Ascii.IsValid(text) && !text.Contains('\\', StringComparison.Ordinal))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var (rune, length) = First(rest);
            if (IsFullWidth(rune))
                clean.Append((char)(rune.Value - FullWidthOffset));
            else if (rune.IsAscii)
                clean.Append((char)rune.Value);
            else if (!IsInvisible(rune))
                clean.Append(rune.ToString());
            rest = rest[length..];
        }

        return clean.ToString();
    }

    /// <summary>The words of a cleaned text: what is between white space, quotes, brackets and the separators of lists and tables.</summary>
    public static IEnumerable<string> Words(string clean) =>
        clean.Split(s_wordEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // U+FF01 to U+FF5E are ASCII's visible characters in East Asian width: https://www.unicode.org/charts/PDF/UFF00.pdf
    private const int FullWidthOffset = 0xFEE0;

    private static readonly char[] s_wordEnds =
        [' ', '\t', '\r', '\n', '\v', '\f', '\u0085', '\u00A0', '\u2028', '\u2029', '\u3000', .. "\"'`“”‘’«»「」『』（）<>()[]{}|,;、。"];

    private static (Rune Rune, int Length) First(ReadOnlySpan<char> text)
    {
        switch (text)
        {
            case ['\\', 'u', _, _, _, _, ..] when AsciiOf(text[2..6]) is { } escaped:
                return (escaped, 6);
            case ['\\', 'n' or 'r' or 't', ..]:
                return (new Rune(' '), 2);
            case ['\\', '/' or '"' or '\'' or '\\', ..]:
                return (new Rune(text[1]), 2);
            // An invalid surrogate reads as U+FFFD.
            default:
                Rune.DecodeFromUtf16(text, out var rune, out var length);
                return (rune, length);
        }
    }

    private static Rune? AsciiOf(ReadOnlySpan<char> hex) =>
        int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value < 0x80 ? new Rune(value) : null;

    private static bool IsFullWidth(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E;

    // Format characters, such as soft hyphens and direction marks, and the others that Unicode calls ignorable: https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
    private static bool IsInvisible(Rune rune) => !rune.IsAscii
        && (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
            || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF));
}
