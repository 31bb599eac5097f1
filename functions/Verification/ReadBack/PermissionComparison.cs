namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>One action that the role is to have.</summary>
/// <param name="Action">The IAM action.</param>
/// <param name="Resource">What it must reach.</param>
/// <param name="Widest">What it may reach at most.</param>
internal sealed record Grant(string Action, string Resource, string Widest);

/// <summary>An inline policy as it was read.</summary>
internal sealed record NamedPolicy(string Name, Policy Policy)
{
    public IReadOnlyList<Statement> Statements => Policy.Statements;
}

/// <summary>Compares what a role's inline policies allow with what they should: by what they mean, not by how they are written.</summary>
internal sealed class PermissionComparison(IReadOnlyList<Grant> expected, IReadOnlyList<NamedPolicy> policies)
{
    private readonly HashSet<string> _expectedActions = new(expected.Select(g => g.Action), StringComparer.OrdinalIgnoreCase);
    private readonly List<Statement> _allowing = [.. policies.SelectMany(p => p.Statements).Where(s => s.Allows)];

    /// <summary>Every difference.</summary>
    /// <param name="isWhole">Whether the policies are all that the role has; otherwise what they lack may be elsewhere.</param>
    public IReadOnlyList<Finding> Compare(bool isWhole) => [.. Unreadable(), .. Added(), .. isWhole && policies.All(p => p.Policy.Unreadable is null) ? Lacking() : [], .. Denied()];

    private IEnumerable<Finding> Unreadable() => policies.Where(p => p.Policy.Unreadable is not null)
        .Select(p => Finding.Of(FindingKinds.PolicyUnreadable, p.Name, p.Policy.Unreadable!));

    private IEnumerable<Finding> Added()
    {
        foreach (var policy in policies)
        {
            var further = policy.Statements.Where(s => s.Allows)
                .SelectMany(s => s.IsNotAction ? [s.ActionsText] : s.Actions.Where(a => !_expectedActions.Contains(a)))
                .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            if (further.Count > 0)
                yield return Finding.Of(FindingKinds.ActionsAdded, string.Join(", ", further), policy.Name);
        }
    }

    private IEnumerable<Finding> Lacking()
    {
        var missing = new List<string>();
        var changed = new Differences(FindingKinds.ResourcesChanged);
        var conditional = new Differences(FindingKinds.ConditionsAdded);
        foreach (var grants in expected.GroupBy(g => g.Action, StringComparer.OrdinalIgnoreCase))
        {
            var about = _allowing.FindAll(s => s.IsAboutAction(grants.Key));
            var unconditional = about.FindAll(s => s.Conditions.All(c => IsMet(c) is true));
            if (about.Count == 0)
            {
                missing.Add(grants.Key);
            }
            else if (grants.All(g => IsCovered(g, unconditional)))
            {
                if (IsWider(about, grants))
                    changed.Add(grants.Key, Wanted(grants), Has(about));
            }
            else if (grants.All(g => IsCovered(g, about)))
            {
                conditional.Add(grants.Key, string.Join("; ", about.SelectMany(s => s.Conditions).Where(c => IsMet(c) is not true).Select(c => c.ToString()).Distinct(StringComparer.Ordinal)));
            }
            else
            {
                changed.Add(grants.Key, Wanted(grants), Has(about));
            }
        }

        return [.. missing.Count > 0 ? [Finding.Of(FindingKinds.ActionsMissing, missing)] : Array.Empty<Finding>(), .. changed.Findings, .. conditional.Findings];
    }

    // A denial whose condition is never met takes nothing away.
    private IEnumerable<Finding> Denied() => policies.SelectMany(p => p.Statements.Where(s => !s.Allows && !s.Conditions.Any(c => IsMet(c) is false))
        .Select(s => Finding.Of(FindingKinds.ActionsDenied, s.ActionsText, s.Conditions.Count > 0 ? $"{s.ResourcesText} ({string.Join("; ", s.Conditions)})" : s.ResourcesText, p.Name)));

    // AWS's endpoints are reached over TLS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport
    private static bool? IsMet(Condition condition) => condition.IsAbout("aws:SecureTransport") ? condition.IsMetBy("true") : condition.IsAlwaysMet ? true : null;

    private static bool IsCovered(Grant grant, List<Statement> statements) => statements.Exists(s => s.Covers(grant.Resource));

    // What a pattern such as iam:* reaches is told by the pattern itself, among the added actions.
    private static bool IsWider(List<Statement> statements, IEnumerable<Grant> grants) => statements
        .FindAll(s => s.IsNotResource || s.Actions.Contains(grants.First().Action, StringComparer.OrdinalIgnoreCase))
        .Exists(s => s.IsNotResource || s.Resources.Any(r => !grants.Any(g => Pattern.Matches(g.Widest, r, ignoreCase: false))));

    private static string Wanted(IEnumerable<Grant> grants) => string.Join(", ", grants.Select(g => g.Widest).Distinct(StringComparer.Ordinal));

    private static string Has(List<Statement> statements) => string.Join(", ", statements.Select(s => s.ResourcesText).Distinct(StringComparer.Ordinal));

    /// <summary>The same difference of several actions is one finding.</summary>
    private sealed class Differences(FindingKind kind)
    {
        private readonly List<(string Key, string[] What, List<string> Actions)> _all = [];

        public IEnumerable<Finding> Findings => _all.Select(d => Finding.Of(kind, [string.Join(", ", d.Actions), .. d.What]));

        public void Add(string action, params string[] what)
        {
            var key = string.Join('\n', what);
            if (_all.Find(d => d.Key == key) is { Actions: { } actions })
                actions.Add(action);
            else
                _all.Add((key, what, [action]));
        }
    }
}
