using Onboarding.Functions.Accounts;
using Onboarding.Functions.Http;
using Onboarding.Functions.Inventory;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Lifecycle;

/// <summary>What a tenant asks of its account's own AWS: to check the connection, to show its users.</summary>
internal sealed class ChecksFeature(Table table, AccountChecks checks, UsersRoute users)
{
    public Task<Answer> HandleAsync(TenantRequest request, CancellationToken cancellation) => request.RouteKey switch
    {
        "POST /v1/accounts/{accountId}/checks" => CheckAsync(request, cancellation),
        "GET /v1/accounts/{accountId}/users" => users.ListAsync(request, cancellation),
        _ => Task.FromResult<Answer>(Refusal.Of(Errors.MethodNotAllowed, request.RouteKey)),
    };

    private async Task<Answer> CheckAsync(TenantRequest request, CancellationToken cancellation)
    {
        if (await AccountsFeature.FindAsync(table, request.Tenant, request.Path("accountId"), cancellation) is not { } account)
            return new Refusal(Errors.AccountNotFound);
        var done = await checks.RunAsync(account, await request.ByAsync(cancellation), request.Now, cancellation);
        return done.Check is { } check ? Answer.Created(CheckView.Of(check, request.Language), AnswersJson.Default.CheckView) : done.Refusal!;
    }
}
