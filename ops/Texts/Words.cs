namespace Onboarding.Ops.Texts;

/// <summary>The texts of the help.</summary>
internal static class Words
{
    public static readonly Text Program = new(
        "Manage customer AWS account connections. Exit codes: 0 done, 1 the API failed, 2 wrong command line, 3 a problem was found, 4 registration not found, 5 refused, 6 no credentials or access denied, 130 interrupted.",
        "お客様の AWS アカウントの登録を管理します。終了コード: 0 正常、1 API の失敗、2 コマンドラインの誤り、3 異常を検出、4 該当する登録なし、5 拒否、6 認証情報がない・許可されていない、130 中断。");

    public static readonly Text Help = new("Show help", "ヘルプを表示します");
    public static readonly Text Version = new("Show the version", "バージョンを表示します");
    public static readonly Text Json = new("Print JSON, for scripts", "スクリプト向けに JSON で出力します");

    public static readonly Text Endpoint = new(
        "The operator API's address (default: the environment variable ONBOARDING_API)", "運用 API のアドレス。省略時は環境変数 ONBOARDING_API");

    public static readonly Text Profile = new(
        "The AWS profile to sign with, including IAM Identity Center profiles (sign in first: aws sso login). Default: the AWS SDK's credential chain",
        "署名に使う AWS プロファイル。IAM Identity Center も可 (先に aws sso login を実行)。省略時は AWS SDK の既定の順序で探します");

    public static readonly Text Region = new(
        "The API's AWS Region (default: the one in its address, the profile's, or AWS_REGION)", "API のリージョン。省略時はアドレス、プロファイル、AWS_REGION の順に決まります");

    public static readonly Text Lang = new("English or Japanese (default: by LC_ALL, LC_MESSAGES or LANG)", "表示言語。省略時は LC_ALL・LC_MESSAGES・LANG で決まります");
    public static readonly Text Id = new("The registration ID: 24 letters and digits", "登録の ID (英数字 24 文字)");
    public static readonly Text Ids = new("Registration IDs: 24 letters and digits each", "登録の ID (英数字 24 文字、複数可)");
    public static readonly Text State = new(
        "Only registrations in this state (default: all). stale: needing attention for 30 days, or for --older-than",
        "この状態の登録だけを対象にします (既定は all)。stale は、要対応の状態が 30 日 (または --older-than の期間) 以上続いている登録です");

    public static readonly Text TenantFilter = new("Only registrations of this tenant", "このテナントの登録だけを対象にします");
    public static readonly Text AccountFilter = new("Only registrations of the AWS account with this ID", "この AWS アカウント ID の登録だけを対象にします");
    public static readonly Text NameFilter = new("Only registrations with this text in their name (case-insensitive)", "名前にこの文字列を含む登録だけを対象にします (大文字と小文字は区別しません)");
    public static readonly Text ProfileFilter = new("Only registrations with this profile, such as read-only", "このプロファイル (read-only など) の登録だけを対象にします");
    public static readonly Text VersionFilter = new("Only registrations with this version of the template, or (quoted) all before it", "このバージョンのテンプレート、または「<」を付けたときはそれより前のバージョンの登録だけを対象にします (引用符で囲みます)");
    public static readonly Text Wide = new("Show every column", "すべての列を表示します");
    public static readonly Text ColumnsChoice = new("Show these columns, separated by commas: {0}", "表示する列 (カンマ区切り): {0}");
    public static readonly Text Sort = new("Sort by this column; with - before it, in reverse (default: since)", "並べ替えに使う列。先頭に - を付けると逆順です (既定は since)");
    public static readonly Text Limit = new("Show at most this many (default: all)", "最大件数 (既定はすべて)");
    public static readonly Text Watch = new("Show it again every so many seconds (5 if not given), until Ctrl+C", "指定した秒数 (省略時は 5 秒) ごとに表示を更新します。終了は Ctrl+C です");
    public static readonly Text FilterOptions = new("Filters", "絞り込み");
    public static readonly Text OutputOptions = new("Output", "表示");
    public static readonly Text ConnectionOptions = new("API and credentials", "API と認証情報");
    public static readonly Text OtherOptions = new("Options", "オプション");
    public static readonly Text Usage = new("Usage", "使い方");
    public static readonly Text Commands = new("Commands", "コマンド");
    public static readonly Text Arguments = new("Arguments", "引数");
    public static readonly Text ExamplesHeading = new("Examples", "例");

