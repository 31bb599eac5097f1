using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Functions.Accounts;

/// <summary>What people read of an event, in both languages.</summary>
internal static class EventTexts
{
    /// <summary>The messages of an account's event, for the account after the change.</summary>
    /// <param name="detailType">What happened: one of <see cref="EventTypes"/>.</param>
    /// <param name="account">The account.</param>
    /// <param name="findings">What the check found that broke the connection; null for none.</param>
    public static EventMessages Of(string detailType, AccountRecord account, IReadOnlyList<Finding>? findings = null)
    {
        var (subject, body) = Texts(detailType, account, findings ?? []);
        return Messages(subject, body);
    }

    private static (Text Subject, Text Body) Texts(string detailType, AccountRecord account, IReadOnlyList<Finding> findings) => detailType switch
    {
        EventTypes.AccountRegistered => Registered(account),
        EventTypes.AccountConnectedElsewhere => ConnectedElsewhere(account),
        EventTypes.AccountDegraded => Degraded(account, findings),
        EventTypes.AccountRecovered => Recovered(account),
        EventTypes.AccountPaused => Paused(account),
        EventTypes.AccountResumed => Resumed(account),
        EventTypes.AccountDetached => Detached(account),
        EventTypes.CleanupReminder => Reminder(account),
        EventTypes.CleanupConfirmed => Unreachable(account),
        EventTypes.AccountClosed => Closed(account),
        EventTypes.TemplateUpdateAvailable => UpdateAvailable(account),
        _ => throw new ArgumentOutOfRangeException(nameof(detailType), detailType, "There is no such event of an account."),
    };

    private static (Text, Text) Registered(AccountRecord account) => (
        new($"AWS account {account.Role.AccountId} is connected", $"AWS アカウント {account.Role.AccountId} を接続しました"),
        new(
            $"{NameEn(account)} is connected through the role {account.Role.Name}. We check the connection regularly.",
            $"{NameJa(account)}をロール {account.Role.Name} で接続しました。接続は定期的に確認されます。"));

    // Never who: one tenant learns nothing about another.
    private static (Text, Text) ConnectedElsewhere(AccountRecord account) => (
        new($"AWS account {account.Role.AccountId} was also connected by someone else", $"AWS アカウント {account.Role.AccountId} が別の利用者からも接続されました"),
        new(
            $"{NameEn(account)} is connected by you, and another organization has now connected the same AWS account. Your connection is not affected. If you expected this, no action is needed. If not, sign in to that AWS account and look for a recently created stack or IAM role with a name like yours ({account.Role.Name}). Deleting it ends the other connection.",
            $"{NameJa(account)}はお客様が接続していますが、同じ AWS アカウントが別の組織からも接続されました。お客様の接続への影響はありません。心当たりがある場合、必要な操作はありません。心当たりがない場合は、対象の AWS アカウントにサインインし、お客様のロール ({account.Role.Name}) と似た名前の、最近作成されたスタックまたは IAM ロールを確認してください。削除すると、別の組織の接続は終了します。"));

    private static (Text, Text) Degraded(AccountRecord account, IReadOnlyList<Finding> findings)
    {
        var reason = Errors.Find(account.LastCheck.Code);
        // The reason's title doesn't say who else can use the role.
        var (english, japanese) = FindingText.Joined(FindingText.OfTrust(findings));
        return (
            new($"The connection to AWS account {account.Role.AccountId} is broken", $"AWS アカウント {account.Role.AccountId} の接続に問題があります"),
            new(
                $"The check of {NameEn(account)} failed: {reason?.Title.English} ({account.LastCheck.Code}).{(english.Length > 0 ? " " : "")}{english} Check the role {account.Role.Name} in that account. Once it's fixed, the next check clears this alert.",
                $"{NameJa(account)}の確認に失敗しました: {reason?.Title.Japanese} ({account.LastCheck.Code})。{japanese}対象アカウントのロール {account.Role.Name} を確認してください。修正されると、次回の確認で自動的に回復します。"));
    }

    private static (Text, Text) Recovered(AccountRecord account) => (
        new($"The connection to AWS account {account.Role.AccountId} works again", $"AWS アカウント {account.Role.AccountId} の接続が回復しました"),
        new(
            $"The check of {NameEn(account)} passed again. No action is needed.",
            $"{NameJa(account)}の確認が再び成功しました。必要な操作はありません。"));

    private static (Text, Text) Paused(AccountRecord account) => (
        new($"The connection to AWS account {account.Role.AccountId} was paused", $"AWS アカウント {account.Role.AccountId} の接続を一時停止しました"),
        new(
            $"{NameEn(account)} was paused. We won’t access the account until you resume the connection, except to check it. Sessions that are already in use end within an hour.",
            $"{NameJa(account)}を一時停止しました。再開するまで、接続の確認を除き、アカウントにはアクセスしません。すでに使用中のセッションは 1 時間以内に終了します。"));

