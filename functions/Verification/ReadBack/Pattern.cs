namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>The patterns of policies: <c>*</c> stands for any characters, <c>?</c> for one.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html</remarks>
internal static class Pattern
{
    /// <summary>Whether a pattern covers a text. The text may be a pattern itself: then everything that it stands for is covered.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase)
    {
        if (!pattern.ContainsAny('*', '?'))
            return pattern.Equals(text, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, resume) = (p++, t);
            else if (p < pattern.Length && IsSame(pattern[p], text[t], ignoreCase))
                (p, t) = (p + 1, t + 1);
            else if (star >= 0)
                (p, t) = (star + 1, ++resume);
            else
                return false;
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }

    // One character may not stand for the text's own "*", which is many.
    private static bool IsSame(char pattern, char text, bool ignoreCase) =>
        pattern == '?' ? text != '*' : ignoreCase ? char.ToUpperInvariant(pattern) == char.ToUpperInvariant(text) : pattern == text;
}
