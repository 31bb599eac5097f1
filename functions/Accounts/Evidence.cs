using System.Text.Json;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Accounts;

/// <summary>The evidence of checks, which stands in the audit.</summary>
internal static class Evidence
{
    /// <summary>An account's last check with its evidence; without it where its audit entry cannot be read.</summary>
    public static async Task<CheckView> OfLastAsync(Table table, AccountRecord account, Language language, CancellationToken cancellation)
    {
        var (pk, sk) = Keys.Audit(account.Tenant, account.Id, account.LastCheck.Sequence);
        Item[] found = [await table.GetAsync((pk, sk), cancellation) ?? new Item(pk, sk)];
        return found.Readable(CheckOf).Select(c => CheckView.Of(c, language)).FirstOrDefault() ?? CheckView.Of(account);
    }

    /// <summary>The check that an audit entry keeps.</summary>
    /// <exception cref="InvalidDataException">The entry cannot be read, or has none.</exception>
    public static Check CheckOf(Item entry)
    {
        try
        {
            return JsonSerializer.Deserialize(entry.Text("entry"), FunctionsJson.Api.AuditEntry)?.Check ?? throw new InvalidDataException("The audit entry has no check.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("The audit entry's text cannot be read.", e);
        }
    }
}
