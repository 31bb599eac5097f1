namespace Onboarding.Simulator.Iam;

/// <summary>What a role is created from.</summary>
internal sealed record RoleDefinition
{
    public required string Partition { get; init; }
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public string Path { get; init; } = "/";
    public required string TrustPolicy { get; init; }
    public string? Description { get; init; }
    public int MaxSessionDuration { get; init; } = 3600;
    public string? BoundaryArn { get; init; }
    public IReadOnlyList<string> ManagedPolicyArns { get; init; } = [];

    /// <summary>Name and document of each inline policy.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Policies { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>The role that this one continues, when a stack's update changes it in place; null for a new one.</summary>
    public Role? Former { get; init; }
}
