namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>The patterns of policies: <c>*</c> matches any characters, <c>?</c> matches one.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html</remarks>
internal static class Pattern
{
    /// <summary>Whether a pattern covers a text. The text can be a pattern itself: then everything that it matches is covered.</summary>
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

    /// <summary>Whether there is a text that two patterns both match.</summary>
    public static bool Overlaps(string one, string other, bool ignoreCase)
    {
        // Which places in the other pattern can be reached together with a place in the one.
        var reached = new bool[other.Length + 1];
        reached[0] = true;
        for (var i = 0; i <= one.Length; i++)
        {
            var next = new bool[other.Length + 1];
            var a = i < one.Length ? one[i] : '\0';
            for (var j = 0; j <= other.Length; j++)
            {
                if (!reached[j])
                    continue;
                var b = j < other.Length ? other[j] : '\0';
                if (a == '*')
                    next[j] = true;
                if (b == '*' || (a == '*' && b != '\0'))
                    reached[j + 1] = true;
                if (b == '*' && a != '\0')
                    next[j] = true;
                if (a is not ('*' or '\0') && b is not ('*' or '\0') && (a == '?' || b == '?' || IsSame(a, b, ignoreCase)))
                    next[j + 1] = true;
            }

            if (i == one.Length)
                return reached[other.Length];
            reached = next;
        }

        return false;
    }

    // "?" doesn't match the text's own "*", which is many characters.
    private static bool IsSame(char pattern, char text, bool ignoreCase) =>
        pattern == '?' ? text != '*' : ignoreCase ? char.ToUpperInvariant(pattern) == char.ToUpperInvariant(text) : pattern == text;
}
