using Onboarding.Functions.Accounts;
using Onboarding.Functions.Accounts.Access;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Sessions;

namespace Onboarding.Functions.Operations;

/// <summary>Every tenant's registrations, for the vendor's operators: list, look, audit, delete; and what is kept of a tenant's people.</summary>
internal sealed class OperationsFeature(Table table, TimeProvider time)
{
    public Task<Answer> HandleAsync(OperatorRequest request, CancellationToken cancellation) => request.RouteKey switch
    {
        "GET /ops/v1/registrations" => ListAsync(request, cancellation),
        "GET /ops/v1/registrations/{registrationId}" => LookAsync(request, cancellation),
        "GET /ops/v1/registrations/{registrationId}/audit" => new ConnectionAudit(table).ReadAsync(request, cancellation),
        "GET /ops/v1/registrations/{registrationId}/access" => AccessAsync(request, cancellation),
        "GET /ops/v1/stats" => new Funnel(table, time).ReadAsync(request, cancellation),
        "GET /ops/v1/versions" => new TemplateVersions(table, time).ReadAsync(request, cancellation),
        "POST /ops/v1/freezes" or "GET /ops/v1/freezes" or "DELETE /ops/v1/freezes/{freezeId}" => new FreezesRoute(table).HandleAsync(request, cancellation),
        "DELETE /ops/v1/registrations/{registrationId}" => new Deletion(table).RunAsync(request, cancellation),
        "POST /ops/v1/pseudonyms" => new TenantPeople(table).FindAsync(request, cancellation),
        "DELETE /ops/v1/pseudonyms" => new TenantPeople(table).EraseAsync(request, cancellation),
        _ => Task.FromResult<Answer>(Refusal.Of(Errors.MethodNotAllowed, request.RouteKey)),
    };

    private async Task<Answer> ListAsync(OperatorRequest request, CancellationToken cancellation)
    {
        var (filter, refusal) = new FilterReader(request).Read();
        if (filter is null)
            return refusal!;
        var list = new RegistrationItems(table, filter);
        var (page, pageRefusal) = PageRequest.Of(request, key => RegistrationPlace.Parse(key) is { } place && list.Has(place));
        if (page is null)
            return pageRefusal!;
        var (items, next) = await list.ReadAsync(page.Limit, RegistrationPlace.Parse(page.After), cancellation);
        return Answer.Ok(
            new RegistrationList(await Task.WhenAll(items.Select(i => ViewAsync(i, request.Now, cancellation))), next is null ? null : Page.Cursor(next.ToString())),
            AnswersJson.Default.RegistrationList);
    }

    private async Task<RegistrationView> ViewAsync(Item item, DateTimeOffset now, CancellationToken cancellation)
    {
        var schedule = AccountRecord.ScheduleKeyOf(item) is { } key ? await table.GetAsync(key, cancellation) : null;
        return RegistrationView.Of(item, schedule, now);
    }

    private async Task<Answer> LookAsync(OperatorRequest request, CancellationToken cancellation)
    {
        var found = await Connection.FindAsync(table, request, cancellation);
        return (found.Connection?.View(request.Now) ?? found.Unreadable?.View) is { } view ? Answer.Ok(view, AnswersJson.Default.RegistrationView) : found.Refusal;
    }

    private async Task<Answer> AccessAsync(OperatorRequest request, CancellationToken cancellation)
    {
        var found = await Connection.FindAsync(table, request, cancellation);
        if (found.Connection is not { } connection)
            return found.Refusal;
        // What never became an account was never used.
        return connection.Account is { } account ? await AccessList.ReadAsync(table, account, request, cancellation) : Answer.Ok(new AccessList([], null), AnswersJson.Default.AccessList);
    }
}
