using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>An onboarding, and the account that it became, in whatever state they are.</summary>
internal sealed record Connection(OnboardingRecord Onboarding, AccountRecord? Account)
{
    /// <summary>The state of a registration that an operator deleted.</summary>
    public const string Deleted = "deleted";

    /// <summary>Finds whatever tenant's connection the path names.</summary>
    public static async Task<Found> FindAsync(Table table, OperatorRequest request, CancellationToken cancellation)
    {
        if (OnboardingId.Parse(request.Path("registrationId")) is not { } id || await table.GetAsync(Keys.Onboarding(id), cancellation) is not { } item)
            return new Found(null);
        try
        {
            var onboarding = OnboardingRecord.Of(item);
            if (onboarding is not { Status: OnboardingStatus.Completed, DeletedAt: null } || await table.GetAsync(Keys.Account(onboarding.Tenant, id.Value), cancellation) is not { } account)
                return new Found(new Connection(onboarding, null));
            item = account;
            var schedule = await table.GetAsync(Keys.Schedule(onboarding.Tenant, id.Value), cancellation);
            return new Found(new Connection(onboarding, AccountRecord.Of(account, Schedule.Of(schedule))));
        }
        catch (InvalidDataException e)
        {
            return new Found(null, UnreadableItem.Of(item, e));
        }
    }

    /// <summary>The decisions about it.</summary>
    public Ledger Ledger => Account?.Ledger ?? Onboarding.Ledger;

    public string StateAt(DateTimeOffset now) => Onboarding.DeletedAt is not null ? Deleted : Account?.Status ?? Onboarding.StatusAt(now);

    public RegistrationView View(DateTimeOffset now) =>
        Onboarding.DeletedAt is not null ? RegistrationView.OfDeleted(Onboarding)
        : Account is { } account ? RegistrationView.Of(account)
        : RegistrationView.Of(Onboarding, now);
}

/// <summary>What an id leads to.</summary>
/// <param name="Connection">The connection; null if there is none, or it can't be read.</param>
/// <param name="Unreadable">The replacement for an unreadable one.</param>
internal sealed record Found(Connection? Connection, UnreadableItem? Unreadable = null)
{
    /// <summary>Why there is no connection to work on.</summary>
    public Refusal Refusal => new(Unreadable is null ? Errors.RegistrationNotFound : Errors.RegistrationUnreadable);
}
