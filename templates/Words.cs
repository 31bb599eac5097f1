namespace Onboarding.Templates;

/// <summary>A text in both languages.</summary>
/// <param name="English">In English.</param>
/// <param name="Japanese">In Japanese.</param>
public sealed record Words(string English, string Japanese);
