using System.Text.Json;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts;

/// <summary>The evidence of checks, which is in the audit.</summary>
internal static class Evidence
{
    /// <summary>An account's last check with its evidence; without it where its audit entry cannot be read.</summary>
    public static async Task<CheckView> OfLastAsync(Table table, AccountRecord account, Language language, CancellationToken cancellation)
    {
        var (pk, sk) = Keys.Audit(account.Tenant, account.Id, account.LastCheck.Sequence);
        Item[] found = [await table.GetAsync((pk, sk), cancellation) ?? new Item(pk, sk)];
        return found.Readable(EntryOf).Select(e => CheckView.Of(e.Check!, language, account.Schedule.Unchanged)).FirstOrDefault() ?? CheckView.Of(account);
    }

    /// <summary>An audit entry that keeps a check.</summary>
    /// <exception cref="InvalidDataException">It cannot be read, or has no check.</exception>
    public static AuditEntry EntryOf(Item item)
    {
        try
        {
            return JsonSerializer.Deserialize(item.Text("entry"), FunctionsJson.Api.AuditEntry) is { Check: not null } entry ? entry : throw new InvalidDataException("The audit entry has no check.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("The audit entry's text cannot be read.", e);
        }
    }
}
