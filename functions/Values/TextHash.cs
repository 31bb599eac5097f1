using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Functions.Values;

/// <summary>The SHA-256 of a text in UTF-8, as 64 lowercase hexadecimal digits.</summary>
internal static class TextHash
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
