namespace Onboarding.Simulator.Policies;

internal enum Effect
{
    Allow,
    Deny,
}

/// <summary>One statement of a policy.</summary>
internal sealed record Statement
{
    public string? Sid { get; init; }
    public required Effect Effect { get; init; }

    /// <summary>Only in trust policies.</summary>
    public PrincipalElement? Principal { get; init; }

    public required Listed Actions { get; init; }

    /// <summary>Not in trust policies, whose resource is the role.</summary>
    public Listed? Resources { get; init; }

    public required IReadOnlyList<Condition> Conditions { get; init; }

    /// <summary>Whether the statement takes effect; what cannot be known allows nothing and denies.</summary>
    public bool AppliesTo(AccessRequest request, bool hasVariables)
    {
        if (!MatchesAction(request.Action)) return false;
        var matches = Tri.And(
            [MatchesResource(request, hasVariables), .. Conditions.Select(c => c.IsMet(request.Keys, hasVariables))]);
        return matches ?? Effect is Effect.Deny;
    }

    private bool MatchesAction(string action)
    {
        var listed = Actions.Patterns.Any(pattern => pattern.Matches(action, ignoreCase: true));
        return listed != Actions.Inverted;
    }

    private bool? MatchesResource(AccessRequest request, bool hasVariables)
    {
        if (Resources is null) return true;
        var listed = Tri.Or(Resources.Values.Select(value => MatchesResource(value, request, hasVariables)));
        return Resources.Inverted ? !listed : listed;
    }

    private static bool? MatchesResource(string value, AccessRequest request, bool hasVariables)
    {
        if (value is "*") return true;
        var expansion = hasVariables ? PolicyText.Expand(value, request.Keys) : new Expansion(PolicyText.Parse(value));
        if (!expansion.Known) return null;
        return expansion.Text is { } text && ArnMatch.MatchesResource(text, request.Resource);
    }
}

/// <summary>The values of <c>Action</c> or <c>Resource</c>, or, inverted, of <c>NotAction</c> or <c>NotResource</c>.</summary>
internal sealed record Listed(IReadOnlyList<string> Values, bool Inverted)
{
    private readonly Lazy<IReadOnlyList<PolicyText>> _patterns = new(() => [.. Values.Select(PolicyText.Parse)]);

    /// <summary>The values without variables.</summary>
    public IReadOnlyList<PolicyText> Patterns => _patterns.Value;
}
