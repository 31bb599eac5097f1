using Onboarding.Ops.Audit;

namespace Onboarding.Ops.Texts;

/// <summary>Texts about work in progress and its results.</summary>
internal static class Messages
{
    public static readonly Text Listing = new("Listing registrations: {0}", "登録を取得しています: {0} 件");
    public static readonly Text Looking = new("Checking registrations: {0}", "登録を確認しています: {0} 件");
    public static readonly Text Deleting = new("Deleting registrations: {0}", "登録を削除しています: {0} 件");
    public static readonly Text Checking = new("Checking the connection", "接続をチェックしています");
    public static readonly Text CheckingMany = new("Checking connections: {0} done", "接続をチェックしています: {0} 件完了");
    public static readonly Text CheckedSum = new("{0} checked, {1} passed.", "{0} 件をチェックし、{1} 件が合格しました。");
    public static readonly Text AndMore = new("{0} more", "ほか {0} 件");
    public static readonly Text Counting = new("Counting: {0} rows", "集計しています: {0} 行");
    public static readonly Text NothingMinted = new("No links were created from {0} to {1}.", "{0} から {1} までに作成されたリンクはありません。");
    public static readonly Text Total = new("total", "合計");
    public static readonly Text CountedFrom = new("Links created from {0} to {1} (UTC), by what became of them since.", "{0} から {1} まで (UTC) に作成されたリンクの、現在までの結果です。");
    public static readonly Text VersionsSum = new("{0} accounts, {1} of them with an earlier version.", "{0} 件のうち {1} 件が以前のバージョンです。");
    public static readonly Text Sweeping = new("Sweeping: {0} finished", "スイーパーを実行しています: {0} 件完了");
    public static readonly Text Examining = new("Checking the deployment: {0} done", "デプロイを確認しています: {0} 件完了");
    public static readonly Text Examined = new("{0} checked, {1} to fix, {2} skipped.", "{0} 件を確認しました。要対応 {1} 件、対象外 {2} 件。");
    public static readonly Text Redriving = new("Delivering events again: {0}", "イベントを再送しています: {0} 件");
    public static readonly Text Verifying = new("Verifying audit trails: {0}", "監査証跡を検証しています: {0} 件");

    public static readonly Text NoRegistrations = new("No registrations found.", "該当する登録はありません。");
    public static readonly Text NothingFrozen = new("Nothing is frozen.", "凍結はありません。");
    public static readonly Text SessionsUntil = new("No more sessions are given out. Those that are in use end by {0}.", "今後セッションは発行されません。使用中のセッションは {0} までに終了します。");
    public static readonly Text NoSessions = new("No more sessions are given out.", "今後セッションは発行されません。");
    public static readonly Text Days = new("{0} d", "{0} 日");
    public static readonly Text Hours = new("{0} h", "{0} 時間");
    public static readonly Text Minutes = new("{0} min", "{0} 分");

    public static readonly Text InUse = new(
        "In use ({0}). Only ended or degraded registrations can be deleted: its tenant must discard or detach it first.", "使用中です ({0})。削除できるのは、終了したものと degraded のものだけです。先にテナントが取り消しまたは解除を行う必要があります。");

    public static readonly Text Unreadable = new(
        "The API can't read it: deploy the latest version, or search its log for “An item cannot be read”.", "API が読み取れません。最新のバージョンをデプロイするか、ログの「An item cannot be read」を確認してください。");

    public static readonly Text GoesAccount = new("the account and its place in the group's count", "アカウントの項目と、グループのアカウント数");
    public static readonly Text GoesClaim = new("the claim on its role", "ロールの登録 (他の接続で使用できないようにする記録)");
    public static readonly Text GoesOnboarding = new("the onboarding's data and its place in every list", "接続手続きの内容と、一覧からの表示");
    public static readonly Text StaysAudit = new("the audit trail, plus an entry that shows who deleted it", "監査証跡 (誰が削除したかの記録が加わります)");
    public static readonly Text StaysTombstone = new("the ID, so that its external ID is never given out again", "ID (同じ外部 ID が再び発行されないようにするため)");
    public static readonly Text StaysRole = new("the role {0} in the customer's AWS account, which only the customer can delete", "お客様の AWS アカウントにあるロール {0} (削除できるのはお客様だけです)");
    public static readonly Text WouldGo = new("would go: {0}", "削除対象: {0}");
    public static readonly Text Gone = new("gone: {0}", "削除済み: {0}");
    public static readonly Text Stays = new("stays: {0}", "残るもの: {0}");
    public static readonly Text StoppedSum = new("{0} deleted, {1} refused, then stopped. Check {2} and the ones after it, which were not tried.", "{0} 件を削除しました。{1} 件は拒否され、その後中断しました。{2} と、実行していないその後の登録を確認してください。");
    public static readonly Text DeletedSum = new("{0} deleted, {1} refused.", "{0} 件を削除しました。{1} 件は拒否されました。");

