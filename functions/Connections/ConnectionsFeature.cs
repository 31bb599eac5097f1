using Onboarding.Functions.Accounts;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Connections;

/// <summary>Lists and shows connections to the vendor's software. It reads no external ID and assumes no role.</summary>
internal sealed class ConnectionsFeature(Table table, Settings settings)
{
    public Task<Answer> HandleAsync(ProductRequest request, CancellationToken cancellation) => settings.ProductCallers?.Refuse(request.Caller) is { } refusal
        ? Task.FromResult<Answer>(refusal)
        : request.RouteKey switch
        {
            "GET /product/v1/connections" => ListAsync(request, cancellation),
            "GET /product/v1/connections/{connectionId}" => LookAsync(request, cancellation),
            _ => Task.FromResult<Answer>(Refusal.Of(Errors.MethodNotAllowed, request.RouteKey)),
        };

    private async Task<Answer> ListAsync(ProductRequest request, CancellationToken cancellation)
    {
        var (filter, refusal) = ConnectionFilter.Of(request);
        if (filter is null)
            return refusal!;
        var query = new ConnectionQuery(table, filter);
        (var page, refusal) = PageRequest.Of(request, key => ConnectionPlace.Parse(key) is { } place && query.Has(place));
        if (page is null)
            return refusal!;
        var freezes = await FreezesInForce.ReadAsync(table, cancellation);
        var (accounts, next) = await query.ReadAsync(
            page.Limit, ConnectionPlace.Parse(page.After), a => filter.Takes(a, freezes) && MaySee(request, a), cancellation);
        var views = await Task.WhenAll(accounts.Select(async a => ConnectionView.Of(await ScheduledAsync(a, cancellation), freezes)));
        return Answer.Ok(new ConnectionList(views, next is null ? null : Page.Cursor(next.ToString())), AnswersJson.Default.ConnectionList);
    }

    private async Task<Answer> LookAsync(ProductRequest request, CancellationToken cancellation)
    {
        if (ConnectionFilter.Unknown(request, "tenant") is { } unknown)
            return unknown;
        if (!TenantId.TryParse(request.Query("tenant"), out var tenant))
            return ConnectionFilter.NoTenant;
        if (OnboardingId.Parse(request.Path("connectionId")) is not { } id)
            return new Refusal(Errors.ConnectionNotFound);
        var freezes = FreezesInForce.ReadAsync(table, cancellation);
        var account = await AccountRecord.FindAsync(table, tenant, id.Value, cancellation);
        var inForce = await freezes;
        if (account is null)
            return new Refusal(Errors.ConnectionNotFound);
        return settings.ProductCallers?.RefuseProfile(request.Caller, account.Profile.Name) is { } refusal
            ? refusal
            : Answer.Ok(ConnectionView.Of(account, inForce), AnswersJson.Default.ConnectionView);
    }

    // When a connection was last checked is in its schedule, if that check found the same as the one before. An account that is being deleted can have none.
    private async Task<AccountRecord> ScheduledAsync(AccountRecord account, CancellationToken cancellation) =>
        await table.GetAsync(Keys.Schedule(account.Tenant, account.Id), cancellation) is { } schedule ? account with { Schedule = Schedule.Of(schedule) } : account;

    private bool MaySee(ProductRequest request, AccountRecord account) => settings.ProductCallers?.MaySee(request.Caller, account.Profile.Name) is not false;
}
