namespace Onboarding.Functions.Values;

/// <summary>Texts in a command that people paste into a POSIX shell.</summary>
internal static class ShellText
{
    /// <summary>A text as one word, in which the shell reads nothing.</summary>
    /// <remarks>https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02: single quotes keep everything but themselves.</remarks>
    public static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
