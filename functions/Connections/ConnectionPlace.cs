using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Connections;

/// <summary>A connection as a position in a list, which continues after it. No tenant's id has a <c>#</c>.</summary>
internal sealed record ConnectionPlace(TenantId Tenant, string Id)
{
    public static ConnectionPlace Of(AccountRecord account) => new(account.Tenant, account.Id);

    /// <summary>The place of an account's item, also of one that cannot be read otherwise.</summary>
    public static ConnectionPlace Of(Item item) => new(AccountRecord.TenantOf(item), item.Text("sk"));

    /// <summary>Reads a cursor; null when it is none.</summary>
    public static ConnectionPlace? Parse(string? text) =>
        text?.Split('#') is [var tenant, var id] && TenantId.TryParse(tenant, out var parsed) && OnboardingId.Parse(id) is not null ? new ConnectionPlace(parsed, id) : null;

    public override string ToString() => $"{Tenant.Value}#{Id}";

    /// <summary>The key that a query of one tenant's connections, or of the index of all, continues after.</summary>
    public Dictionary<string, AttributeValue> Start(bool ofIndex)
    {
        var start = Table.Key(Keys.Account(Tenant, Id));
        if (ofIndex)
            start["connectionPk"] = new() { S = Keys.Connection(Id) };
        return start;
    }
}
