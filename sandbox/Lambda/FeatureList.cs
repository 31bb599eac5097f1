using Onboarding.Functions;

namespace Onboarding.Sandbox.Lambda;

/// <summary>The features that have a function, with what the CDK stack gives each.</summary>
internal sealed record FeatureList(IReadOnlyList<Feature> All);
