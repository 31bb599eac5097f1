namespace Onboarding.Sandbox.Console;

/// <summary>The words of the console's pages: English, and Japanese for readers whose browser asks for it.</summary>
internal sealed class ConsoleText
{
    private static readonly Dictionary<string, string> Japanese = new(StringComparer.Ordinal)
    {
        ["Sandbox: simulated AWS console"] = "サンドボックス: 模擬 AWS コンソール",
        ["Nothing on these pages exists in AWS."] = "このページの内容は AWS 上には存在しません。",
        ["Sign in"] = "サインイン",
        ["Sign out"] = "サインアウト",
        ["Account ID (12 digits)"] = "アカウント ID (12 桁)",
        ["Any 12 digits are an account here; the account is made when it is first used."] = "12 桁の数字であれば何でも使えます。アカウントは初回利用時に作られます。",
        ["An account ID has 12 digits."] = "アカウント ID は 12 桁の数字です。",
        ["Account"] = "アカウント",
        ["Region"] = "リージョン",
        ["Stacks"] = "スタック",
        ["There are no stacks in this account and Region."] = "このアカウントとリージョンにスタックはありません。",
        ["Quick create stack"] = "スタックのクイック作成",
        ["Template"] = "テンプレート",
        ["Template URL"] = "テンプレート URL",
        ["Stack description"] = "スタックの説明",
        ["Stack name"] = "スタック名",
        ["Must contain only letters (a-z, A-Z), numbers (0-9), and hyphens (-) and start with a letter. Max 128 characters."] =
            "使用できるのは文字 (a-z、A-Z)、数字 (0-9)、ハイフン (-) のみで、先頭は文字にする必要があります。最大 128 文字。",
        ["Parameters"] = "パラメータ",
        ["Other parameters"] = "その他のパラメータ",
        ["Capabilities"] = "機能",
        ["The following resource(s) require capabilities: [AWS::IAM::Role]"] = "次のリソースには機能が必要です: [AWS::IAM::Role]",
        ["I acknowledge that AWS CloudFormation might create IAM resources with custom names."] =
            "AWS CloudFormation によって IAM リソースがカスタム名で作成される場合があることを承認します。",
        ["Create stack"] = "スタックの作成",
        ["Stack info"] = "スタックの情報",
        ["Events"] = "イベント",
        ["Resources"] = "リソース",
        ["Outputs"] = "出力",
        ["Key"] = "キー",
        ["Value"] = "値",
        ["Description"] = "説明",
        ["Copy"] = "コピー",
        ["Copied"] = "コピーしました",
        ["Delete"] = "削除",
        ["Status"] = "ステータス",
        ["Status reason"] = "状況の理由",
        ["Created time"] = "作成時刻",
        ["Stack ID"] = "スタック ID",
        ["Timestamp"] = "タイムスタンプ",
        ["Logical ID"] = "論理 ID",
        ["Type"] = "タイプ",
        ["No outputs yet."] = "出力はまだありません。",
        ["The stack was not created"] = "スタックは作成されませんでした",
        ["This stack does not exist in this account and Region."] = "このスタックはこのアカウントとリージョンに存在しません。",
        ["Unable to read the template"] = "テンプレートを読み取れません",
        ["Loading"] = "読み込み中",
    };

    private readonly bool _isJapanese;

    private ConsoleText(bool isJapanese) => _isJapanese = isJapanese;

    /// <summary>The page's language, as <c>lang</c> has it.</summary>
    public string Language => _isJapanese ? "ja" : "en";

    /// <summary>The words in a language.</summary>
    /// <param name="english">The words in English.</param>
    public string this[string english] => _isJapanese ? Japanese.GetValueOrDefault(english, english) : english;

    /// <summary>The words for a reader.</summary>
    public static ConsoleText For(HttpContext context) => new(
        context.Request.GetTypedHeaders().AcceptLanguage.MaxBy(l => l.Quality ?? 1)?.Value.StartsWith("ja", StringComparison.OrdinalIgnoreCase) == true);
}
