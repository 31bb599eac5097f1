using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Functions.Http;

/// <summary>Texts that a customer controls, at a length that is stored, answered and sent: policies, names, tags and errors of an AWS account can be much longer.</summary>
internal static class BoundedText
{
    /// <summary>The most characters (UTF-16) of such a text.</summary>
    public const int MaxLength = 256;

    /// <summary>A text as it is when it is short enough; otherwise its beginning and the SHA-256 of its UTF-8 bytes, so that two long texts can be told apart.</summary>
    public static string Of(string text)
    {
        if (text.Length <= MaxLength)
            return text;
        var digest = $"… (SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))})";
        var length = MaxLength - digest.Length;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + digest;
    }
}
