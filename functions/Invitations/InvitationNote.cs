using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Onboarding.Functions.Invitations;

/// <summary>A tenant's note to an invited colleague: plain text of up to 500 characters, without invisible characters except line breaks and the marks that scripts need.</summary>
internal sealed record InvitationNote
{
    /// <summary>As a reader counts them.</summary>
    public const int MaxTextElements = 500;

    // A character that a reader counts once can be made of many.
    private const int MaxUtf16 = 2000;

    private InvitationNote(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out InvitationNote? note)
    {
        var trimmed = text.Length <= MaxUtf16 ? text.ReplaceLineEndings("\n").Trim() : "";
        note = trimmed.Length > 0 && new StringInfo(trimmed).LengthInTextElements <= MaxTextElements && trimmed.EnumerateRunes().All(IsAllowed) ? new InvitationNote(trimmed) : null;
        return note is not null;
    }

    public override string ToString() => Value;

    // U+FFFD is what a lone surrogate is read as. Direction marks could change how the text next to the note reads.
    private static bool IsAllowed(Rune rune) => rune.Value is '\n' or 0x200C or 0x200D || Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        && rune.Value is not 0xFFFD;
}
