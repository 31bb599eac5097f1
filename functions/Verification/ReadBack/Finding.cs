namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>How much a finding matters.</summary>
internal static class FindingSeverity
{
    /// <summary>Someone else can use the role, or use it without the external ID: nothing is registered.</summary>
    public const string Trust = "trust";

    /// <summary>The role can do more or less than it should.</summary>
    public const string Permission = "permission";

    /// <summary>It works; this would make it safer.</summary>
    public const string Advice = "advice";
}

/// <summary>A kind of finding, stable for clients.</summary>
/// <param name="Code">What clients test for; never changes.</param>
/// <param name="Severity">One of <see cref="FindingSeverity"/>.</param>
/// <param name="Text">What was found; <c>{0}</c> and so on stand for a finding's arguments.</param>
/// <param name="Hint">What to do about it.</param>
internal sealed record FindingKind(string Code, string Severity, Text Text, Text Hint)
{
    /// <summary>The index of the first argument that is an action; the actions are listed in words in its place. Null if there are none.</summary>
    public int? ActionsFrom { get; init; }
}

/// <summary>Something about a connection that differs from what it should be, as the table keeps it: in no language.</summary>
/// <param name="Code">The kind's code.</param>
/// <param name="Arguments">What it names, as IAM has it, with what is invisible written out; of long texts the beginning.</param>
internal sealed record Finding(string Code, IReadOnlyList<string> Arguments)
{
    /// <summary>More arguments than this have only the kinds that name actions.</summary>
    private const int MaxArguments = 30;

    public static Finding Of(FindingKind kind, params IReadOnlyList<string> arguments) => new(kind.Code, arguments.Count <= MaxArguments
        ? [.. arguments.Select(BoundedText.Visible)]
        : [.. arguments.Take(MaxArguments - 1).Select(BoundedText.Visible), $"+{arguments.Count - MaxArguments + 1}"]);
}

/// <summary>A finding as the API shows it.</summary>
/// <param name="Code">What clients test for.</param>
/// <param name="Severity"><c>trust</c>, <c>permission</c> or <c>advice</c>.</param>
/// <param name="Text">What was found, in the caller's language.</param>
/// <param name="Hint">What to do about it, in the caller's language.</param>
internal sealed record FindingView(string Code, string Severity, string Text, string Hint)
{
    /// <summary>Null for a code that a later version of this service has stored.</summary>
    public static FindingView? Of(Finding finding, Language language) => FindingKinds.Find(finding.Code) is { } kind
        ? new FindingView(kind.Code, kind.Severity, FindingText.Of(kind, finding.Arguments, language), FindingText.Fill(kind.Hint.In(language), finding.Arguments))
        : null;
}
