using Onboarding.Functions.Aws;
using Onboarding.Templates;

namespace Onboarding.Functions.Verification;

/// <summary>What is to be verified: a role, the external ID it must insist on, and the stack it must come from.</summary>
internal sealed record Subject
{
    /// <summary>The id of the connection, for the session's name in the customer's CloudTrail.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>Whose connection it is.</summary>
    public required TenantId Tenant { get; init; }

    public required RoleArn Role { get; init; }

    /// <summary>The stored external ID, never a pasted one.</summary>
    public required ExternalId ExternalId { get; init; }

    /// <summary>Whose permissions the role is to have.</summary>
    public required Profile Profile { get; init; }

    /// <summary>The features that were granted, or asked for, when nothing else says which are.</summary>
    public FeatureSet Features { get; init; } = FeatureSet.None;

    /// <summary>What the customer filled in for the profile's parameters; a stack's own parameters go before it.</summary>
    public ParameterValues Parameters { get; init; } = ParameterValues.None;

    /// <summary>The version of the template that the connection claims; the role's own tag, when it names a published one, goes before it.</summary>
    public required string TemplateVersion { get; init; }

    /// <summary>The permissions boundary that was asked for; null for none.</summary>
    public string? PermissionsBoundaryArn { get; init; }

    /// <summary>The Region of the onboarding, whose STS is asked when the customer's account does not know the deployment's; null for no other than that.</summary>
    public string? Region { get; init; }

    /// <summary>The stack the role claims to come from; null for a manual role.</summary>
    public StackClaim? Stack { get; init; }

    /// <summary>Who asked for the connection, as the stack must say; null when the stack must say nothing.</summary>
    public string? ConnectedFor { get; init; }

    /// <summary>Whether the role is about to be registered by its ARN alone: then it must show that no stack created it.</summary>
    public bool IsByArnAlone { get; init; }
}

/// <summary>Which stack to check.</summary>
/// <param name="Region">Where.</param>
/// <param name="Id">The stack's id; null when only the account is known and the role must tell.</param>
/// <param name="Name">The minted name, which customers can change.</param>
internal sealed record StackClaim(string Region, StackArn? Id, string Name);
