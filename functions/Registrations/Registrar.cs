using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Invitations;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Templates;

namespace Onboarding.Functions.Registrations;

/// <summary>The result of a registration: the account, and whether this call created it; or the reason why there is none.</summary>
internal sealed record Registration(AccountRecord? Account, bool IsNew = false, Refusal? Refusal = null);

/// <summary>Registers a proven connection, all or nothing: the onboarding is used up, the account exists, its role is claimed, its AWS account is held, its group counts it, its events and the audit are written.</summary>
internal sealed class Registrar(Table table, TenantLimits limits)
{
    /// <summary>The first re-check comes soon: by then, changes that the negative probes were too early to see are visible everywhere in IAM.</summary>
    private static readonly TimeSpan s_firstCheck = TimeSpan.FromMinutes(10);

    /// <summary>The account of a completed onboarding while it is connected; null once it is detached or closed.</summary>
    public static async Task<AccountRecord?> FindLiveAccountAsync(Table table, OnboardingRecord onboarding, CancellationToken cancellation) =>
        await AccountRecord.FindAsync(table, onboarding.Tenant, onboarding.Id.Value, cancellation) is { Status: AccountStatus.Active or AccountStatus.Degraded } account
            ? account
            : null;

    /// <summary>Registers.</summary>
    /// <param name="onboarding">The onboarding as it was read.</param>
    /// <param name="submission">What was proven.</param>
    /// <param name="verdict">By which evidence.</param>
    /// <param name="by">Who asked for it, for the audit.</param>
    /// <param name="language">The language of the tenant's people.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <param name="holders">Who holds the AWS account, when it has been asked already.</param>
    public Task<Registration> RegisterAsync(
        OnboardingRecord onboarding,
        Submission submission,
        Verdict verdict,
        string by,
        Language language,
        DateTimeOffset now,
        CancellationToken cancellation,
        Task<IReadOnlyList<Holder>>? holders = null) => RegisterAsync(onboarding, submission, verdict, by, language, now, holders, restoresGroup: false, cancellation);

    private async Task<Registration> RegisterAsync(
        OnboardingRecord onboarding,
        Submission submission,
        Verdict verdict,
        string by,
        Language language,
        DateTimeOffset now,
        Task<IReadOnlyList<Holder>>? holders,
        bool restoresGroup,
        CancellationToken cancellation)
    {
        if (OnboardingsFeature.WhyUnusable(onboarding, now) is { } unusable)
            return new Registration(null, Refusal: unusable);
        var decision = new Decision(Decisions.Registered, by, now) { Check = verdict.Check }
            .With("roleArn", submission.RoleArn.Value).With("stackId", verdict.Stack?.Value).With("accountName", submission.AccountName.Value).With("groupId", onboarding.GroupId);
        var (head, entries) = onboarding.Ledger.Append(decision);
        var account = AccountOf(onboarding, submission, verdict, now, head, language);
        holders ??= new Holders(table).OfAsync(account.Role.AccountId, cancellation);
        var notices = await new ConnectedElsewhere(table).WithRegistrationAsync(account, await holders, now, cancellation);
        var (rolePk, roleSk) = Keys.Role(account.Role);
        // An invitation that was revoked meanwhile registers nothing, even if the sweeper continues its submission.
        Change? invited = submission.InvitationId is { } invitationId ? InvitationRecord.Used(onboarding.Id, invitationId, now) : null;
        var count = TenantCounts.Registered(account.Tenant, limits, restoresGroup);
        Obstacles? obstacles;
        try
        {
            obstacles = await table.TransactAsync(
                [
                    table.Replace(Completed(onboarding, account).ToItem(), onboarding.Unchanged),
                    table.Add(account.ToItem()),
                    table.Add(new Item(rolePk, roleSk).With("accountId", account.Id).With("tenant", account.Tenant.Value)),
                    table.Update(restoresGroup ? GroupCount.PlusAndRestore(account.Tenant, account.GroupId) : GroupCount.Plus(account.Tenant, account.GroupId)),
                    table.Update(count),
                    table.Add(account.Schedule.ToItem()),
                    table.Add(Secret.ToItem(account, onboarding.PendingExternalId)),
                    table.Add(Outbox.Event(EventTypes.AccountRegistered, account, now)),
                    table.Add(Holder.Of(account)),
                    .. invited is null ? Array.Empty<TransactWriteItem>() : [table.Update(invited)],
                    .. notices.Select(n => table.Add(n.Event)),
                    .. entries.Select(table.Add),
                ],
                cancellation);
        }
        catch (ItemTooLargeException) when (verdict.Check.HasFindings)
        {
            FindingBounds.Dropped(onboarding.Tenant, onboarding.Id.Value, verdict.Check);
            return await RegisterAsync(onboarding, submission, verdict with { Check = verdict.Check.WithoutFindings() }, by, language, now, holders, restoresGroup, cancellation);
        }

        if (obstacles is null)
        {
            Metrics.Add(Metric.Registered);
            foreach (var notice in notices)
                ConnectedElsewhere.Count(account, notice);
            return new Registration(account, IsNew: true);
        }

        if (obstacles.At(Keys.Onboarding(onboarding.Id)) is { } changed)
            return await LostRaceAsync(changed, onboarding, submission, verdict, by, language, now, cancellation);
        // A group that was deleted comes back with the account; one that came back meanwhile is there already.
        var group = obstacles.At(Keys.Group(account.Tenant, account.GroupId));
        if (group is { Item: { } found } && found.OptionalTime("deletedAt") is not null != restoresGroup)
            return await RegisterAsync(onboarding, submission, verdict, by, language, now, holders, !restoresGroup, cancellation);
        return new Registration(null, Refusal: group is not null ? new Refusal(Errors.GroupNotFound)
            : obstacles.At(count.Key) is not null ? LimitReached.Accounts(limits)
            : invited is not null && obstacles.At(invited.Key) is not null ? new Refusal(Errors.InvitationNotFound)
            : new Refusal(Errors.RoleAlreadyRegistered));
    }