    public static readonly Text OlderThan = new(
        "Only those that have been in their state for longer than this: 30d, 12h, 2w, or ISO 8601 such as P30D", "この期間より長くその状態にあるものだけを対象にします (30d・12h・2w、または P30D のような ISO 8601)");

    public static readonly Text Execute = new("Delete for real (default: dry run)", "実際に削除します。指定しなければ、削除せずに内容だけを表示します");
    public static readonly Text Registrations = new("List, show and delete registrations", "登録の一覧・表示・削除");
    public static readonly Text List = new("List registrations", "登録を一覧表示します");
    public static readonly Text Show = new("Show one registration, whatever its state", "登録を 1 件表示します (状態を問いません)");
    public static readonly Text Delete = new("Delete registrations permanently (dry run without --execute)", "登録を完全に削除します。--execute がなければ試行のみです");

    public static readonly Text Stale = new(
        "List connections left unfinished or not cleaned up (default: 30 days)", "長い間 (既定は 30 日) 完了またはクリーンアップされていない登録を一覧表示します");

    public static readonly Text StaleDelete = new("Delete the listed registrations (dry run without --execute)", "一覧の登録を削除します。--execute がなければ試行のみです");
    public static readonly Text Credentials = new(
        "Print temporary credentials for a connection, in the format of credential_process in AWS profiles",
        "接続の一時的な認証情報を、AWS CLI や SDK が credential_process から読み取る形式で出力します");

    public static readonly Text CredentialsTenant = new("The connection's tenant", "接続のテナント");
    public static readonly Text CredentialsPurpose = new("The purpose in one word, such as scan. The customer sees it", "目的を表す scan のような 1 語 (お客様に表示されます)");
    public static readonly Text CredentialsActions = new("The actions that the session needs, separated by commas (default: everything that the role can do)", "セッションで使用するアクション (カンマ区切り)。省略時はロールのすべての権限");
    public static readonly Text CredentialsDuration = new("The session's length in seconds: 900 to 3600 (default: 900)", "セッションの有効期間 (秒、900〜3600、既定は 900)");
    public static readonly Text Freeze = new("Stop giving out sessions for one connection, one tenant, or all", "接続、テナント、またはすべてについて、セッションの発行を停止します");
    public static readonly Text FreezeConnection = new("Only this connection", "この接続だけ");
    public static readonly Text FreezeTenant = new("All connections of this tenant", "このテナントのすべての接続");
    public static readonly Text FreezeAll = new("Every connection", "すべての接続");
    public static readonly Text FreezeReason = new("The reason, shown to other operators", "理由 (ほかの運用担当者に表示されます)");
    public static readonly Text FreezeId = new("The freeze's ID, as “freezes” shows it", "「freezes」に表示される凍結の ID");
    public static readonly Text Freezes = new("List what is frozen", "凍結を一覧表示します");
    public static readonly Text Thaw = new("Give out sessions again", "セッションの発行を再開します");
    public static readonly Text Checks = new("Check connections", "接続のチェック");
    public static readonly Text CheckRun = new("Check connections now, by ID or by filters. Exit code 3 unless all pass", "ID または条件で指定した接続を今すぐチェックします。すべて合格しなければ終了コードは 3 です");
    public static readonly Text Stats = new("Show how far connections came: minted, opened, role seen, registered, expired", "接続の進み具合 (発行、コンソールを表示、ロールを確認、登録、期限切れ) を表示します");
    public static readonly Text StatsFrom = new("First day in UTC (default: six days before the last)", "最初の日 (UTC)。既定は最後の日の 6 日前です");
    public static readonly Text StatsTo = new("Last day in UTC (default: today); at most 31 days", "最後の日 (UTC)。既定は今日です。範囲は最大 31 日です");
    public static readonly Text StatsBy = new("Add up by day, profile or Region (default: day)", "集計の単位: day (日、既定)、profile (プロファイル)、region (リージョン)");
    public static readonly Text Versions = new("Show how many accounts have which version of the template", "テンプレートのバージョンごとのアカウント数を表示します");
    public static readonly Text ByTenant = new("Count each tenant separately", "テナントごとに集計します");
    public static readonly Text Sweep = new("Run all due work now", "期限の来た処理をすべて実行します");
    public static readonly Text Doctor = new(
        "Check a deployment from outside and, with --stack, from inside. Exit code 3 if something needs fixing",
        "デプロイを外部から、また --stack を指定した場合は内部からも確認します。問題があれば終了コードは 3 です");

