namespace Onboarding.Ops;

/// <summary>Which language to speak: <c>--lang</c>, else the locale of the environment, as POSIX orders its variables.</summary>
/// <remarks>https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_02. It is found before the command line is read: help and mistakes are texts, too.</remarks>
internal static class LanguageChoice
{
    public static Language Of(IReadOnlyList<string> arguments, Func<string, string?> environment) =>
        FromOption(arguments) ?? FromEnvironment(environment);

    /// <summary>The language of a name such as <c>ja</c>, <c>ja_JP.UTF-8</c> or <c>en-GB</c>; null when it is none of ours.</summary>
    public static Language? Parse(string? name) => name?.Split('_', '-', '.', '@')[0].ToLowerInvariant() switch
    {
        "ja" => Language.Japanese,
        "en" => Language.English,
        _ => null,
    };

    private static Language? FromOption(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].StartsWith("--lang=", StringComparison.Ordinal) || arguments[i].StartsWith("--lang:", StringComparison.Ordinal))
                return Parse(arguments[i][7..]);
            if (arguments[i] == "--lang" && i + 1 < arguments.Count)
                return Parse(arguments[i + 1]);
        }

        return null;
    }

    private static Language FromEnvironment(Func<string, string?> environment)
    {
        string[] variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
        var locale = variables.Select(environment).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return Parse(locale) ?? Language.English;
    }
}
