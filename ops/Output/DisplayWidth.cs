using System.Globalization;
using System.Text;

namespace Onboarding.Ops.Output;

/// <summary>How many columns of a terminal a text takes: East Asian characters take two, marks none.</summary>
/// <remarks>https://www.unicode.org/reports/tr11/: the ranges of East Asian Width W and F.</remarks>
internal static class DisplayWidth
{
    private const string Ellipsis = "…";

    private static readonly (int First, int Last)[] s_wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    /// <summary>The columns of a text.</summary>
    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    /// <summary>A text filled up with spaces.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));

    /// <summary>A text that takes no more than so many columns; what is cut off is shown by an ellipsis.</summary>
    public static string Cut(string text, int width) => Of(text) <= width ? text : Beginning(text, width - 1) + Ellipsis;

    /// <summary>A text in lines of so many columns, broken at spaces where there are any.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var rest = text;
        while (Of(rest) > width)
        {
            var line = Beginning(rest, width);
            if (line.Length == 0)
                break;
            var space = rest[line.Length] == ' ' ? line.Length : line.LastIndexOf(' ');
            line = space > 0 ? rest[..space] : line;
            yield return line.TrimEnd();
            rest = rest[line.Length..].TrimStart();
        }

        yield return rest;
    }

    private static string Beginning(string text, int width)
    {
        var beginning = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            width -= Of(rune);
            if (width < 0)
                break;
            beginning.Append(rune);
        }

        return beginning.ToString();
    }

    private static int Of(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => Array.Exists(s_wide, range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1,
    };
}
