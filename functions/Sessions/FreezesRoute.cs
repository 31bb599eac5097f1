using Onboarding.Functions.Accounts.Access;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Sessions;

/// <summary>The operators' switch: while a connection, a tenant or everything is frozen, no sessions are given out. A tenant's pause is independent of it.</summary>
internal sealed class FreezesRoute(Table table)
{
    private const int MaxReasonLength = 256;

    public Task<Answer> HandleAsync(OperatorRequest request, CancellationToken cancellation) => request.RouteKey switch
    {
        "POST /ops/v1/freezes" => FreezeAsync(request, cancellation),
        "GET /ops/v1/freezes" => ListAsync(request, cancellation),
        "DELETE /ops/v1/freezes/{freezeId}" => ThawAsync(request, cancellation),
        _ => Task.FromResult<Answer>(Refusal.Of(Errors.MethodNotAllowed, request.RouteKey)),
    };

    private async Task<Answer> FreezeAsync(OperatorRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = request.ReadBody(FunctionsJson.Api.FreezeBody);
        if (body is null)
            return refusal!;
        if (body.Reason.Trim() is not { Length: > 0 and <= MaxReasonLength } reason)
            return Request.Malformed($"“reason” has 1 to {MaxReasonLength} characters.", $"「reason」は 1〜{MaxReasonLength} 文字で指定してください。");
        (var freeze, refusal) = await WhatAsync(body, cancellation);
        if (freeze is null)
            return refusal!;
        var record = new FreezeRecord(freeze, BoundedText.Visible(reason), request.Now, request.Arn);
        var obstacles = await table.TransactAsync(
            [table.Add(record.ToItem()), table.Add(record.Event(FreezeEventTypes.AccessFrozen, request))], cancellation);
        if (obstacles is null)
            return Answer.Created(record.View(request.Now), AnswersJson.Default.FreezeView);
        // An existing freeze stays, with its first reason.
        return obstacles.At(record.Freeze.Key)?.Item is { } item
            ? Answer.Ok(FreezeRecord.Of(item).View(request.Now), AnswersJson.Default.FreezeView)
            : throw new InvalidDataException("The event of a freeze already exists.");
    }

    private async Task<Answer> ListAsync(OperatorRequest request, CancellationToken cancellation)
    {
        var (page, refusal) = PageRequest.Of(request, Freeze.IsId);
        if (page is null)
            return refusal!;
        var (items, cursor) = await new ItemList(table, Keys.Freezes).ReadAsync(page, cancellation);
        return Answer.Ok(new FreezeList([.. items.Readable(FreezeRecord.Of).Select(f => f.View(request.Now))], Page.CursorOrNull(cursor)), AnswersJson.Default.FreezeList);
    }

    private async Task<Answer> ThawAsync(OperatorRequest request, CancellationToken cancellation)
    {
        var id = request.Path("freezeId");
        if (!Freeze.IsId(id) || await table.GetAsync(Keys.Freeze(id), cancellation) is not { } item)
            return new Refusal(Errors.FreezeNotFound);
        var record = FreezeRecord.Of(item);
        var gone = new Change(record.Freeze.Key) { Condition = "#at = :at" }.Named("at").With("at", record.At);
        var obstacles = await table.TransactAsync(
            [table.Delete(gone), table.Add(record.Event(FreezeEventTypes.AccessThawed, request))], cancellation);
        return obstacles is null ? Answer.NoContent() : new Refusal(Errors.FreezeNotFound);
    }

    private async Task<(Freeze? Freeze, Refusal? Refusal)> WhatAsync(FreezeBody body, CancellationToken cancellation)
    {
        switch (body)
        {
            case { Id: { } id, Tenant: null, All: null }:
                // The connection's tenant is in its onboarding.
                return OnboardingId.Parse(id) is { } connection && await table.GetAsync(Keys.Onboarding(connection), cancellation) is { } onboarding
                    ? (new Freeze(onboarding.Text("tenant"), connection.Value), null)
                    : (null, new Refusal(Errors.RegistrationNotFound));
            case { Id: null, Tenant: { } tenant, All: null }:
                return TenantId.TryParse(tenant, out var parsed)
                    ? (new Freeze(parsed.Value, null), null)
                    : (null, Request.Malformed("“tenant” isn’t a tenant’s ID: 1 to 128 printable ASCII characters without spaces and “#”.", "「tenant」がテナント ID ではありません (空白と「#」を除く印字可能な ASCII 文字 1〜128 文字)。"));
            case { Id: null, Tenant: null, All: true }:
                return (Freeze.Everything, null);
            default:
                return (null, Request.Malformed("Say what to freeze by just one of “id”, “tenant” and “all”: true.", "凍結の対象は「id」「tenant」「all」(true) のいずれか 1 つで指定してください。"));
        }
    }
}
