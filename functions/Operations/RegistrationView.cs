using Onboarding.Functions.Accounts;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Operations;

/// <summary>A registration as operators see it: an onboarding that has not become an account, or an account. Of one that cannot be read, only id, kind and state are certain.</summary>
internal sealed record RegistrationView
{
    public const string KindOnboarding = "onboarding";
    public const string KindAccount = "account";

    public required string Id { get; init; }

    /// <summary><c>onboarding</c> or <c>account</c>.</summary>
    public required string Kind { get; init; }

    public string? Tenant { get; init; }

    public string? GroupId { get; init; }

    public string? Name { get; init; }

    public string? AwsAccountId { get; init; }

    public string? RoleArn { get; init; }

    public string? StackId { get; init; }

    public string? Region { get; init; }

    public string? Profile { get; init; }

    /// <summary>The version of the template that the role was made from, or will be.</summary>
    public string? TemplateVersion { get; init; }

    /// <summary><c>stack</c> or <c>manual</c>.</summary>
    public string? Method { get; init; }

    /// <summary>An onboarding's or an account's status, <c>deleted</c>, or <c>unreadable</c>.</summary>
    public required string State { get; init; }

    /// <summary>Since when; of what is well or ended, since when it has been there.</summary>
    public UtcTime? Since { get; init; }

    public UtcTime? CreatedAt { get; init; }

    public CheckSummary? LastCheck { get; init; }

    /// <summary>How many reminders of the cleanup went out, once detached.</summary>
    public int? CleanupReminders { get; init; }

    public UtcTime? DeletedAt { get; init; }

    /// <summary>The ARN of the principal that deleted it.</summary>
    public string? DeletedBy { get; init; }

    /// <summary>Reads an item of either kind. One that cannot be read is shown as such: it must not hide the others of its list.</summary>
    /// <param name="item">The item.</param>
    /// <param name="schedule">The item of an account's schedule.</param>
    /// <param name="now">When.</param>
    public static RegistrationView Of(Item item, Item? schedule, DateTimeOffset now)
    {
        try
        {
            if (item.Text("pk").StartsWith(ItemKind.Account, StringComparison.Ordinal))
                return Of(AccountRecord.Of(item, Schedule.Of(schedule)));
            return item.Text("pk").StartsWith(ItemKind.Onboarding, StringComparison.Ordinal)
                ? Of(OnboardingRecord.Of(item), now)
                : throw new InvalidDataException("It is neither an onboarding nor an account.");
        }
        catch (InvalidDataException e)
        {
            return UnreadableItem.Of(item, e).View;
        }
    }

    public static RegistrationView Of(AccountRecord account) => new()
    {
        Id = account.Id,
        Kind = KindAccount,
        Tenant = account.Tenant.Value,
        GroupId = account.GroupId,
        Name = account.Name,
        AwsAccountId = account.Role.AccountId.Value,
        RoleArn = account.Role.Value,
        StackId = account.Stack?.Value,
        Region = account.Region,
        Profile = account.Profile.Name,
        TemplateVersion = account.TemplateVersion,
        Method = account.Stack is null ? OnboardingMethod.Manual : OnboardingMethod.Stack,
        State = account.ListedState,
        Since = UtcTime.Of(account.Since),
        CreatedAt = UtcTime.Of(account.CreatedAt),
        LastCheck = new CheckSummary(UtcTime.Of(account.CheckedAt), account.LastCheck.Outcome, account.LastCheck.Code),
        CleanupReminders = account.DetachedAt is null ? null : account.Cleanup.Reminders,
    };

    public static RegistrationView Of(OnboardingRecord onboarding, DateTimeOffset now)
    {
        var state = onboarding.StatusAt(now);
        return Base(onboarding) with
        {
            Name = onboarding.AccountName?.Value,
            AwsAccountId = onboarding.KnownAwsAccount?.Value,
            RoleArn = onboarding.Submission?.RoleArn.Value,
            StackId = onboarding.Submission?.StackId?.Value,
            State = state,
            Since = UtcTime.Of(state == OnboardingStatus.Expired ? onboarding.ExpiresAt : onboarding.CreatedAt),
        };
    }

    public static RegistrationView OfDeleted(OnboardingRecord onboarding) => Base(onboarding) with
    {
        Kind = onboarding.Status == OnboardingStatus.Completed ? KindAccount : KindOnboarding,
        State = Connection.Deleted,
        Since = UtcTime.Of(onboarding.DeletedAt ?? onboarding.CreatedAt),
        DeletedAt = UtcTime.Of(onboarding.DeletedAt),
        DeletedBy = onboarding.DeletedBy,
    };

    private static RegistrationView Base(OnboardingRecord onboarding) => new()
    {
        Id = onboarding.Id.Value,
        Kind = KindOnboarding,
        Tenant = onboarding.Tenant.Value,
        GroupId = onboarding.GroupId,
        Region = onboarding.Region,
        Profile = onboarding.Profile.Name,
        TemplateVersion = onboarding.TemplateVersion,
        Method = onboarding.Method,
        State = onboarding.Status,
        Since = UtcTime.Of(onboarding.CreatedAt),
        CreatedAt = UtcTime.Of(onboarding.CreatedAt),
    };
}

/// <summary>What the last check came to.</summary>
/// <param name="At">When it ran.</param>
/// <param name="Outcome">As <see cref="Check.Outcome"/>.</param>
/// <param name="Code">The error code, unless it passed.</param>
internal sealed record CheckSummary(UtcTime At, string Outcome, string? Code = null);

/// <summary>A page of registrations.</summary>
internal sealed record RegistrationList(IReadOnlyList<RegistrationView> Registrations, string? Cursor);

/// <summary>The answer to a delete.</summary>
/// <param name="Registration">As it was before.</param>
/// <param name="Deleted">What went, in the caller's language.</param>
/// <param name="Kept">What stays, in the caller's language.</param>
internal sealed record DeletionView(RegistrationView Registration, IReadOnlyList<string> Deleted, IReadOnlyList<string> Kept);
