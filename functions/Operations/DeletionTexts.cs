using Onboarding.Functions.Accounts;

namespace Onboarding.Functions.Operations;

/// <summary>What a delete takes and leaves, for people.</summary>
internal static class DeletionTexts
{
    public static IReadOnlyList<Text> Deleted(AccountRecord? account)
    {
        Text onboarding = new("the onboarding's data and its place in every list", "接続手続きの内容と、一覧からの表示");
        return account?.Status switch
        {
            null => [onboarding],
            AccountStatus.Degraded => [Account, new("the claim on its role", "ロールの登録 (他の接続で使用できないようにする記録)"), onboarding],
            _ => [Account, onboarding],
        };
    }

    /// <summary>The vendor can't delete the role in the customer's account: the reader must know that it can still exist.</summary>
    public static IReadOnlyList<Text> Kept(AccountRecord? account)
    {
        Text audit = new("the audit trail, with this deletion as its last entry", "監査証跡 (この削除が最後の記録になります)");
        Text id = new("the ID, so that its external ID is never given out again", "ID (同じ外部 ID が再び発行されないようにするため)");
        return account is null
            ? [audit, id]
            :
            [
                audit,
                id,
                new(
                    $"the role {account.Role.Value} in the customer's AWS account, if it is still there: only the customer can delete it",
                    $"お客様の AWS アカウントに残っている場合はロール {account.Role.Value} (削除できるのはお客様だけです)"),
            ];
    }

    private static Text Account => new("the account and its place in the group's count", "アカウントの項目と、グループのアカウント数");
}
