namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>Turns missing and additional permissions of a role into findings, for the closest statement.</summary>
internal sealed class StatementDifferences
{
    private readonly List<Finding> _added = [];
    private readonly List<Finding> _lacking = [];
    private readonly List<Finding> _denied = [];
    private readonly Dictionary<string, (ExpectedStatement Expected, HashSet<string> Template, HashSet<string> Role)> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<(FindingKind Kind, string Sid), SortedSet<string>> _conditions = [];

    /// <summary>The findings.</summary>
    public IEnumerable<Finding> Findings =>
    [
        .. _added,
        .. _lacking,
        .. _resources.Select(r => Finding.Of(
            FindingKinds.ResourcesChanged,
            r.Key,
            string.Join(", ", r.Value.Template.Count > 0 ? r.Value.Template : Cells.ResourcesOf(r.Value.Expected.Widest)),
            string.Join(", ", r.Value.Role))),
        .. _conditions.Select(c => Finding.Of(c.Key.Kind, c.Key.Sid, string.Join("; ", c.Value))),
        .. _denied,
    ];

    /// <summary>Notes a statement that is there with the other effect.</summary>
    public void Turned(ExpectedStatement expected, Statement statement) => _lacking.Add(Finding.Of(FindingKinds.EffectChanged, expected.Sid, statement.Allows ? "Allow" : "Deny"));

    /// <summary>Notes what the role lacks of a statement.</summary>
    public void Lacks(ExpectedStatement expected, Cells cells, IReadOnlyList<Statement> actual)
    {
        var wanted = expected.Wanted;
        var missing = new List<string>();
        foreach (var action in cells.Actions)
        {
            var about = actual.Where(s => s.Allows == wanted.Allows && Cells.CoversAction(s, wanted, action)).ToList();
            if (Nearest(about, wanted.Sid, cells.Resources, wanted) is not { } near)
                missing.Add(action);
            else if (cells.Resources.Where(r => !about.Exists(s => Cells.CoversResource(s, wanted, r))).ToList() is { Count: > 0 } resources)
                Resources(expected, resources, OthersOf(wanted, [.. about.SelectMany(Cells.ResourcesOf)]));
            else
                Conditions(FindingKinds.ConditionsAdded, expected.Sid, near.Conditions.Where(c => !c.IsImpliedBy(wanted.Conditions)));
        }

        if (missing.Count > 0)
            _lacking.Add(wanted.Allows ? Finding.Of(FindingKinds.ActionsMissing, [wanted.Sid, .. missing]) : Finding.Of(FindingKinds.DenialMissing, wanted.Sid, string.Join(", ", missing), wanted.ResourcesText));
    }

    /// <summary>Notes permissions that the role has in addition to its template.</summary>
    public void Adds(NamedPolicy policy, Statement statement, Cells cells, IReadOnlyList<ExpectedStatement> expected)
    {
        var further = new List<string>();
        foreach (var action in cells.Actions)
        {
            var about = expected.Where(e => e.Widest.Allows == statement.Allows && Cells.CoversAction(e.Widest, statement, action)).ToList();
            var near = Nearest([.. about.Select(e => e.Widest)], statement.Sid, cells.Resources, statement);
            if (near is null)
                further.Add(action);
            else if (cells.Resources.Where(r => !about.Exists(e => Cells.CoversResource(e.Widest, statement, r))).ToList() is { Count: > 0 } resources)
                Resources(about.Find(e => ReferenceEquals(e.Widest, near))!, [], resources);
            else
                Conditions(FindingKinds.ConditionsMissing, near.Sid, near.Conditions.Where(c => !c.IsImpliedBy(statement.Conditions)));
        }

        if (further.Count == 0)
            return;
        if (statement.Allows)
            _added.Add(Finding.Of(FindingKinds.ActionsAdded, string.Join(", ", further), policy.Name, statement.Place));
        else
            _denied.Add(Finding.Of(FindingKinds.ActionsDenied, string.Join(", ", further), WithConditions(statement), policy.Name, statement.Place));
    }

    // Of the statements about an action, the one of the same name, or else the one that reaches most of what is asked and has the most of its conditions.
    private static Statement? Nearest(IReadOnlyList<Statement> about, string sid, IReadOnlyList<string> resources, Statement other) => about
        .OrderByDescending(s => sid.Length > 0 && s.Sid == sid)
        .ThenByDescending(s => resources.Count(r => Cells.CoversResource(s, other, r)))
        .ThenByDescending(s => s.Conditions.Count(c => c.IsImpliedBy(other.Conditions)) - s.Conditions.Count(c => !c.IsImpliedBy(other.Conditions)))
        .FirstOrDefault();

    // The resource that replaces a missing one; if there is none, the remaining ones.
    private static List<string> OthersOf(Statement wanted, List<string> all) => all.FindAll(r => Array.IndexOf(wanted.Resources, r) < 0) is { Count: > 0 } others ? others : all;

    private void Resources(ExpectedStatement expected, IEnumerable<string> template, IEnumerable<string> role)
    {
        _resources.TryAdd(expected.Sid, (expected, new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal)));
        var found = _resources[expected.Sid];
        found.Template.UnionWith(template);
        found.Role.UnionWith(role);
    }

    private void Conditions(FindingKind kind, string sid, IEnumerable<Condition> conditions)
    {
        _conditions.TryAdd((kind, sid), new SortedSet<string>(StringComparer.Ordinal));
        _conditions[(kind, sid)].UnionWith(conditions.Select(c => c.ToString()));
    }

    private static string WithConditions(Statement statement) => statement.Conditions.Count > 0 ? $"{statement.ResourcesText} ({string.Join("; ", statement.Conditions)})" : statement.ResourcesText;
}
