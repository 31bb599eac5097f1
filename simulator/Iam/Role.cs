using Onboarding.Simulator.Policies;

namespace Onboarding.Simulator.Iam;

/// <summary>A role in a simulated account.</summary>
internal sealed class Role
{
    public required string Id { get; init; }
    public required string Partition { get; init; }
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public required string Path { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When STS learns of the role, on the machine's clock: IAM is eventually consistent.</summary>
    public required DateTimeOffset VisibleFrom { get; init; }

    public required TrustPolicy Trust { get; set; }
    public string? Description { get; init; }

    /// <summary>In seconds, 3600 to 43200. Source: IAM API Reference, CreateRole.</summary>
    public int MaxSessionDuration { get; set; } = 3600;

    public string? BoundaryArn { get; set; }
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>By name.</summary>
    public SortedDictionary<string, PolicyDocument> InlinePolicies { get; } = new(StringComparer.Ordinal);

    /// <summary>ARNs.</summary>
    public List<string> AttachedPolicies { get; } = [];

    public string Arn => $"arn:{Partition}:iam::{AccountId}:role{Path}{Name}";
}
