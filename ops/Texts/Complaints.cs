namespace Onboarding.Ops.Texts;

/// <summary>What went wrong, and what to do next.</summary>
internal static class Complaints
{
    public static readonly Text SeeHelp = new("“{0} --help” shows how it is used.", "使い方は「{0} --help」で確認できます。");
    public static readonly Text Interrupted = new("Interrupted. Completed steps were not undone.", "中断しました。それまでに行われた処理は元に戻りません。");

    public static readonly Text IdMalformed = new(
        "Invalid registration ID “{0}”: expected 24 lowercase letters and digits, as in “registrations list”.", "「{0}」は登録の ID ではありません。「registrations list」に表示される、英小文字と数字 24 文字の ID を指定してください。");

    public static readonly Text FreezeWhat = new(
        "Specify what to freeze: exactly one of --connection, --tenant and --all.", "凍結の対象は --connection・--tenant・--all のいずれか 1 つで指定してください。");

    public static readonly Text StateUnknown = new("Unknown state “{0}”: use one of {1}.", "状態「{0}」はありません。{1} のいずれかを指定してください。");
    public static readonly Text AccountMalformed = new("Invalid AWS account ID “{0}”: expected 12 digits.", "AWS アカウント ID「{0}」は正しくありません。12 桁の数字で指定してください。");
    public static readonly Text AgeMalformed = new("Invalid duration “{0}”: use 30d, 12h, or 2w (max 3650d).", "「{0}」は期間として読めません。30d・12h・2w のように指定してください (最大 3650d)。");
    public static readonly Text VersionMalformed = new("Invalid template version “{0}”: use 1.0.0, or '<1.1.0' for all before it.", "テンプレートのバージョン「{0}」は正しくありません。1.0.0、またはそれより前のすべてを表す '<1.1.0' のように指定してください。");
    public static readonly Text ColumnUnknown = new("Unknown column in “{0}”: use {1}.", "「{0}」には存在しない列が含まれています。使用できる列は {1} です。");
    public static readonly Text DayMalformed = new("Invalid day “{0}”: use UTC, such as 2026-11-28.", "日付「{0}」は正しくありません。2026-11-28 のように UTC で指定してください。");
    public static readonly Text KeyUnknown = new("Cannot add up by “{0}”: use {1}.", "「{0}」では集計できません。{1} のいずれかを指定してください。");
    public static readonly Text NumberMalformed = new("Invalid number “{0}”: use {1} to {2}.", "「{0}」は正しくありません。{1}〜{2} の数字で指定してください。");
    public static readonly Text DidYouMean = new("Did you mean “{0}”?", "「{0}」のことですか?");
    public static readonly Text UnknownWord = new("Unknown command or argument “{0}”.", "「{0}」というコマンドまたは引数はありません。");
    public static readonly Text UnknownOption = new("Unknown option “{0}”.", "「{0}」というオプションはありません。");
    public static readonly Text ChecksWhat = new("Specify which connections to check: ids, or filters such as --tenant.", "チェックする接続を、ID または --tenant などの条件で指定してください。");
    public static readonly Text ChecksEither = new("Specify either ids or filters, not both.", "ID と絞り込み条件は同時に指定できません。");
    public static readonly Text TimeMalformed = new("Invalid time “{0}”: use UTC, such as 2026-11-28T10:00:00Z.", "時刻「{0}」は正しくありません。2026-11-28T10:00:00Z のように UTC で指定してください。");
    public static readonly Text FormatUnknown = new("Unknown format “{0}”: use csv or json.", "形式「{0}」はありません。csv または json を指定してください。");
    public static readonly Text LanguageUnknown = new("Unsupported language “{0}”: use en or ja.", "言語「{0}」には対応していません。en または ja を指定してください。");
    public static readonly Text ShellUnknown = new("Unsupported shell “{0}”: use bash, zsh, fish or pwsh.", "「{0}」用のスクリプトはありません。bash・zsh・fish・pwsh のいずれかを指定してください。");
    public static readonly Text ExecuteWithoutDelete = new("--execute requires --delete.", "--execute は --delete と一緒に指定してください。");
    public static readonly Text NotWritten = new("Can't write {0} ({1}): choose a new file name in an existing folder.", "{0} に書き込めません ({1})。既存のフォルダーにある、まだ存在しないファイル名を指定してください。");

    public static readonly Text NoEndpoint = new(
        "The operator API's address is missing: specify --endpoint or set ONBOARDING_API. It's the stack's output ApiUrl.", "運用 API のアドレスがありません。--endpoint または環境変数 ONBOARDING_API で指定してください (スタックの出力 ApiUrl の値です)。");

    public static readonly Text EndpointMalformed = new(
        "Invalid API address “{0}”: it must start with https:// (http:// only on this machine) and have no query.", "「{0}」は API のアドレスではありません。https:// で始まり (http:// はこのマシン上のみ可)、クエリを含まないアドレスを指定してください。");

    public static readonly Text NoRegion = new(
        "The API's address doesn't contain its Region: specify --region or set AWS_REGION.", "API のリージョンをアドレスから判別できません。--region または環境変数 AWS_REGION で指定してください。");

    public static readonly Text NoSuchProfile = new(
        "AWS profile “{0}” can't be used: “aws configure list-profiles” lists your profiles, “aws configure sso” adds one.", "使用できる AWS プロファイル「{0}」がありません。「aws configure list-profiles」で一覧を確認するか、「aws configure sso」で追加してください。");

    public static readonly Text NoCredentials = new(
        "No AWS credentials found: specify --profile, or set AWS_PROFILE and sign in (aws sso login).", "AWS の認証情報がありません。--profile を指定するか、AWS_PROFILE を設定して aws sso login を実行してください。");

    public static readonly Text CredentialsFailed = new(
        "Can't get AWS credentials: {0}. Sign in again, for example with “aws sso login”.", "AWS の認証情報を取得できません: {0}。「aws sso login」などでサインインし直してください。");

    public static readonly Text NotLetIn = new(
        "Access denied by {0}. Check the account, the profile, its permission execute-api:Invoke on /ops/*, the Region (signed for {1}), and your system clock.",
        "{0} はこの認証情報を受け付けません。アカウントとプロファイル、/ops/* に対する execute-api:Invoke の許可、リージョン (署名は {1})、このマシンの時計が正しいことを確認してください。");

    public static readonly Text Unreachable = new("Can't reach {0} ({1}): check the address and the network.", "{0} に接続できません ({1})。アドレスとネットワークを確認してください。");
    public static readonly Text TimedOut = new("{0} didn't respond in time. Try again in a moment.", "{0} から時間内に応答がありませんでした。しばらくしてからもう一度お試しください。");
    public static readonly Text Throttled = new("{0} is limiting requests. Try again in a moment.", "{0} がリクエストを制限しています。しばらくしてからもう一度お試しください。");
    public static readonly Text ApiFailed = new("{0} failed (HTTP {1}). Try again in a moment. If this continues, check the functions' logs.", "{0} で問題が発生しました (HTTP {1})。しばらくしてからもう一度お試しください。続く場合は関数のログを確認してください。");
    public static readonly Text NoSuchRoute = new("Route not found at {0}: check that this is the operator API's address.", "{0} にこのルートはありません。運用 API のアドレスかどうか確認してください。");
    public static readonly Text NotOurApi = new("{0} doesn't respond like the operator API (HTTP {1}): check the address.", "{0} の応答が運用 API のものではありません (HTTP {1})。アドレスを確認してください。");
    public static readonly Text EndlessList = new("The API's list never ends: its cursor leads back to the same page.", "API の一覧が終わりません。カーソルが同じページに戻っています。");
}
