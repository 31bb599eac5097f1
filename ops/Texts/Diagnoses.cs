namespace Onboarding.Ops.Texts;

/// <summary>What <c>doctor</c> finds, and what to do about it.</summary>
internal static class Diagnoses
{
    public static readonly Text Answers = new("The API accepts these credentials.", "API はこの認証情報を受け付けています。");
    public static readonly Text StrangersRefused = new("Requests without a token and without a signature are refused (401, 403).", "トークンや署名のないリクエストは拒否されます (401、403)。");

    public static readonly Text StrangersAnswered = new(
        "Unsigned requests got {0} from /v1/groups and {1} from /ops/v1/registrations instead of 401 and 403: deploy the stack again, and check the API's authorizers for changes.",
        "署名のないリクエストへの応答が /v1/groups で {0}、/ops/v1/registrations で {1} でした (正しくは 401 と 403)。スタックを再デプロイし、API のオーソライザーが変更されていないか確認してください。");

    public static readonly Text DeliveriesAnswer = new("The functions that deliver events answer.", "イベントを配信する関数は応答しています。");
    public static readonly Text Counted = new("{0} live accounts, {1} with an earlier template; {2} links created in the last 7 days.", "有効なアカウント {0} 件 (以前のテンプレート {1} 件)、過去 7 日間に作成されたリンク {2} 件。");
    public static readonly Text EventsArrive = new("{0} event source mappings are enabled, and their last batches were processed.", "{0} 個のイベントソースマッピングは有効で、直近のバッチは処理されています。");

    public static readonly Text EventsStopped = new(
        "The event source mapping {0} is {1} (last result: {2}): events are not being delivered. See “Stopped” under Alarms in docs/operations.md.",
        "イベントソースマッピング {0} の状態は {1} です (直近の結果: {2})。イベントが配信されていません。docs/operations.md のアラーム「Stopped」を参照してください。");

    public static readonly Text TemplatesRight = new("All {0} templates are publicly readable and match the digests in their addresses.", "{0} 個のテンプレートは誰でも読み取れ、内容はアドレスのダイジェストと一致しています。");

    public static readonly Text TemplateUnreadable = new(
        "{0} can't be read without credentials (HTTP {1}), so customers can't create their stacks. Check Block Public Access for the account and the organization, and the bucket policy.",
        "{0} を認証情報なしで読み取れません (HTTP {1})。お客様はスタックを作成できません。アカウントと組織のパブリックアクセスブロック、およびバケットポリシーを確認してください。");

    public static readonly Text TemplateChanged = new(
        "{0} isn't the template that was published: its SHA-256 is {1}, which doesn't match its address. Find out who changed the bucket, then restore the object's first version.",
        "{0} は公開時の内容と異なります。SHA-256 は {1} で、アドレスのダイジェストと一致しません。バケットを変更した者を調べ、オブジェクトの最初のバージョンに戻してください。");

    public static readonly Text StackComplete = new("The stack is {0}.", "スタックの状態は {0} です。");

    public static readonly Text StackIncomplete = new(
        "The stack is {0}: check its events in the CloudFormation console, then deploy again.", "スタックの状態は {0} です。CloudFormation コンソールでイベントを確認し、再デプロイしてください。");

    public static readonly Text Protected = new("Termination protection is on.", "スタックの削除保護は有効です。");

    public static readonly Text Unprotected = new(
        "Termination protection is off. Deleting the stack would disconnect every customer: deploy with terminationProtection=true.", "削除保護が無効です。スタックを削除するとすべてのお客様の接続が切れます。terminationProtection=true でデプロイしてください。");

    public static readonly Text Concurrency = new("Lambda's concurrency limit is {0}.", "Lambda 関数の同時実行数の上限は {0} です。");

    public static readonly Text ConcurrencyLow = new(
        "Lambda's concurrency limit in this Region is only {0}, and each verification uses a function for about ten seconds: request {1} or more in Service Quotas.",
        "このリージョンの Lambda 関数の同時実行数の上限は {0} です。検証は 1 回に約 10 秒かかります。Service Quotas で {1} 以上への引き上げを申請してください。");

    public static readonly Text PublicAllowed = new("The account allows the template bucket to be public.", "アカウントの設定はテンプレートのバケットの公開を妨げていません。");

    public static readonly Text PublicBlocked = new(
        "Block Public Access is on for the whole account ({0}), so the templates can't be read: turn these two off in S3 → Block Public Access settings for this account.",
        "アカウント全体のパブリックアクセスブロックが有効 ({0}) なため、テンプレートを読み取れません。S3 →「このアカウントのブロックパブリックアクセス設定」でこの 2 つを無効にしてください。");

    public static readonly Text FunctionsActive = new("All {0} functions are active.", "{0} 個の関数はすべて有効です。");
    public static readonly Text FunctionInactive = new("{0} is {1}: check its last deployment in the Lambda console.", "{0} の状態は {1} です。Lambda コンソールで最後のデプロイを確認してください。");
    public static readonly Text SnapshotsOn = new("Every function starts from a snapshot.", "すべての関数がスナップショットから起動します。");
    public static readonly Text SnapshotsUnused = new("The functions are deployed without SnapStart.", "関数は SnapStart なしでデプロイされています。");
    public static readonly Text SnapshotOff = new("{0} has no active snapshot: deploy again to publish a new version.", "{0} のスナップショットが有効ではありません。再デプロイして新しいバージョンを発行してください。");
    public static readonly Text TableKept = new("The table's deletion protection, point-in-time recovery, stream and TTL are on.", "テーブルの削除保護、ポイントインタイムリカバリ、ストリーム、有効期限 (TTL) はすべて有効です。");

    public static readonly Text TableLacks = new(
        "The table {0} lacks {1}, which a restore doesn't bring back. For the commands, see “Restore” in docs/deploy.md.", "テーブル {0} で次が無効です: {1}。復元時に引き継がれない設定です。docs/deploy.md の「Restore」のコマンドで有効にしてください。");

    public static readonly Text Confirmed = new("{0} subscriptions to events and alarms are confirmed.", "イベントとアラームのサブスクリプション {0} 件は確認済みです。");
    public static readonly Text NobodyListens = new("No one is subscribed to the alarms: deploy with operatorEmail, or subscribe to the topic {0}.", "アラームの通知先がありません。operatorEmail を指定してデプロイするか、トピック {0} をサブスクライブしてください。");
    public static readonly Text Unconfirmed = new("{0} has not confirmed the subscription to {1}: open the link in the email from AWS.", "{0} は {1} のサブスクリプションを確認していません。AWS からのメールのリンクを開いてください。");
    public static readonly Text NotRead = new("Can't read this ({0}): grant these credentials the permission, or use an administrator's.", "読み取れませんでした ({0})。この認証情報に許可を追加するか、管理者の認証情報を使用してください。");
    public static readonly Text OnlyOfADeployment = new("Only a deployment has this: specify its stack with --stack.", "デプロイにのみ存在する項目です。--stack でスタック名を指定してください。");
    public static readonly Text OutputMissing = new("The stack has no output {0}: check that it's a stack of this product and version.", "スタックに出力 {0} がありません。この製品のこのバージョンのスタックか確認してください。");
}
