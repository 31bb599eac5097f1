using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Verification;

/// <summary>What is to be verified: a role, the external ID it must insist on, and the stack it must come from.</summary>
internal sealed record Subject
{
    /// <summary>The id of the connection, for the session's name in the customer's CloudTrail.</summary>
    public required string ConnectionId { get; init; }

    public required RoleArn Role { get; init; }

    /// <summary>The stored external ID, never a pasted one.</summary>
    public required ExternalId ExternalId { get; init; }

    /// <summary>The stack the role claims to come from; null for a manual role.</summary>
    public StackClaim? Stack { get; init; }
}

/// <summary>Which stack to look at.</summary>
/// <param name="Region">Where.</param>
/// <param name="Id">The stack's id; null when only the account is known and the role must tell.</param>
/// <param name="Name">The minted name, which customers may have changed.</param>
internal sealed record StackClaim(string Region, StackArn? Id, string Name);
