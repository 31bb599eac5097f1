using System.Security.Cryptography;

namespace Onboarding.Simulator;

/// <summary>Ids in the forms that AWS gives them.</summary>
/// <remarks>Source of the prefixes: IAM User Guide, "IAM identifiers", unique ID prefixes.</remarks>
internal static class Randoms
{
    private const string UpperAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string SecretAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static string RoleId() => "AROA" + RandomNumberGenerator.GetString(UpperAndDigits, 17);
    public static string UserId() => "AIDA" + RandomNumberGenerator.GetString(UpperAndDigits, 17);
    public static string ManagedPolicyId() => "ANPA" + RandomNumberGenerator.GetString(UpperAndDigits, 17);
    public static string LongTermKeyId() => "AKIA" + RandomNumberGenerator.GetString(UpperAndDigits, 16);
    public static string SessionKeyId() => "ASIA" + RandomNumberGenerator.GetString(UpperAndDigits, 16);
    public static string SecretKey() => RandomNumberGenerator.GetString(SecretAlphabet, 40);
    public static string SessionToken() => "IQoJb3JpZ2lu" + RandomNumberGenerator.GetString(SecretAlphabet, 260);
    public static string ResourceSuffix() => RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 12);

    /// <summary>A version 4 UUID: stack ids end in one, request ids are one.</summary>
    public static string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
