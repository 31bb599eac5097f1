namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>Some of the actions of a statement on some of its resources.</summary>
/// <param name="Actions">The actions; of a statement about excluded ones all of them, as one.</param>
/// <param name="Resources">The resources; of a statement about excluded ones all of them, as one.</param>
internal sealed record Cells(IReadOnlyList<string> Actions, IReadOnlyList<string> Resources)
{
    public bool IsEmpty => Actions.Count == 0;

    /// <summary>The cells of a statement that no other of the same effect reaches wholly.</summary>
    public static Cells Outside(Statement statement, IReadOnlyList<Statement> others)
    {
        // Most statements of most roles are just what they should be.
        if (others.Any(o => IsSame(statement, o)))
            return new Cells([], []);
        var near = others.Where(o => o.Allows == statement.Allows && o.AppliesUnder(statement.Conditions)).ToList();
        var (actions, resources) = (new List<string>(), new List<string>());
        foreach (var action in ActionsOf(statement))
        {
            var about = near.FindAll(o => CoversAction(o, statement, action));
            foreach (var resource in ResourcesOf(statement).Where(r => !about.Exists(o => CoversResource(o, statement, r))))
            {
                if (actions.Count == 0 || actions[^1] != action)
                    actions.Add(action);
                if (!resources.Contains(resource, StringComparer.Ordinal))
                    resources.Add(resource);
            }
        }

        return new Cells(actions, resources);
    }

    /// <summary>Whether a statement reaches an action of another, or all that the other does not exclude.</summary>
    public static bool CoversAction(Statement statement, Statement other, string action) => other.IsNotAction ? statement.CoversAllBut(other.Actions) : statement.CoversAction(action);

    /// <summary>Whether a statement reaches a resource of another, or all that the other does not exclude.</summary>
    public static bool CoversResource(Statement statement, Statement other, string resource) => other.IsNotResource ? statement.CoversAllResourcesBut(other.Resources) : statement.CoversResource(resource);

    /// <summary>The actions of a statement as reported: excluded ones together.</summary>
    public static IReadOnlyList<string> ActionsOf(Statement statement) => statement.IsNotAction ? [statement.ActionsText] : statement.Actions;

    /// <summary>The resources of a statement as reported: excluded ones together.</summary>
    public static IReadOnlyList<string> ResourcesOf(Statement statement) => statement.IsNotResource ? [statement.ResourcesText] : statement.Resources;

    private static bool IsSame(Statement one, Statement other) =>
        one.Allows == other.Allows && one.IsNotAction == other.IsNotAction && one.IsNotResource == other.IsNotResource
        && one.Actions.AsSpan().SequenceEqual(other.Actions) && one.Resources.AsSpan().SequenceEqual(other.Resources)
        && one.Conditions.Count == other.Conditions.Count && other.AppliesUnder(one.Conditions) && one.AppliesUnder(other.Conditions);
}