    private static (Text, Text) Resumed(AccountRecord account) => (
        new($"The connection to AWS account {account.Role.AccountId} was resumed", $"AWS アカウント {account.Role.AccountId} の接続を再開しました"),
        new(
            $"{NameEn(account)} was resumed and can be used again.",
            $"{NameJa(account)}を再開しました。接続を再び使用できます。"));

    private static (Text, Text) Detached(AccountRecord account)
    {
        var cleanup = Cleanup(Leftover.Of(account));
        return (
            new($"AWS account {account.Role.AccountId} was detached: cleanup needed", $"AWS アカウント {account.Role.AccountId} の接続を解除しました: AWS 側のリソースを削除してください"),
            new(
                $"{NameEn(account)} was detached and is no longer used. {cleanup.English}",
                $"{NameJa(account)}の接続を解除しました。今後この接続は使用されません。{cleanup.Japanese}"));
    }

    private static (Text, Text) Reminder(AccountRecord account)
    {
        var cleanup = Cleanup(Leftover.Of(account));
        return (
            new($"Reminder {account.Cleanup.Reminders}: clean up in AWS account {account.Role.AccountId}", $"お知らせ ({account.Cleanup.Reminders} 回目): AWS アカウント {account.Role.AccountId} のクリーンアップ"),
            new(
                $"{NameEn(account)} was detached on {account.DetachedAt:yyyy-MM-dd}, but its role can still be assumed. {cleanup.English}",
                $"{NameJa(account)}の接続は {account.DetachedAt:yyyy-MM-dd} に解除されましたが、ロールをまだ引き受けることができます。{cleanup.Japanese}"));
    }

    // Never "deleted": all that is known is that the role cannot be assumed.
    private static (Text, Text) Unreachable(AccountRecord account) => (
        new($"The role in AWS account {account.Role.AccountId} can no longer be assumed", $"AWS アカウント {account.Role.AccountId} のロールにアクセスできなくなりました"),
        new(
            $"The role {account.Role.Name} of {NameEn(account)} couldn't be assumed in {account.Cleanup.Denials} attempts since {account.Cleanup.UnreachableSince:yyyy-MM-dd HH:mm} UTC. There will be no more reminders.",
            $"{NameJa(account)}のロール {account.Role.Name} は、{account.Cleanup.UnreachableSince:yyyy-MM-dd HH:mm} UTC から {account.Cleanup.Denials} 回の確認で引き受けられませんでした。今後、お知らせは届きません。"));

    private static (Text, Text) UpdateAvailable(AccountRecord account)
    {
        var difference = account.AvailableVersion is { } to && account.Profile.FindVersion(account.TemplateVersion) is { } from ? TemplateUpdateView.Summary(account, from, to) : default;
        return (
            new($"An update for AWS account {account.Role.AccountId} is available", $"AWS アカウント {account.Role.AccountId} のテンプレートを更新できます"),
            new(
                $"{NameEn(account)} was connected with version {account.TemplateVersion} of the template. {difference.English} The connection keeps working as it is; the account’s page shows what changes and the link that updates the stack.",
                $"{NameJa(account)}は、テンプレートのバージョン {account.TemplateVersion} で接続されています。{difference.Japanese}現在の接続はそのまま使用できます。変更内容とスタックの更新リンクは、アカウントのページで確認できます。"));
    }

    private static (Text, Text) Closed(AccountRecord account) => (
        new($"The connection to AWS account {account.Role.AccountId} has ended", $"AWS アカウント {account.Role.AccountId} の接続を終了しました"),
        new(
            $"The connection of {NameEn(account)} has ended. To connect the account again, start a new connection.",
            $"{NameJa(account)}の接続は終了しました。もう一度接続するには、新しい接続を開始してください。"));

    /// <summary>What to clean up, with the steps, the page in the console and the command.</summary>
    public static Text Cleanup(Leftover left)
    {
        var (english, japanese) = (CleanupView.Of(left, Language.English), CleanupView.Of(left, Language.Japanese));
        return new(Message(english, "Console", "AWS CLI", "If the stack is gone"), Message(japanese, "コンソール", "AWS CLI", "スタックがない場合"));
    }

    private static string Message(CleanupView cleanup, string console, string commandLine, string otherwise)
    {
        var steps = string.Concat(cleanup.Steps.Select((step, index) => $"\n{index + 1}. {step}"));
        var role = cleanup.StackState == StackRemains.Unknown ? $"\n\n{otherwise}:\n{console}: {cleanup.RoleUrl}\n{commandLine}: {cleanup.RoleCliCommand}" : "";
        return $"{cleanup.Text}\n{steps}\n\n{console}: {cleanup.ConsoleUrl}\n{commandLine}: {cleanup.CliCommand}{role}";
    }

    private static string NameEn(AccountRecord account) => $"“{account.Name}” (AWS account {account.Role.AccountId})";

    private static string NameJa(AccountRecord account) => $"「{account.Name}」(AWS アカウント {account.Role.AccountId}) ";

    /// <summary>A message in both languages.</summary>
    public static EventMessages Messages(Text subject, Text body) =>
        new(new EventMessage(subject.English, body.English), new EventMessage(subject.Japanese, body.Japanese));
}
