using Onboarding.Functions.Accounts;
using Onboarding.Functions.Accounts.Access;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Sessions;

/// <summary>A connection that can give out sessions, with its secret.</summary>
internal sealed record UsableConnection(AccountRecord Account, ExternalId ExternalId)
{
    /// <summary>Reads a tenant's connection, its secret and every freeze that could concern it, all as they are at one moment.</summary>
    /// <returns>The connection; or why none of its sessions are handed out. Another tenant's does not exist.</returns>
    public static async Task<(UsableConnection? Connection, Refusal? Refusal)> ReadAsync(Table table, TenantId tenant, OnboardingId id, CancellationToken cancellation)
    {
        var found = await table.GetTogetherAsync(
            [Keys.Account(tenant, id.Value), Keys.Secret(tenant, id.Value), .. Freeze.Of(tenant, id).Select(f => f.Key)], cancellation);
        if (found[0] is not { } item)
            return (null, new Refusal(Errors.ConnectionNotFound));
        var account = AccountRecord.WithoutSchedule(item);
        return Refuse(account, isFrozen: found.Skip(2).Any(f => f is not null)) is { } refusal
            ? (null, refusal)
            : (new UsableConnection(account, Secret.Of(found[1])), null);
    }

    private static Refusal? Refuse(AccountRecord account, bool isFrozen) =>
        account.Status is AccountStatus.Detached or AccountStatus.Closed ? new Refusal(Errors.ConnectionDetached)
        : account.PausedAt is not null ? new Refusal(Errors.ConnectionPaused)
        : isFrozen ? new Refusal(Errors.ConnectionFrozen)
        : account.IsUnsafe ? new Refusal(Errors.ConnectionUnsafe)
        : null;
}