    /// <summary>Another request was faster, or the onboarding ended meanwhile.</summary>
    private async Task<Registration> LostRaceAsync(
        Obstacle changed, OnboardingRecord read, Submission submission, Verdict verdict, string by, Language language, DateTimeOffset now, CancellationToken cancellation)
    {
        if (changed.Item is null || OnboardingRecord.Of(changed.Item) is not { DeletedAt: null } onboarding || onboarding.Tenant != read.Tenant)
            return new Registration(null, Refusal: new Refusal(Errors.OnboardingNotFound));
        if (string.Equals(onboarding.RegisteredRoleArn, submission.RoleArn.Value, StringComparison.Ordinal)
            && await FindLiveAccountAsync(table, onboarding, cancellation) is { } registered)
            return new Registration(registered);
        // Where something else was decided meanwhile, such as that another paste was refused, what was proven is proven still.
        return await RegisterAsync(onboarding, submission, verdict, by, language, now, cancellation);
    }

    private static OnboardingRecord Completed(OnboardingRecord onboarding, AccountRecord account) => onboarding with
    {
        Status = OnboardingStatus.Completed,
        ExternalId = null,
        Submission = null,
        SubmittedAt = null,
        LastRefusal = null,
        RegisteredRoleArn = account.Role.Value,
        Audit = account.Audit,
    };

    private static AccountRecord AccountOf(
        OnboardingRecord onboarding, Submission submission, Verdict verdict, DateTimeOffset now, AuditHead audit, Language language) => new()
    {
        Id = onboarding.Id.Value,
        Tenant = onboarding.Tenant,
        GroupId = onboarding.GroupId,
        Name = submission.AccountName.Value,
        Role = submission.RoleArn,
        Stack = verdict.Stack,
        Region = verdict.Stack?.Region ?? onboarding.Region,
        Profile = onboarding.Profile,
        Features = verdict.Features ?? onboarding.Features,
        Parameters = verdict.Parameters ?? onboarding.Parameters,
        ManagedPolicies = verdict.ManagedPolicies ?? ParameterValues.None,
        TemplateVersion = verdict.TemplateVersion ?? onboarding.TemplateVersion,
        PermissionsBoundaryArn = onboarding.PermissionsBoundaryArn,
        ConnectedFor = onboarding.ConnectedFor,
        Consent = submission.Consent,
        Way = verdict.Way ?? CreationWay.Of(verdict.Stack is not null, tag: null),
        Status = AccountStatus.Active,
        LastCheck = LastCheck.Of(verdict.Check, audit.Sequence),
        Language = language,
        CreatedAt = now,
        Schedule = new Schedule { Tenant = onboarding.Tenant, AccountId = onboarding.Id.Value, DueAt = now + s_firstCheck },
        Audit = audit,
    };
}
