namespace Onboarding.Sandbox.Lambda;

/// <summary>The features that have a function.</summary>
/// <param name="All">Every feature.</param>
/// <param name="Scheduled">Those that run on a schedule.</param>
internal sealed record FeatureList(IReadOnlyList<string> All, IReadOnlyList<string> Scheduled);
