namespace Onboarding.Functions.Values;

/// <summary>How a language is written in the table and in events.</summary>
internal static class LanguageTag
{
    public static string Of(Language language) => language == Language.Japanese ? "ja" : "en";

    /// <summary>Reads a tag; without one the language is English, as for callers that specify none.</summary>
    public static Language Parse(string? tag) => tag is "ja" ? Language.Japanese : Language.English;
}
