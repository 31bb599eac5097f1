namespace Onboarding.Functions.Aws;

/// <summary>What an AWS Region's name looks like.</summary>
internal static class Region
{
    /// <summary>Whether a text has the form of a Region such as <c>ap-northeast-1</c>: host names are built from it.</summary>
    public static bool IsWellFormed(string text)
    {
        var parts = text.Split('-');
        return text.Length <= 32
            && parts.Length is 3 or 4
            && Array.TrueForAll(parts[..^1], p => p.Length > 0 && p.All(char.IsAsciiLetterLower))
            && parts[^1] is { Length: 1 or 2 } number
            && number.All(char.IsAsciiDigit);
    }
}
