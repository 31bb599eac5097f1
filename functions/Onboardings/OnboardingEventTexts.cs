using Onboarding.Functions.Accounts;

namespace Onboarding.Functions.Onboardings;

/// <summary>What people read of an event about an onboarding that ended without an account, in both languages.</summary>
internal static class OnboardingEventTexts
{
    /// <summary>The messages of what happened to an onboarding that ended without an account.</summary>
    /// <param name="detailType">What happened: that it expired, a reminder, or that its role can no longer be assumed.</param>
    /// <param name="onboarding">The onboarding after the change.</param>
    public static EventMessages Of(string detailType, OnboardingRecord onboarding)
    {
        if (detailType == EventTypes.OnboardingExpired)
            return OfExpired(onboarding);
        var left = OnboardingOutbox.LeftoverOf(onboarding, onboarding.Created!);
        var (subject, body) = detailType == EventTypes.CleanupReminder ? Reminder(left, onboarding) : Unreachable(left, onboarding.Cleanup);
        return EventTexts.Messages(subject, body);
    }

    private static EventMessages OfExpired(OnboardingRecord onboarding) => EventTexts.Messages(
        new("Your AWS connection link expired", "AWS アカウントの接続手続きが期限切れになりました"),
        onboarding.Method == OnboardingMethod.Manual ? ExpiredByHand(onboarding) : ExpiredStack(onboarding));

    // People don't recognize a connection by its stack's name, so the text also has the account's name, if there is one.
    private static (string English, string Japanese) Named(OnboardingRecord onboarding) => onboarding.AccountName is { } name ? ($" (“{name}”)", $"「{name}」: ") : ("", "");

    private static Text ExpiredStack(OnboardingRecord onboarding) => new(
        $"The link for the stack {onboarding.RoleName}{Named(onboarding).English} expired on {onboarding.ExpiresAt:yyyy-MM-dd HH:mm} UTC. If you created the stack {onboarding.RoleName} in Region {onboarding.Region}, delete it: it can't be reused. To connect the account, start a new connection.",
        $"{Named(onboarding).Japanese}スタック名 {onboarding.RoleName} の接続手続きは、有効期限 ({onboarding.ExpiresAt:yyyy-MM-dd HH:mm} UTC) を過ぎました。リージョン {onboarding.Region} にスタック {onboarding.RoleName} を作成済みの場合は削除してください。再利用はできません。アカウントを接続するには、新しい接続を開始してください。");

    private static Text ExpiredByHand(OnboardingRecord onboarding) => new(
        $"The link for the role {onboarding.RoleName}{Named(onboarding).English} expired on {onboarding.ExpiresAt:yyyy-MM-dd HH:mm} UTC. If you created the role {onboarding.RoleName}, delete it and the policy that you created for it: they can't be reused. To connect the account, start a new connection.",
        $"{Named(onboarding).Japanese}ロール名 {onboarding.RoleName} の接続手続きは、有効期限 ({onboarding.ExpiresAt:yyyy-MM-dd HH:mm} UTC) を過ぎました。ロール {onboarding.RoleName} を作成済みの場合は、そのために作成したポリシーとともに削除してください。再利用はできません。アカウントを接続するには、新しい接続を開始してください。");

    private static (Text, Text) Reminder(Leftover left, OnboardingRecord onboarding)
    {
        var cleanup = EventTexts.Cleanup(left);
        var (english, japanese) = onboarding.Status == OnboardingStatus.Cancelled ? ("was canceled", "取り消されました") : ("expired", "期限切れになりました");
        return (
            new($"Reminder {onboarding.Cleanup.Reminders}: clean up in AWS account {left.Role.AccountId}", $"お知らせ ({onboarding.Cleanup.Reminders} 回目): AWS アカウント {left.Role.AccountId} のクリーンアップ"),
            new(
                $"The link to connect AWS account {left.Role.AccountId} {english} on {left.Since:yyyy-MM-dd}, but the role that it created still exists and can be assumed. {cleanup.English}",
                $"AWS アカウント {left.Role.AccountId} を接続するためのリンクは {left.Since:yyyy-MM-dd} に{japanese}が、作成されたロールが残っており、まだ引き受けることができます。{cleanup.Japanese}"));
    }

    // Never "deleted", as of an account.
    private static (Text, Text) Unreachable(Leftover left, CleanupProgress cleanup) => (
        new($"The role in AWS account {left.Role.AccountId} can no longer be assumed", $"AWS アカウント {left.Role.AccountId} のロールにアクセスできなくなりました"),
        new(
            $"The role {left.Role.Name} in AWS account {left.Role.AccountId} couldn't be assumed in {cleanup.Denials} attempts since {cleanup.UnreachableSince:yyyy-MM-dd HH:mm} UTC. There will be no more reminders.",
            $"AWS アカウント {left.Role.AccountId} のロール {left.Role.Name} は、{cleanup.UnreachableSince:yyyy-MM-dd HH:mm} UTC から {cleanup.Denials} 回の確認で引き受けられませんでした。今後、お知らせは届きません。"));
}
