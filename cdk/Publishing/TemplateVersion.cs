namespace Onboarding.Cdk.Publishing;

/// <summary>One profile's template as it was published.</summary>
/// <param name="Sha256">The SHA-256 of its text for a made-up vendor.</param>
/// <param name="Actions">The IAM actions that its role is given, sorted.</param>
internal sealed record PublishedTemplate(string Sha256, IReadOnlyList<string> Actions);

/// <summary>A version of the customers' templates, by profile.</summary>
internal sealed record TemplateVersion(string Version, SortedDictionary<string, PublishedTemplate> Profiles);
