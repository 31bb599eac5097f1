namespace Onboarding.Ops;

/// <summary>The form of a registration's id: 24 characters of the alphabet that ids are minted from.</summary>
internal static class RegistrationId
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    public static bool IsWellFormed(string? text) => text is { Length: 24 } && text.All(Alphabet.Contains);
}
