using System.Globalization;
using System.Text.Json;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>The decisions about whatever connection, for operators who verify the chain: also what was tampered with is shown as it stands.</summary>
internal sealed class ConnectionAudit(Table table)
{
    /// <summary>The decisions, the oldest first.</summary>
    public async Task<Answer> ReadAsync(OperatorRequest request, CancellationToken cancellation)
    {
        if (await Connection.FindAsync(table, request, cancellation) is not { } connection)
            return new Refusal(Errors.RegistrationNotFound);
        var (tenant, ledger) = (connection.Onboarding.Tenant, connection.Ledger);
        var (page, refusal) = Page.Of(request, Keys.AuditPrefix(ledger.ConnectionId));
        if (page is null)
            return refusal!;
        if (ledger.Unwritten is { } minted)
            return Answer.Ok(new AuditList([ViewOf(1, minted.ToText(), ledger.Head.Hash)], ledger.Head, null), FunctionsJson.Api.AuditList);
        var (items, cursor) = await new TenantList(table, tenant, Keys.AuditPrefix(ledger.ConnectionId)).ReadAsync(page, cancellation);
        // What was decided since the head was read belongs to the next look: it would stand behind the head.
        var entries = items.Select(ViewOf).Where(e => e.Sequence <= ledger.Head.Sequence);
        return Answer.Ok(new AuditList([.. entries], ledger.Head, cursor), FunctionsJson.Api.AuditList);
    }

    private static AuditEntryView ViewOf(Item item) => ViewOf(
        long.Parse(item.Text("sk").Split('#')[^1], CultureInfo.InvariantCulture), item.Text("entry"), item.Text("hash"));

    private static AuditEntryView ViewOf(long sequence, string text, string hash)
    {
        var entry = EntryOf(text);
        return new AuditEntryView
        {
            Sequence = sequence,
            At = entry?.At ?? DateTimeOffset.UnixEpoch,
            Decision = entry?.Decision ?? "unreadable",
            By = entry?.By ?? "",
            Code = entry?.Code,
            Facts = entry?.Facts,
            Text = text,
            Hash = hash,
            PreviousHash = entry?.PreviousHash ?? "",
        };
    }

    // A text that somebody broke is just what whoever verifies must get to see.
    private static AuditEntry? EntryOf(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, FunctionsJson.Api.AuditEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