    public static readonly Text StackName = new(
        "The stack's name, such as Acme or Acme-staging. Also checks what is visible only inside its AWS account", "スタック名 (Acme、Acme-staging など)。AWS アカウント内でしかわからない項目も確認します");

    public static readonly Text Events = new("Deliver events that never arrived", "届かなかったイベントの再送");

    public static readonly Text Redrive = new(
        "Deliver the events of a time span again. Consumers recognize a repetition by detail-type, accountId and audit.sequence",
        "指定した期間のイベントを再送します。受信側は detail-type・accountId・audit.sequence で重複を判別できます");

    public static readonly Text RedriveFrom = new("Start of the time span, in UTC", "期間の始まり (UTC)");
    public static readonly Text RedriveTo = new("End of the time span, in UTC", "期間の終わり (UTC)");
    public static readonly Text RedriveMails = new("Send the operators' mails again instead of putting events on the bus", "イベントバスへの送信ではなく、運用担当者へのメールを再送します");

    public static readonly Text Audit = new("Show and verify audit trails", "監査証跡の表示と検証");
    public static readonly Text AuditShow = new("Show the decisions about a registration", "登録に関する決定を表示します");

    public static readonly Text AuditVerify = new(
        "Recompute the hash chain of the given registrations (default: all). Exit code 3 if anything was changed",
        "指定した (省略時はすべての) 登録のハッシュチェーンを計算し直します。改変があれば終了コードは 3 です");

    public static readonly Text Tenants = new("Data about a tenant's people", "テナントの利用者に関する記録");
    public static readonly Text TenantId = new("The tenant's ID", "テナントの ID");
    public static readonly Text Person = new("The claim “sub” of the person's sign-in", "対象者のサインインのクレーム「sub」");

    public static readonly Text Erase = new(
        "Destroy the key of a tenant's pseudonyms, so that audit trails can no longer be traced to people (dry run without --execute)",
        "テナントの仮名の鍵を破棄し、監査証跡が誰を指すのかを誰にも判別できないようにします。--execute がなければ試行のみです");

    public static readonly Text ExecuteErase = new("Destroy the key for real (default: dry run)", "実際に鍵を破棄します (既定は試行のみ)");
    public static readonly Text Pseudonym = new("Show a person's pseudonym in audit trails", "監査証跡での対象者の仮名を表示します");

    public static readonly Text Export = new("Write registrations as CSV or JSON", "登録を CSV または JSON で書き出します");
    public static readonly Text Format = new("csv or json", "csv または json");
    public static readonly Text Output = new("The file to write. It must not exist yet (default: standard output)", "書き出すファイル (既存のファイルは不可)。省略時は標準出力");
    public static readonly Text ByteOrderMark = new("Start the CSV with a byte order mark, so that Excel reads Japanese", "Excel で日本語を読めるように、CSV の先頭に BOM を付けます");
    public static readonly Text Completion = new("Print a shell completion script", "シェル補完用のスクリプトを出力します");
    public static readonly Text Shell = new("The shell", "シェル");
}
