namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>One statement of a policy in the one form that all ways of writing it have: lists for single values, no Sid, no order.</summary>
internal sealed record Statement
{
    /// <summary>Its place in the policy, from 1, and its Sid: for people who look for it.</summary>
    public required string Place { get; init; }

    public required bool Allows { get; init; }

    /// <summary>ARNs, account numbers, unique ids or <c>*</c>; of other kinds with the kind before them, as in <c>Service ec2.amazonaws.com</c>.</summary>
    public required string[] Principals { get; init; }

    public required string[] Actions { get; init; }

    /// <summary>Whether <see cref="Actions"/> are those that the statement is not about.</summary>
    public required bool IsNotAction { get; init; }

    public required string[] Resources { get; init; }

    /// <summary>Whether <see cref="Resources"/> are those that the statement is not about.</summary>
    public required bool IsNotResource { get; init; }

    public required IReadOnlyList<Condition> Conditions { get; init; }

    /// <summary>The actions as a person reads them.</summary>
    public string ActionsText => (IsNotAction ? "NotAction " : "") + string.Join(", ", Actions);

    /// <summary>The resources as a person reads them.</summary>
    public string ResourcesText => (IsNotResource ? "NotResource " : "") + string.Join(", ", Resources);

    /// <summary>Its Sid; empty for none.</summary>
    public string Sid { get; init; } = "";

    /// <summary>Whether it covers every action that a pattern matches; actions are case-insensitive.</summary>
    public bool CoversAction(string action) => IsNotAction
        ? !Array.Exists(Actions, a => Pattern.Overlaps(a, action, ignoreCase: true))
        : PlainActions.Contains(action) || Array.Exists(ActionPatterns, p => Pattern.Matches(p, action, ignoreCase: true));

    /// <summary>Whether it reaches every action but those of a list.</summary>
    public bool CoversAllBut(IReadOnlyList<string> actions) => IsNotAction
        ? Actions.All(own => actions.Any(a => Pattern.Matches(a, own, ignoreCase: true)))
        : Array.Exists(Actions, a => a is "*" or "*:*");

    /// <summary>Whether it covers everything that a resource pattern matches.</summary>
    public bool CoversResource(string resource) => IsNotResource
        ? !Array.Exists(Resources, r => Pattern.Overlaps(r, resource, ignoreCase: false))
        : Array.Exists(Resources, r => Pattern.Matches(r, resource, ignoreCase: false));

    /// <summary>Whether it reaches every resource but those of a list.</summary>
    public bool CoversAllResourcesBut(IReadOnlyList<string> resources) => IsNotResource
        ? Resources.All(own => resources.Any(r => Pattern.Matches(r, own, ignoreCase: false)))
        : Array.Exists(Resources, r => r is "*");

    /// <summary>Whether it applies to every request to which some conditions let a statement apply.</summary>
    public bool AppliesUnder(IReadOnlyList<Condition> conditions) => Conditions.All(own => own.IsImpliedBy(conditions));

    // Most actions are written out: looked up, not compared one by one.
    private HashSet<string> PlainActions => field ??= new(Actions.Where(a => !ConditionOperator.HasWildcards(a)), StringComparer.OrdinalIgnoreCase);

    private string[] ActionPatterns => field ??= [.. Actions.Where(ConditionOperator.HasWildcards)];
}
