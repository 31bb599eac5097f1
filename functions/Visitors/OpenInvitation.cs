using System.Security.Cryptography;
using System.Text;
using Onboarding.Functions.Invitations;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Visitors;

/// <summary>An invitation that lets its visitor in, with its onboarding, both as they are at one moment.</summary>
internal sealed record OpenInvitation(InvitationRecord Invitation, OnboardingRecord Onboarding)
{
    /// <summary>Opens an invitation.</summary>
    /// <param name="table">The table.</param>
    /// <param name="text">The token as it came.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>Null when it can't be used: unknown, used, revoked, expired, or its onboarding can no longer be used. The caller doesn't learn which.</returns>
    public static async Task<OpenInvitation?> FindAsync(Table table, string text, DateTimeOffset now, CancellationToken cancellation)
    {
        if (InvitationToken.Parse(text) is not { } token)
            return null;
        var found = await table.GetTogetherAsync([Keys.Invitation(token.Onboarding, token.Id), Keys.Onboarding(token.Onboarding)], cancellation);
        if (found is not [{ } invitationItem, { } onboardingItem])
            return null;
        var (invitation, onboarding) = (InvitationRecord.Of(invitationItem), OnboardingRecord.Of(onboardingItem));
        return IsOf(invitation, token) && invitation.IsActive(now)
            && invitation.Tenant == onboarding.Tenant && onboarding.DeletedAt is null && OnboardingsFeature.WhyUnusable(onboarding, now) is null
                ? new(invitation, onboarding)
                : null;
    }

    private static bool IsOf(InvitationRecord invitation, InvitationToken token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(invitation.TokenHash), Encoding.ASCII.GetBytes(token.Hash));
}
