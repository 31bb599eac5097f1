using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Functions.Values;

/// <summary>Texts that a customer controls, as they are stored, answered and sent: policies, names, tags and errors of an AWS account can be very long and contain invisible characters.</summary>
internal static class BoundedText
{
    /// <summary>The most characters (UTF-16) of such a text.</summary>
    public const int MaxLength = 256;

    /// <summary>A text, unchanged if it is short enough; otherwise its beginning and the SHA-256 of its UTF-8 bytes, so that two long texts can be distinguished.</summary>
    public static string Of(string text)
    {
        if (text.Length <= MaxLength)
            return text;
        var digest = $"… (SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))})";
        var length = MaxLength - digest.Length;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + digest;
    }

    /// <summary>The same with every invisible character written out, such as <c>\u200B</c>: no two texts that differ look alike for it, and none changes the direction of the surrounding text.</summary>
    public static string Visible(string text) => Of(text.EnumerateRunes().Any(IsInvisible) ? string.Concat(text.EnumerateRunes().Select(r => IsInvisible(r) ? $"\\u{r.Value:X4}" : r.ToString())) : text);

    // U+FFFD is what a lone surrogate is read as.
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
