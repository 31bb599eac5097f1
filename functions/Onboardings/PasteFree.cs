using Onboarding.Functions.Accounts;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification.ReadBack;
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
        // Nothing is pasted for a manual role whose account is known: its ARN is derived.
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
        if (account.Profile.FindVersion(account.TemplateVersion) is not { } given || onboarding.Profile.FindVersion(onboarding.TemplateVersion) is not { } asked)
            return false;
        var (has, wants) = (given.With(account.Features), asked.With(onboarding.Features));
        return wants.ManagedPolicies.All(p => has.ManagedPolicies.Contains(p, StringComparer.Ordinal))
            && asked.MaxSessionSeconds <= given.MaxSessionSeconds
            && AllOf(Statements(wants, onboarding.Parameters, allows: true), Statements(has, account.Parameters, allows: true))
            && AllOf([.. Statements(has, account.Parameters, allows: false).Where(d => TakesFrom(d, wants))], Statements(wants, onboarding.Parameters, allows: false));
    }

    // Denying actions that aren't requested removes nothing.
    private static bool TakesFrom(Statement denial, PolicySet wants) => denial.IsNotAction || wants.ManagedPolicies.Count > 0
        || wants.Statements.Any(s => s.Allows && (s.IsNotAction || s.Actions.Any(a => denial.Actions.Any(d => Pattern.Overlaps(a, d, ignoreCase: true)))));

    private static bool AllOf(IReadOnlyList<Statement> some, IReadOnlyList<Statement> all) =>
        new PermissionComparison([.. some.Select(ExpectedStatement.Of)], [new NamedPolicy("", new Policy(all))]).HasAll;

    private static IReadOnlyList<Statement> Statements(PolicySet set, ParameterValues parameters, bool allows)
    {
        var values = parameters.Values;
        return [.. set.Statements.Where(s => s.Allows == allows).Select(s => Expectation.Compared(s.Filled(t => Variables.Fill(t, values.GetValueOrDefault))))];
    }
}
