using Onboarding.Simulator.Policies;

namespace Onboarding.Simulator.Iam;

/// <summary>A managed policy in its default version, the only one that is kept.</summary>
internal sealed record ManagedPolicy(string Arn, string Id, PolicyDocument Document, DateTimeOffset CreatedAt)
{
    /// <summary>From 1; the id of a version is <c>v</c> and its number.</summary>
    public int Version { get; init; } = 1;

    /// <summary>When the default version was made.</summary>
    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    public string VersionId => $"v{Version}";

    /// <summary>What follows the last slash of the ARN.</summary>
    public string Name => Arn[(Arn.LastIndexOf('/') + 1)..];
}
