using System.Text.Json;
using System.Text.Json.Serialization;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Profiles;

namespace Onboarding.Functions.Visitors;

/// <summary>Everything that the holder of an invitation's link sees. Its members have the same names as in the onboarding.</summary>
internal sealed record InvitedView
{
    /// <summary>The vendor that will use the role.</summary>
    public required string Brand { get; init; }

    /// <summary>The tenant that asks.</summary>
    public required string Tenant { get; init; }

    /// <summary>Who asks, as the AWS console shows it before anything is created.</summary>
    public string? ConnectedFor { get; init; }

    /// <summary>What the tenant wrote.</summary>
    public string? Note { get; init; }

    /// <summary>What the role can do, in the caller's language.</summary>
    public required ProfileView Profile { get; init; }

    /// <summary><c>pending</c> or <c>verifying</c>.</summary>
    public required string Status { get; init; }

    public required string Method { get; init; }

    public IReadOnlyList<string>? Features { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    public required string Region { get; init; }

    public string? AwsAccountId { get; init; }

    public string? PermissionsBoundaryArn { get; init; }

    public string? StackName { get; init; }

    public required string RoleName { get; init; }

    public string? ExternalId { get; init; }

    public string? StackInfoKey { get; init; }

    public WaysView? Ways { get; init; }

    public string? QuickCreateUrl { get; init; }

    public string? VendorAccountId { get; init; }

    public JsonElement? TrustPolicy { get; init; }

    public IReadOnlyList<PermissionsPolicyView>? PermissionsPolicies { get; init; }

    public IReadOnlyList<string>? ManagedPolicyArns { get; init; }

    public IReadOnlyList<string>? Steps { get; init; }

    /// <summary>The name that the account gets, when one has been given.</summary>
    public string? AccountName { get; init; }

    /// <summary>Why the last submission was refused.</summary>
    public LastRefusalView? LastRefusal { get; init; }

    /// <summary>Until when the invitation can be used.</summary>
    public required UtcTime ExpiresAt { get; init; }
}

/// <summary>The body of <c>POST /v1/invitations/{token}/registration</c>: a visitor must always prove the account owner's consent.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record InvitedRegistrationBody(string? AccountName = null, string? StackInfo = null, string? RoleArn = null);

/// <summary>The answer to a registration through an invitation: what was sent, and that it is done.</summary>
/// <param name="Status">Always <c>completed</c>.</param>
/// <param name="AccountName">The account's name.</param>
/// <param name="AwsAccountId">The AWS account.</param>
/// <param name="RoleArn">The role.</param>
internal sealed record InvitedRegistrationView(string Status, string AccountName, string AwsAccountId, string RoleArn);
