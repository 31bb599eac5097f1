using Onboarding.Templates;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>The texts of findings.</summary>
internal static class FindingText
{
    /// <summary>The most findings that a refusal or a message spells out.</summary>
    private const int MaxInSentence = 3;

    public static string Of(FindingKind kind, IReadOnlyList<string> arguments, Language language) =>
        Fill(kind.Text.In(language), kind.ActionsFrom is { } first ? [.. arguments.Take(first), InWords(arguments.Skip(first), language)] : arguments);

    /// <summary>In both languages, for a refusal.</summary>
    public static Text Of(Finding finding) => FindingKinds.Find(finding.Code) is { } kind
        ? new Text(Of(kind, finding.Arguments, Language.English), Of(kind, finding.Arguments, Language.Japanese))
        : throw new InvalidOperationException($"Unknown finding {finding.Code}.");

    /// <summary>The findings that say who else can use the role; of many the first.</summary>
    public static IReadOnlyList<Text> OfTrust(IEnumerable<Finding> findings)
    {
        var trust = findings.Where(f => FindingKinds.Find(f.Code)?.Severity == FindingSeverity.Trust).ToList();
        var more = trust.Count - MaxInSentence;
        return [.. trust.Take(MaxInSentence).Select(Of), .. more > 0 ? [new Text($"See the check for {more} more findings.", $"ほか {more} 件の検出結果は確認の結果に表示されます。")] : Array.Empty<Text>()];
    }

    /// <summary>Sentences one after another.</summary>
    public static Text Joined(IReadOnlyList<Text> texts) => new(string.Join(' ', texts.Select(t => t.English)), string.Concat(texts.Select(t => t.Japanese)));

    /// <summary>Fills the places in; what a value holds is never taken for a place.</summary>
    public static string Fill(string text, IReadOnlyList<string> arguments) => string.Format(null, text, [.. arguments]);

    private static string InWords(IEnumerable<string> actions, Language language)
    {
        var (join, open, close) = language == Language.Japanese ? ("、", " (", ")") : (", ", " (", ")");
        return string.Join(join, actions.Select(Permission.Of).Select(p => p.English == p.Action
            ? p.Action
            : p.Action + open + new Text(p.English, p.Japanese).In(language) + close));
    }
}
