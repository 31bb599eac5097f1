using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Invitations;

/// <summary>The names of an invitation's states in the API.</summary>
internal static class InvitationStatus
{
    public const string Active = "active";
    public const string Used = "used";
    public const string Revoked = "revoked";
    public const string Expired = "expired";

    /// <summary>Its onboarding ended without it.</summary>
    public const string Ended = "ended";
}

/// <summary>An invitation to complete one onboarding, as the table keeps it: with the token's hash, never the token.</summary>
internal sealed record InvitationRecord
{
    /// <summary>The longest that an invitation can be used, as long as an onboarding.</summary>
    public const int MaxHours = 72;

    /// <summary>So long after it has expired, an invitation is still listed. DynamoDB deletes it some time later.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(7);

    public required OnboardingId Onboarding { get; init; }

    public required string Id { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>The SHA-256 of its token.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The tenant's note to the recipient; null if there is none.</summary>
    public string? Note { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who invited, as the audit names them.</summary>
    public required string CreatedBy { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When its visitor's account was registered.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>Whether it can still be used.</summary>
    public bool IsActive(DateTimeOffset now) => RevokedAt is null && UsedAt is null && now < ExpiresAt;

    /// <summary>Its state, given its onboarding's: one of <see cref="InvitationStatus"/>.</summary>
    public string StatusAt(DateTimeOffset now, OnboardingRecord onboarding) => this switch
    {
        { UsedAt: not null } => InvitationStatus.Used,
        { RevokedAt: not null } => InvitationStatus.Revoked,
        _ when now >= ExpiresAt => InvitationStatus.Expired,
        _ => OnboardingsFeature.WhyUnusable(onboarding, now) is null ? InvitationStatus.Active : InvitationStatus.Ended,
    };

    /// <summary>That its visitor's account is registered, on condition that it has not been revoked meanwhile.</summary>
    public static Change Used(OnboardingId onboarding, string invitationId, DateTimeOffset now) =>
        new Change(Keys.Invitation(onboarding, invitationId)) { Update = "SET usedAt = :now", Condition = "attribute_exists(pk) AND attribute_not_exists(revokedAt)" }.With("now", now);

    /// <summary>Records that its visitor submitted something that the service continues with, on the same condition.</summary>
    public static Change Submitted(OnboardingId onboarding, string invitationId, DateTimeOffset now) =>
        new Change(Keys.Invitation(onboarding, invitationId)) { Update = "SET submittedAt = :now", Condition = "attribute_exists(pk) AND attribute_not_exists(revokedAt)" }.With("now", now);

    /// <summary>Revokes it; only once, and not after it was used.</summary>
    public Change Revoked(DateTimeOffset now) =>
        new Change(Keys.Invitation(Onboarding, Id)) { Update = "SET revokedAt = :now", Condition = "attribute_exists(pk) AND attribute_not_exists(revokedAt) AND attribute_not_exists(usedAt)" }.With("now", now);

    /// <summary>Reads an item.</summary>
    /// <exception cref="InvalidDataException">It cannot be read, or was written by a newer version.</exception>
    public static InvitationRecord Of(Item item) => new()
    {
        Onboarding = OnboardingId.Parse(item.Readable().Text("pk")[ItemKind.Invitation.Length..]) ?? throw Unreadable("pk"),
        Id = InvitationToken.IsId(item.Text("sk")) ? item.Text("sk") : throw Unreadable("sk"),
        Tenant = TenantId.TryParse(item.Text("tenant"), out var tenant) ? tenant : throw Unreadable("tenant"),
        TokenHash = item.Text("tokenHash"),
        Note = item.OptionalText("note"),
        CreatedAt = item.Time("createdAt"),
        CreatedBy = item.Text("createdBy"),
        ExpiresAt = item.Time("expiresAt"),
        RevokedAt = item.OptionalTime("revokedAt"),
        UsedAt = item.OptionalTime("usedAt"),
    };

    public Item ToItem()
    {
        var (pk, sk) = Keys.Invitation(Onboarding, Id);
        return new Item(pk, sk)
            .With("tenant", Tenant.Value)
            .With("tokenHash", TokenHash)
            .With("note", Note)
            .With("createdAt", CreatedAt)
            .With("createdBy", CreatedBy)
            .With("expiresAt", ExpiresAt)
            .With("revokedAt", RevokedAt)
            .With("usedAt", UsedAt)
            .With(TableSchema.TimeToLive, (ExpiresAt + s_kept).ToUnixTimeSeconds());
    }

    private static InvalidDataException Unreadable(string attribute) => new($"The invitation's {attribute} cannot be read.");
}
