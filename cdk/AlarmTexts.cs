using Onboarding.Functions.Values;

namespace Onboarding.Cdk;

/// <summary>The meaning of each alarm, as in its mail; <c>docs/operations.md</c> has the same texts, and what to do.</summary>
internal static class AlarmTexts
{
    public static readonly Text FunctionErrors = new(
        "The function failed unexpectedly.",
        "関数で予期しないエラーが発生しました。");

    public static readonly Text FunctionThrottles = new(
        "Lambda refused to run the function: the concurrency limit was reached.",
        "同時実行数の上限に達し、Lambda が関数の実行を拒否しました。");

    public static readonly Text ServerErrors = new(
        "The API returned 5xx for five or more requests within five minutes.",
        "API が 5 分間に 5 件以上の 5xx エラーを返しました。");

    public static readonly Text TableReadThrottles = new(
        "DynamoDB throttled reads of the registry.",
        "DynamoDB でレジストリの読み込みがスロットリングされました。");

    public static readonly Text TableWriteThrottles = new(
        "DynamoDB throttled writes to the registry.",
        "DynamoDB でレジストリへの書き込みがスロットリングされました。");

    public static readonly Text RequestsInvalid = new(
        "DynamoDB refused a request of this service as invalid, such as an item that is too large.",
        "本サービスのリクエストが不正なものとして DynamoDB に拒否されました (項目のサイズ超過など)。");

    public static readonly Text StreamLag = new(
        "Event delivery is 15 minutes or more behind.",
        "イベントの配信が 15 分以上遅れています。");

    public static readonly Text StreamStopped = new(
        "No heartbeat came through the table's stream for 15 minutes: events aren't being delivered.",
        "テーブルのストリームから 15 分間応答がありません。イベントが配信されていません。");

    public static readonly Text DeadLetters = new(
        "Processing was abandoned. A message is kept in a queue for 14 days.",
        "処理が中止され、メッセージがキューに 14 日間保管されています。");

    public static readonly Text SweepLag = new(
        "The sweeper is 15 minutes or more behind: checks, reminders and expiry are late.",
        "スイーパーの処理が 15 分以上遅れています。確認、お知らせ、期限切れの処理が遅延しています。");

    public static readonly Text SweepFailures = new(
        "For 15 minutes, every sweep had to postpone work because a call to AWS failed.",
        "15 分間にわたり、AWS の呼び出しが失敗してスイーパーの処理が延期されています。");

    public static readonly Text SweepUnreadable = new(
        "The registry has an item that this version can't read. The item was left unchanged.",
        "このバージョンでは読み取れない項目がレジストリにあります。項目は変更されていません。");

    public static readonly Text SweepMissed = new(
        "No sweep has completed for 15 minutes.",
        "スイーパーが 15 分間完了していません。");

    public static readonly Text KeepAliveFailures = new(
        "A function's daily run couldn't be started. After 14 days without a run, AWS turns off its snapshot.",
        "関数の 1 日 1 回の実行を開始できませんでした。14 日間実行されないと、AWS がスナップショットを無効にします。");

    public static readonly Text WebhookSecretMissing = new(
        "The secret that signs webhooks can't be read. Events wait in the queue.",
        "Webhook の署名に使うシークレットを読み取れません。イベントはキューで待機しています。");

    public static readonly Text WebhooksWaiting = new(
        "The webhook's receiver hasn't accepted an event for an hour. Delivery is retried for 24 hours.",
        "Webhook の受信側が 1 時間以上イベントを受け取っていません。24 時間再試行されます。");

    public static readonly Text Refusals = new(
        "The API refused 50 or more requests within five minutes.",
        "API が 5 分間に 50 件以上のリクエストを拒否しました。");

    public static readonly Text ConnectedElsewhere = new(
        "Two tenants are connected to the same AWS account.",
        "2 つのテナントが同じ AWS アカウントに接続しています。");

    public static readonly Text NotEnforced = new(
        "A customer's role can be assumed without the right external ID. It wasn't registered, or is now degraded.",
        "正しい外部 ID がなくても引き受けられる顧客のロールがあります。登録は拒否されたか、接続が異常状態になりました。");
}
