using Onboarding.Functions.Audit;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts;

/// <summary>A tenant's own switch: while an account is paused, it gives out no sessions. Checks continue.</summary>
internal sealed class Pausing(Table table, Func<AccountRecord, TenantRequest, CancellationToken, Task<Answer>> show)
{
    /// <summary>Pauses an account; one that is paused stays so.</summary>
    public Task<Answer> PauseAsync(TenantRequest request, CancellationToken cancellation) => SwitchAsync(
        request,
        (now, by) => now.PausedAt is not null ? null : Decide(now with { PausedAt = request.Now, PausedBy = by }, by, Decisions.Paused, EventTypes.AccountPaused, request),
        cancellation);

    /// <summary>Lets an account be used again; one that is not paused stays so.</summary>
    public Task<Answer> ResumeAsync(TenantRequest request, CancellationToken cancellation) => SwitchAsync(
        request,
        (now, by) => now.PausedAt is null ? null : Decide(now with { PausedAt = null, PausedBy = null }, by, Decisions.Resumed, EventTypes.AccountResumed, request),
        cancellation);

    private async Task<Answer> SwitchAsync(TenantRequest request, Func<AccountRecord, string, AccountDecision?> decide, CancellationToken cancellation)
    {
        if (await AccountsFeature.FindAsync(table, request.Tenant, request.Path("accountId"), cancellation) is not { } account)
            return new Refusal(Errors.AccountNotFound);
        var by = await request.ByAsync(cancellation);
        var decided = await new AccountDecisions(table).WriteAsync(account, now => IsConnected(now) ? decide(now, by) : null, cancellation);
        return decided.Account switch
        {
            null => new Refusal(Errors.AccountNotFound),
            var now when !IsConnected(now) => new Refusal(Errors.AccountDetached),
            var now => await show(now, request, cancellation),
        };
    }

    private AccountDecision Decide(AccountRecord account, string by, string decision, string detailType, TenantRequest request) => new(
        account with { Language = request.Language },
        new Decision(decision, by, request.Now),
        (decided, _) => [table.Add(Outbox.Event(detailType, decided, request.Now))]);

    private static bool IsConnected(AccountRecord account) => account.Status is AccountStatus.Active or AccountStatus.Degraded;
}
