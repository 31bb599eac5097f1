using Onboarding.Functions.Accounts;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Verification;

/// <summary>Registers a proven connection, all or nothing: the onboarding is used up, the account exists, its role is claimed, its group counts it, its event is written.</summary>
internal sealed class Registrar(Table table)
{
    /// <summary>The first re-check comes soon: by then IAM shows everywhere what the negative probes may have met too early to see.</summary>
    private static readonly TimeSpan s_firstCheck = TimeSpan.FromMinutes(10);

    /// <summary>The account of a completed onboarding while its connection stands; null when it was detached or closed since.</summary>
    public static async Task<AccountRecord?> FindLiveAccountAsync(Table table, OnboardingRecord onboarding, CancellationToken cancellation) =>
        await table.GetAsync(Keys.Account(onboarding.Tenant, onboarding.Id.Value), cancellation) is { } item
        && AccountRecord.Of(item) is { Status: AccountStatus.Active or AccountStatus.Degraded } account
            ? account
            : null;

    public async Task<Answer> RegisterAsync(
        OnboardingRecord onboarding, Submission submission, Verdict verdict, Request request, CancellationToken cancellation)
    {
        var account = AccountOf(onboarding, submission, verdict, request.Now);
        var (rolePk, roleSk) = Keys.Role(account.Role);
        var obstacles = await table.TransactAsync(
            [
                table.Update(Complete(onboarding, account, request.Now)),
                table.Add(account.ToItem()),
                table.Add(new Item(rolePk, roleSk).With("accountId", account.Id).With("tenant", account.Tenant.Value)),
                table.Update(GroupCount.PlusAndRestore(account.Tenant, account.GroupId)),
                table.Add(Outbox.Event(Outbox.AccountRegistered, account, request.Now)),
            ],
            cancellation);
        if (obstacles is null)
            return Answer.Created(AccountView.Of(account, request.Language), FunctionsJson.Api.AccountView);
        if (obstacles[0] is { } changed)
            return await LostRaceAsync(changed, account, request, cancellation);
        return new Refusal(obstacles[3] is null ? Errors.RoleAlreadyRegistered : Errors.GroupNotFound);
    }

    /// <summary>Another request was faster, or the onboarding ended meanwhile.</summary>
    private async Task<Answer> LostRaceAsync(Obstacle changed, AccountRecord account, Request request, CancellationToken cancellation)
    {
        if (changed.Item is null)
            return new Refusal(Errors.OnboardingNotFound);
        var onboarding = OnboardingRecord.Of(changed.Item);
        return string.Equals(onboarding.RegisteredRoleArn, account.Role.Value, StringComparison.Ordinal)
            && await FindLiveAccountAsync(table, onboarding, cancellation) is { } registered
                ? Answer.Ok(AccountView.Of(registered, request.Language), FunctionsJson.Api.AccountView)
                : OnboardingsFeature.WhyUnusable(onboarding, request.Now) ?? new Refusal(Errors.OnboardingCompleted);
    }

    private static Change Complete(OnboardingRecord onboarding, AccountRecord account, DateTimeOffset now) =>
        new Change(Keys.Onboarding(onboarding.Id))
        {
            Update = "SET #status = :completed, registeredRoleArn = :role, completedAt = :now REMOVE duePk, dueAt, accountName, roleArn, stackId",
            Condition = "tenant = :tenant AND #status IN (:pending, :verifying) AND expiresAt > :now",
        }
        .Named("status")
        .With("completed", OnboardingStatus.Completed)
        .With("pending", OnboardingStatus.Pending)
        .With("verifying", OnboardingStatus.Verifying)
        .With("tenant", onboarding.Tenant.Value)
        .With("role", account.Role.Value)
        .With("now", now);

    private static AccountRecord AccountOf(OnboardingRecord onboarding, Submission submission, Verdict verdict, DateTimeOffset now) => new()
    {
        Id = onboarding.Id.Value,
        Tenant = onboarding.Tenant,
        GroupId = onboarding.GroupId,
        Name = submission.AccountName.Value,
        Role = submission.RoleArn,
        ExternalId = onboarding.ExternalId,
        Stack = verdict.Stack,
        Region = verdict.Stack?.Region ?? onboarding.Region,
        Profile = onboarding.Profile,
        TemplateVersion = onboarding.TemplateVersion,
        Status = AccountStatus.Active,
        LastCheck = verdict.Check,
        CreatedAt = now,
        DueAt = now + s_firstCheck,
    };
}
