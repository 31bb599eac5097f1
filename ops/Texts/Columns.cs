namespace Onboarding.Ops.Texts;

/// <summary>The headings of tables.</summary>
internal static class Columns
{
    public static readonly Text Id = new("ID", "ID");
    public static readonly Text Kind = new("Kind", "種別");
    public static readonly Text State = new("State", "状態");
    public static readonly Text Since = new("Since", "経過時間");
    public static readonly Text StateSince = new("Since", "状態の開始日時");
    public static readonly Text Tenant = new("Tenant", "テナント");
    public static readonly Text Group = new("Group", "グループ");
    public static readonly Text Name = new("Name", "名前");
    public static readonly Text Account = new("AWS account", "AWS アカウント");
    public static readonly Text Role = new("Role", "ロール");
    public static readonly Text Stack = new("Stack", "スタック");
    public static readonly Text Region = new("Region", "リージョン");
    public static readonly Text Profile = new("Profile", "プロファイル");
    public static readonly Text Version = new("Version", "バージョン");
    public static readonly Text Current = new("Current", "最新");
    public static readonly Text Accounts = new("Accounts", "アカウント数");
    public static readonly Text Day = new("Day", "日");
    public static readonly Text Minted = new("Minted", "発行");
    public static readonly Text Opened = new("Opened", "表示");
    public static readonly Text RoleSeen = new("Role seen", "ロール確認");
    public static readonly Text Registered = new("Registered", "登録");
    public static readonly Text Expired = new("Expired", "期限切れ");
    public static readonly Text Cancelled = new("Canceled", "取り消し");
    public static readonly Text Checked = new("Checked", "チェック日時");
    public static readonly Text Method = new("Method", "方法");
    public static readonly Text Created = new("Created", "作成日時");
    public static readonly Text LastCheck = new("Last check", "最終チェック");
    public static readonly Text Reminders = new("Cleanup reminders", "クリーンアップの案内回数");
    public static readonly Text Deleted = new("Deleted", "削除日時");
    public static readonly Text DeletedBy = new("Deleted by", "削除者");
    public static readonly Text Frozen = new("Frozen", "凍結の対象");
    public static readonly Text Reason = new("Reason", "理由");
    public static readonly Text Result = new("Result", "結果");
    public static readonly Text Outcome = new("Outcome", "結果");
    public static readonly Text Code = new("Code", "コード");
    public static readonly Text At = new("At", "日時");
    public static readonly Text Check = new("Check", "確認項目");
    public static readonly Text Found = new("Result", "確認結果");
    public static readonly Text Probe = new("AWS call", "AWS への確認");
    public static readonly Text Answer = new("Answer", "応答");
    public static readonly Text AwsError = new("AWS error", "AWS のエラー");
    public static readonly Text AwsRequestId = new("AWS request ID", "AWS のリクエスト ID");
    public static readonly Text Delivered = new("Delivered", "再送件数");
    public static readonly Text Finished = new("Finished", "完了");
    public static readonly Text Failed = new("Failed", "失敗");
    public static readonly Text Lag = new("Longest wait (s)", "最大の遅れ (秒)");
    public static readonly Text Sequence = new("No.", "番号");
    public static readonly Text Decision = new("Decision", "決定");
    public static readonly Text By = new("By", "実行者");
    public static readonly Text Hash = new("Hash", "ハッシュ");
}
