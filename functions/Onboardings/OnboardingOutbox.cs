using Onboarding.Functions.Accounts;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Onboardings;

/// <summary>The events of onboardings, as items of the outbox.</summary>
internal static class OnboardingOutbox
{
    /// <summary>The item of an event of an onboarding that ended without an account, with the onboarding after the change. The stack's ID is not in it: it proves consent, and nothing was registered.</summary>
    /// <param name="detailType">What happened: that it expired, a reminder, or that its role can no longer be assumed.</param>
    /// <param name="onboarding">The onboarding.</param>
    /// <param name="now">When.</param>
    public static Item Event(string detailType, OnboardingRecord onboarding, DateTimeOffset now)
    {
        var (messages, created) = (OnboardingEventTexts.Of(detailType, onboarding), onboarding.Created);
        return Outbox.ToItem(detailType, now, new EventDetail
        {
            Tenant = onboarding.Tenant.Value,
            AccountId = onboarding.Id.Value,
            AccountName = onboarding.AccountName?.Value,
            GroupId = onboarding.GroupId,
            AwsAccountId = created?.Role.AccountId.Value,
            RoleArn = created?.Role.Value,
            Region = onboarding.Region,
            Profile = onboarding.Profile.Name,
            Status = onboarding.Status,
            Code = onboarding.LastRefusal,
            Reminder = detailType == EventTypes.CleanupReminder ? onboarding.Cleanup.Reminders : null,
            Cleanup = detailType == EventTypes.CleanupReminder ? CleanupView.Of(LeftoverOf(onboarding, created!), onboarding.Language) : null,
            Language = LanguageTag.Of(onboarding.Language),
            Message = messages.In(onboarding.Language),
            Messages = messages,
            Audit = onboarding.Audit!,
        }, Outbox.KeyOf(detailType, now, onboarding.Id.Value, onboarding.Audit!));
    }

    /// <summary>The possible remains of an onboarding that was canceled or has expired.</summary>
    /// <remarks>The stack's ID is not shown: it proves consent, and nothing was registered.</remarks>
    public static Leftover LeftoverOf(OnboardingRecord onboarding, CreatedRole created) => new(
        created.Role,
        onboarding.Region,
        onboarding.Method == OnboardingMethod.Manual ? null : new LeftStack(created.Stack?.StackName ?? onboarding.RoleName, created.Stack?.Region ?? onboarding.Region, Id: null),
        onboarding.Cleanup.Remains,
        onboarding.EndedAt ?? onboarding.ExpiresAt);
}
