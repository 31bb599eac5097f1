namespace Onboarding.Sandbox.Lambda;

/// <summary>The features that have a function.</summary>
/// <param name="All">Every feature.</param>
/// <param name="Scheduled">Those that run on a schedule, and the time-out that each has then, with no API Gateway before it.</param>
internal sealed record FeatureList(IReadOnlyList<string> All, IReadOnlyDictionary<string, TimeSpan> Scheduled);
