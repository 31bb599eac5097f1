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

    /// <summary>Whether the statement is about an action; actions have no case.</summary>
    public bool IsAboutAction(string action) => Array.Exists(Actions, a => Pattern.Matches(a, action, ignoreCase: true)) != IsNotAction;

    /// <summary>Whether the statement reaches everything that a resource pattern stands for.</summary>
    public bool Covers(string resource) => Array.Exists(Resources, r => Pattern.Matches(r, resource, ignoreCase: false)) != IsNotResource;
}
