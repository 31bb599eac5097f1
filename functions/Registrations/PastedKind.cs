using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Registrations;

/// <summary>Names what was pasted instead of the requested value.</summary>
internal static class PastedKind
{
    private const int UniqueIdLength = 21;

    /// <summary>The kind of the first recognized word; null if there is none.</summary>
    /// <param name="clean">The text, cleaned.</param>
    public static Text? Of(string clean)
    {
        List<string> words = [.. PastedText.Words(clean)];
        return words.Select(OfWord).FirstOrDefault(kind => kind is not null)
            ?? (words is [var only] && IsName(only) ? new Text("the name of a role or a stack", "ロールまたはスタックの名前") : null);
    }

    private static Text? OfWord(string word)
    {
        if (IsAddress(word))
            return word.Contains(".console.", StringComparison.OrdinalIgnoreCase) || word.Contains("//console.", StringComparison.OrdinalIgnoreCase)
                ? new Text("the address of a console page", "コンソール画面の URL ")
                : new Text("a URL", " URL ");
        if (word.IndexOf("arn:", StringComparison.OrdinalIgnoreCase) is >= 0 and var start)
            return OfArn(word[start..]);
        var value = word.TrimEnd('.', ':');
        if (ExternalId.TryParse(value, out _))
            return new Text("an external ID", "外部 ID ");
        if (AwsAccountId.TryParse(value.Replace("-", "", StringComparison.Ordinal), out _))
            return new Text("an AWS account ID", " AWS アカウント ID ");
        return OfUniqueId(value);
    }

    private static bool IsAddress(string word) =>
        word.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || word.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static Text OfArn(string arn) => arn.Split(':') switch
    {
        [_, _, "iam", "", _, var resource] when resource.StartsWith("role/", StringComparison.Ordinal) =>
            RoleArn.TryParse(arn, out _) ? new Text("the ARN of a role", "ロールの ARN ")
            : resource.Split('/').Length > 2 ? new Text("the ARN of a role with a path", "パスのあるロールの ARN ")
            : new Text("a malformed ARN of a role", "形式が正しくないロールの ARN "),
        [_, _, "sts", _, _, var resource] when resource.StartsWith("assumed-role/", StringComparison.Ordinal) =>
            new Text("the ARN of a role's session", "ロールのセッションの ARN "),
        [_, _, "cloudformation", _, _, var resource] when resource.StartsWith("stack/", StringComparison.Ordinal) => new Text("the ARN of a stack", "スタックの ARN "),
        _ => new Text("an ARN", " ARN "),
    };

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
    private static Text? OfUniqueId(string word) =>
        word.Length < 16 || !word.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) ? null
        : word.StartsWith("AROA", StringComparison.Ordinal) && word.Length == UniqueIdLength ? new Text("the unique ID of a role", "ロールの固有 ID ")
        : word.StartsWith("AKIA", StringComparison.Ordinal) || word.StartsWith("ASIA", StringComparison.Ordinal) ? new Text("an access key ID, which this service never asks for", "アクセスキー ID (このサービスでは使用しません) ")
        : null;

    // The names that are minted, and those that a person would give a stack in their place, have hyphens.
    private static bool IsName(string word) =>
        word.Length is >= 3 and <= 128 && char.IsAsciiLetter(word[0]) && word.Contains('-', StringComparison.Ordinal) && word.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
