using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Onboarding.Functions.Values;

/// <summary>
/// A name that a person gives to a group or an account: 1 to 100 characters as a reader counts them, something visible, no control or direction characters, and
/// nothing that could make it look like another name. White space around it is removed, and within it each run becomes one space.
/// </summary>
internal sealed record DisplayName
{
    private const int MaxTextElements = 100;
    private const int MaxUtf16 = 1000;

    private DisplayName(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out DisplayName? name)
    {
        var spaced = text is { Length: <= MaxUtf16 } ? WithSingleSpaces(text) : "";
        name = spaced.Length > 0 && spaced.EnumerateRunes().All(IsAllowed) && LookAlikes.HasNone(spaced) && HasSomethingVisible(spaced)
            && new StringInfo(spaced).LengthInTextElements <= MaxTextElements
                ? new DisplayName(spaced)
                : null;
        return name is not null;
    }

    public override string ToString() => Value;

    // A page shows one space and several, narrow and wide ones, nearly alike.
    private static string WithSingleSpaces(string text)
    {
        var spaced = new StringBuilder(text.Length);
        foreach (var c in text.Trim())
        {
            if (char.GetUnicodeCategory(c) is not UnicodeCategory.SpaceSeparator)
                spaced.Append(c);
            else if (spaced[^1] != ' ')
                spaced.Append(' ');
        }

        return spaced.ToString();
    }

    // U+FFFD replaces a lone surrogate. Direction marks could make a name read as another.
    private static bool IsAllowed(Rune rune) => !Rune.IsControl(rune)
        && rune.Value is not (0xFFFD or 0x2028 or 0x2029 or 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF);

    private static bool HasSomethingVisible(string text) => text.EnumerateRunes().Any(r => Rune.GetUnicodeCategory(r)
        is not (UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark));
}
