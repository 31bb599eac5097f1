using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts;

/// <summary>An account's external ID, in an item of its own: only functions that assume customers' roles can read it. It goes when the account is closed.</summary>
internal static class Secret
{
    /// <summary>The item of an account's external ID.</summary>
    public static Item ToItem(AccountRecord account, ExternalId externalId)
    {
        var (pk, sk) = Keys.Secret(account.Tenant, account.Id);
        return new Item(pk, sk).With("externalId", externalId.Value);
    }

    /// <summary>Reads the external ID of an account that is not closed.</summary>
    /// <exception cref="InvalidDataException">There is none, it cannot be read, or it was written by a newer version.</exception>
    public static async Task<ExternalId> ReadAsync(Table table, AccountRecord account, CancellationToken cancellation) =>
        Of(await table.GetAsync(Keys.Secret(account.Tenant, account.Id), cancellation));

    /// <summary>Reads an item.</summary>
    /// <exception cref="InvalidDataException">There is none, it cannot be read, or it was written by a newer version.</exception>
    public static ExternalId Of(Item? item) => item is not null && ExternalId.TryParse(item.Readable().Text("externalId"), out var externalId)
        ? externalId
        : throw new InvalidDataException("The account's external ID cannot be read.");
}
