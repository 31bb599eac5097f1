using Onboarding.Functions.Accounts;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>An onboarding, and the account that it became, in whatever state they are.</summary>
internal sealed record Connection(OnboardingRecord Onboarding, AccountRecord? Account)
{
    /// <summary>The state of a registration that an operator deleted.</summary>
    public const string Deleted = "deleted";

    /// <summary>Finds whatever tenant's connection the path names; null when its id was never given out.</summary>
    public static async Task<Connection?> FindAsync(Table table, OperatorRequest request, CancellationToken cancellation)
    {
        if (OnboardingId.Parse(request.Path("registrationId")) is not { } id || await table.GetAsync(Keys.Onboarding(id), cancellation) is not { } item)
            return null;
        var onboarding = OnboardingRecord.Of(item);
        var account = onboarding is { Status: OnboardingStatus.Completed, DeletedAt: null }
            ? await AccountsFeature.FindAsync(table, onboarding.Tenant, id.Value, cancellation)
            : null;
        return new Connection(onboarding, account);
    }

    /// <summary>The decisions about it.</summary>
    public Ledger Ledger => Account?.Ledger ?? Onboarding.Ledger;

    public string StateAt(DateTimeOffset now) => Onboarding.DeletedAt is not null ? Deleted : Account?.Status ?? Onboarding.StatusAt(now);

    public RegistrationView View(DateTimeOffset now) =>
        Onboarding.DeletedAt is not null ? RegistrationView.OfDeleted(Onboarding)
        : Account is { } account ? RegistrationView.Of(account)
        : RegistrationView.Of(Onboarding, now);
}
