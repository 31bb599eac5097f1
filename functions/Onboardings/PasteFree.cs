using Onboarding.Functions.Accounts;
using Onboarding.Functions.Registry;
using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>Whether a connection can be registered by its account's ID alone, with nothing pasted.</summary>
/// <remarks>
/// A link can be sent to a stranger, and everything that its minter knows of the stack is guessable. So an AWS account is connected without a paste only where
/// this tenant has an active connection to it already, to which the account's owner agreed, and which grants at least as much.
/// </remarks>
internal sealed class PasteFree(Table table, Settings settings)
{
    /// <summary>Of so many connections to one AWS account the tenant is asked to paste, at worst.</summary>
    private const int MaxLooked = 25;

    /// <summary>Whether it can be said without reading anything that a value must be pasted; null when it depends on the tenant's other connections.</summary>
    public bool? IsAllowed(OnboardingRecord onboarding) => (onboarding, settings.PasteFree) switch
    {
        ({ AwsAccountId: null }, _) => false,
        // Nothing is ever pasted for a role made by hand whose account is known: its ARN follows.
        ({ Method: OnboardingMethod.Manual }, _) => true,
        (_, "any") => true,
        (_, "never") => false,
        _ => null,
    };

    /// <summary>Whether nothing need be pasted for this onboarding now.</summary>
    public async Task<bool> IsAllowedAsync(OnboardingRecord onboarding, CancellationToken cancellation) => IsAllowed(onboarding) ?? await IsVouchedForAsync(onboarding, cancellation);

    private async Task<bool> IsVouchedForAsync(OnboardingRecord onboarding, CancellationToken cancellation)
    {
        foreach (var holder in await new Holders(table).OfTenantAsync(onboarding.AwsAccountId!, onboarding.Tenant, MaxLooked, cancellation))
        {
            if (await holder.ReadAsync(table, cancellation) is { } account && Vouches(account, onboarding))
                return true;
        }

        return false;
    }

    private static bool Vouches(AccountRecord account, OnboardingRecord onboarding) =>
        account.Status == AccountStatus.Active
        && account.Role.AccountId == onboarding.AwsAccountId
        && Consent.Vouches(account.Consent)
        && (account.PermissionsBoundaryArn is null || account.PermissionsBoundaryArn == onboarding.PermissionsBoundaryArn)
        && GrantsAtLeast(account, onboarding);

    private static bool GrantsAtLeast(AccountRecord account, OnboardingRecord onboarding)
    {
        if (TemplateVersion.Find(account.TemplateVersion) is not { } given || TemplateVersion.Find(onboarding.TemplateVersion) is not { } asked)
            return false;
        var grants = ConnectRole.Grants(given, account.Profile).ToHashSet();
        return ConnectRole.Grants(asked, onboarding.Profile).All(g => grants.Contains(g) || grants.Contains(g with { Scope = GrantScope.Account }));
    }
}
