using Onboarding.Simulator.Policies;

namespace Onboarding.Simulator.Iam;

/// <summary>A user in a simulated account.</summary>
internal sealed record User
{
    public required string Id { get; init; }
    public required string Partition { get; init; }
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Whether the user can sign in to the console; such a user has signed in once, when created.</summary>
    public bool HasPassword { get; init; }

    /// <summary>Ids of the user's access keys.</summary>
    public IReadOnlyList<string> AccessKeys { get; init; } = [];

    public PolicyDocument? InlinePolicy { get; init; }

    public string Arn => $"arn:{Partition}:iam::{AccountId}:user/{Name}";
}
