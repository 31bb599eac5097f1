using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Onboarding.Functions.Http;

/// <summary>A name that a person gives to a group or an account: trimmed, 1 to 100 characters as a reader counts them, something visible, no control or direction characters.</summary>
internal sealed record DisplayName
{
    private const int MaxTextElements = 100;
    private const int MaxUtf16 = 1000;

    private DisplayName(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out DisplayName? name)
    {
        var trimmed = text?.Trim();
        name = trimmed is { Length: >= 1 and <= MaxUtf16 } && trimmed.EnumerateRunes().All(IsAllowed) && HasSomethingVisible(trimmed)
            && new StringInfo(trimmed).LengthInTextElements <= MaxTextElements
                ? new DisplayName(trimmed)
                : null;
        return name is not null;
    }

    public override string ToString() => Value;

    // U+FFFD stands where a lone surrogate was. The marks that turn the direction of text could make a name read as another.
    private static bool IsAllowed(System.Text.Rune rune) => !System.Text.Rune.IsControl(rune)
        && rune.Value is not (0xFFFD or 0x2028 or 0x2029 or 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF);

    // The Hangul fillers and the empty Braille pattern are letters and a symbol by category, and blank.
    private static bool HasSomethingVisible(string text) => text.EnumerateRunes().Any(r => r.Value is not (0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0) && System.Text.Rune.GetUnicodeCategory(r)
        is not (UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned));
}
