using System.Buffers;
using System.Security.Cryptography;

namespace Onboarding.Functions.Values;

/// <summary>The 32 characters that every minted value is made of: lower case without the look-alikes l, o, 0 and 1.</summary>
internal static class MintingAlphabet
{
    private const string Characters = "abcdefghijkmnpqrstuvwxyz23456789";
    private static readonly SearchValues<char> s_characters = SearchValues.Create(Characters);

    /// <summary>Random characters from the operating system's CSPRNG, 5 bits each.</summary>
    public static string Random(int length) => RandomNumberGenerator.GetString(Characters, length);

    /// <summary>The beginning of a text's SHA-256, 5 bits a character.</summary>
    /// <param name="text">What to hash.</param>
    /// <param name="length">How many characters, at most 51.</param>
    public static string Hash(string text, int length)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text), hash);
        Span<char> result = stackalloc char[length];
        for (var i = 0; i < length; i++)
        {
            var bit = i * 5;
            var window = (hash[bit / 8] << 8) | hash[Math.Min((bit / 8) + 1, hash.Length - 1)];
            result[i] = Characters[(window >> (11 - (bit % 8))) & 31];
        }

        return new string(result);
    }

    /// <summary>A character's position in the alphabet: 0 to 31.</summary>
    public static int IndexOf(char character) => Characters.IndexOf(character, StringComparison.Ordinal);

    public static bool Contains(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(s_characters);
}
