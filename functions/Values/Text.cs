namespace Onboarding.Functions.Values;

/// <summary>The same text in both languages; <c>{0}</c> and so on stand for a refusal's arguments.</summary>
internal readonly record struct Text(string English, string Japanese)
{
    public string In(Language language) => language == Language.Japanese ? Japanese : English;
}

/// <summary>A language that people read here.</summary>
internal enum Language
{
    English,
    Japanese,
}
