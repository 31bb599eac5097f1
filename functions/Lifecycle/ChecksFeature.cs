using Onboarding.Functions.Accounts;
using Onboarding.Functions.Http;
using Onboarding.Functions.Inventory;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;
using Onboarding.Templates;

namespace Onboarding.Functions.Lifecycle;

/// <summary>What a tenant asks of its account's own AWS: to check the connection, to show its users.</summary>
internal sealed class ChecksFeature(Table table, AccountChecks checks, UsersRoute users, Settings settings)
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
        return done.Check is { } check ? Answer.Created(await ShowAsync(account, check, request.Language, cancellation), AnswersJson.Default.CheckView) : done.Refusal!;
    }

    // To restore the trust policy, people need it complete, with the external ID; it was shown to the same people when the role was created.
    private async Task<CheckView> ShowAsync(AccountRecord account, Check check, Language language, CancellationToken cancellation)
    {
        var view = CheckView.Of(check, language);
        if (check.Code != Errors.ExternalIdNotEnforced.Code && check.Code != Errors.RoleNotAssumable.Code)
            return view;
        var externalId = await Secret.ReadAsync(table, account, cancellation);
        return view with { TrustPolicy = ManualRole.TrustPolicy(settings.Vendor, settings.VendorRole.Partition.Name, externalId.Value) };
    }
}
