using System.Text.Json.Serialization;

namespace Onboarding.Functions.Invitations;

/// <summary>The body of <c>POST /v1/onboardings/{onboardingId}/invitations</c>.</summary>
/// <param name="ExpiresInHours">How long the invitation can be used, 1 to 72 hours; as long as its onboarding when absent.</param>
/// <param name="Note">A note to the recipient.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record InvitationBody(int? ExpiresInHours = null, string? Note = null);

/// <summary>The answer to an invitation: the one time that its link is shown.</summary>
/// <param name="Id">By which it is revoked.</param>
/// <param name="Url">The link to send. Anyone who has it can complete the onboarding.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record NewInvitationView(string Id, string Url, UtcTime ExpiresAt);

/// <summary>An invitation as its tenant sees it afterwards: without the link, which isn't stored.</summary>
internal sealed record InvitationView
{
    public required string Id { get; init; }

    /// <summary>One of <see cref="InvitationStatus"/>.</summary>
    public required string Status { get; init; }

    public string? Note { get; init; }

    /// <summary>Who invited, as the audit names them.</summary>
    public required string CreatedBy { get; init; }

    public required UtcTime CreatedAt { get; init; }

    public required UtcTime ExpiresAt { get; init; }

    public UtcTime? UsedAt { get; init; }

    public UtcTime? RevokedAt { get; init; }
}

/// <summary>The invitations of an onboarding.</summary>
internal sealed record InvitationList(IReadOnlyList<InvitationView> Invitations, string? Cursor = null);
