using System.Globalization;
using System.Text;

namespace Onboarding.Functions.Values;

/// <summary>What could make two different names look the same: characters that cannot be seen, letters written in two ways, and letters of another alphabet within a word.</summary>
/// <remarks>
/// After the recommendations of https://www.unicode.org/reports/tr39/, as far as they need no tables. What remains: a whole word in letters that look like those of
/// another alphabet, and letters that a typeface draws alike, as <c>l</c> and <c>I</c>. Wherever a name matters, an account's ID is next to it.
/// </remarks>
internal static class LookAlikes
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int BlackFlag = 0x1F3F4;

    /// <summary>Whether a text has nothing that could make it look like another.</summary>
    public static bool HasNone(string text)
    {
        var (before, alphabet) = (new Rune(' '), Alphabet.None);
        var inFlag = false;
        foreach (var rune in text.EnumerateRunes())
        {
            inFlag = rune.Value == BlackFlag || (inFlag && IsTag(rune));
            if (IsInvisible(rune) && !(inFlag && IsTag(rune)) && !IsJoined(before, rune))
                return false;
            if (IsSecondWayToWrite(before, rune))
                return false;
            var own = Of(rune);
            if (own != Alphabet.None && alphabet != Alphabet.None && own != alphabet)
                return false;
            alphabet = IsInWord(rune) ? own == Alphabet.None ? alphabet : own : Alphabet.None;
            before = rune;
        }

        return true;
    }

    private enum Alphabet { None, Latin, Greek, Cyrillic }

    // Format characters, the blank letters of Hangul, Braille and Khmer, and what only chooses between forms of the character before it.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    // Emoji are joined to one another, and the scripts of India, Arabia and their neighbors need joiners within words. No other letter does.
    private static bool IsJoined(Rune before, Rune rune) => rune.Value switch
    {
        ZeroWidthJoiner => IsSymbol(before) || IsOfAJoiningScript(before),
        ZeroWidthNonJoiner => IsOfAJoiningScript(before),
        0xFE0E or 0xFE0F => IsSymbol(before) || before.Value is 0x203C or 0x2049 or 0x3030 or '#' or '*' or (>= '0' and <= '9'),
        _ => false,
    };

    private static bool IsSymbol(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.MathSymbol || rune.Value is 0xFE0F;

    // Arabic to Myanmar, Khmer and Mongolian.
    private static bool IsOfAJoiningScript(Rune rune) => rune.Value is (>= 0x0600 and <= 0x109F) or (>= 0x1780 and <= 0x18AF);

    private static bool IsTag(Rune rune) => rune.Value is >= 0xE0020 and <= 0xE007F;

    // An accent after a plain letter, a sound mark after a kana and the parts of a Hangul syllable are each one character as usually typed (Unicode's form NFC).
    private static bool IsSecondWayToWrite(Rune before, Rune rune) =>
        rune.Value is 0x3099 or 0x309A or (>= 0x1100 and <= 0x11FF) or (>= 0xA960 and <= 0xA97F) or (>= 0xD7B0 and <= 0xD7FF)
        || (rune.Value is >= 0x0300 and <= 0x036F
            && before.Value is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= 0x0391 and <= 0x03C9) or (>= 0x0410 and <= 0x044F) or 0x0406 or 0x0456);

    private static Alphabet Of(Rune rune) => !Rune.IsLetter(rune) ? Alphabet.None : rune.Value switch
    {
        < 0x0250 or (>= 0x1E00 and <= 0x1EFF) => Alphabet.Latin,
        (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF) => Alphabet.Greek,
        (>= 0x0400 and <= 0x052F) or (>= 0x1C80 and <= 0x1C8F) => Alphabet.Cyrillic,
        _ => Alphabet.None,
    };

    private static bool IsInWord(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
