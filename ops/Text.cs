using System.Globalization;

namespace Onboarding.Ops;

/// <summary>A language that operators read.</summary>
internal enum Language
{
    English,
    Japanese,
}

/// <summary>The same text in both languages; <c>{0}</c> and so on stand for what is filled in.</summary>
internal readonly record struct Text(string English, string Japanese)
{
    public string In(Language language) => language == Language.Japanese ? Japanese : English;

    public string In(Language language, params object?[] values) => string.Format(CultureInfo.InvariantCulture, In(language), values);
}