    public static readonly Text DryRunSum = new(
        "Dry run: {0} to delete, {1} refused. Run again with --execute to delete permanently.", "試行: 削除対象は {0} 件、拒否されるものは {1} 件です。完全に削除するには --execute を付けて再度実行してください。");

    public static readonly Text Finding = new("{0}, {1}: {2} {3}", "{0}、{1}: {2} {3}");
    public static readonly Text SweepLeft = new("Some work is left and will be retried automatically. If this continues, check the sweeper's log.", "未完了のものがあります。自動的に再試行されます。続く場合はスイーパーのログを確認してください。");
    public static readonly Text NotVerified = new("Not verified. To verify it, run “audit verify {0}”.", "表示のみで、検証はしていません。検証するには「audit verify {0}」を実行してください。");
    public static readonly Text VerifiedSum = new("{0} sound, {1} changed.", "正常 {0} 件、改変あり {1} 件。");
    public static readonly Text VerifiedSumNotAll = new("{0} sound, {1} changed, {2} not verified.", "正常 {0} 件、改変あり {1} 件、未検証 {2} 件。");

    public static readonly Text NoPseudonyms = new(
        "Tenant {0} has no key: no one was ever recorded, or the key was destroyed.", "テナント {0} には鍵がありません。利用者の記録がないか、鍵が破棄されています。");

    public static readonly Text WouldErase = new(
        "Dry run: the key of tenant {0} would be destroyed. Run again with --execute to destroy it permanently.",
        "試行: テナント {0} の鍵を破棄します。実際に破棄するには --execute を付けてください。元には戻せません。");

    /// <summary>Whether there was a key to destroy.</summary>
    public static Text Erased(bool erased) => erased
        ? new(
            "The key of tenant {0} was destroyed. Functions that had read it forget it within 5 minutes, backups of the table within 35 days. Connections that are still active keep the requester that their stack shows.",
            "テナント {0} の鍵を破棄しました。鍵を読み込み済みの関数からは 5 分以内に、テーブルのバックアップからは 35 日以内に失われます。有効な接続には、スタックに表示される依頼者が残ります。")
        : new("Tenant {0} has no key. Nothing to destroy.", "テナント {0} には鍵がありません。破棄するものはありません。");

    /// <summary>How many registrations there are.</summary>
    public static Text Count(int count) => new(count == 1 ? "{0} registration" : "{0} registrations", "{0} 件");

    /// <summary>How many were written, and to which file.</summary>
    public static Text Written(int count) => new(count == 1 ? "{0} registration written to {1}." : "{0} registrations written to {1}.", "{0} 件を {1} に書き出しました。");

    /// <summary>That a trail of so many entries is sound.</summary>
    public static Text Sound(int entries) => new(entries == 1 ? "{0}: sound, {1} entry, head {2}" : "{0}: sound, {1} entries, head {2}", "{0}: 正常、{1} 件、末尾のハッシュ {2}");

    /// <summary>A result of a deletion.</summary>
    public static Text Result(string result) => result switch
    {
        "deleted" => new("deleted", "削除済み"),
        "refused" => new("refused", "拒否"),
        "failed" => new("failed, possibly deleted", "失敗 (削除された可能性があります)"),
        "would-be-deleted" => new("would be deleted", "削除対象"),
        "would-be-refused" => new("would be refused", "拒否される見込み"),
        _ => new("already deleted", "既に削除済み"),
    };

    /// <summary>What is wrong with an entry: {0} is its number, {1} the member that differs.</summary>
    public static Text Flaw(FlawKind kind) => kind switch
    {
        FlawKind.Missing => new("entry {0} is missing", "{0} 番の記録がありません"),
        FlawKind.OutOfOrder => new("entry {0} is duplicated or out of order", "{0} 番の記録が重複しているか、順序が違います"),
        FlawKind.Changed => new("entry {0} was changed: its hash doesn't match its text", "{0} 番の記録が改変されています (ハッシュが本文と一致しません)"),
        FlawKind.MemberDiffers => new("entry {0} was changed: its “{1}” doesn't match its text", "{0} 番の記録が改変されています (「{1}」が本文と一致しません)"),
        FlawKind.Unlinked => new("entry {0} doesn't link to the entry before it: one of the two was replaced", "{0} 番の記録が直前の記録につながっていません (どちらかが差し替えられています)"),
        FlawKind.NotTheHead => new("entry {0} isn't the last one that was written: entries were removed from the end, or it was replaced", "{0} 番の記録は最後に書かれたものではありません (末尾が取り除かれたか、差し替えられています)"),
        FlawKind.NotRead => new("not verified: the API can't read the registration", "未検証: API が登録を読み取れません"),
        _ => new("entry {0} isn't the minting, which every trail starts with", "{0} 番の記録が、証跡の始まりである発行の記録ではありません"),
    };
}
