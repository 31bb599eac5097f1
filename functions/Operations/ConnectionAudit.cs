using Onboarding.Functions.Accounts;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>The decisions about any connection, for operators who verify the chain: tampered entries are shown unchanged.</summary>
internal sealed class ConnectionAudit(Table table)
{
    /// <summary>The decisions, the oldest first.</summary>
    public async Task<Answer> ReadAsync(OperatorRequest request, CancellationToken cancellation)
    {
        var found = await Connection.FindAsync(table, request, cancellation);
        // An item that cannot be read does not say where its chain ends, and a chain without its end proves nothing.
        if (found.Connection is not { } connection)
            return found.Refusal;
        var ledger = connection.Ledger;
        var (page, refusal) = PageRequest.Of(request, Keys.IsAuditSequence);
        if (page is null)
            return refusal!;
        return Answer.Ok(await AuditList.ReadAsync(table, ledger, page, cancellation), AnswersJson.Default.AuditList);
    }
}
