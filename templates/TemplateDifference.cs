namespace Onboarding.Templates;

/// <summary>What one part of a profile gains and loses between two versions of its template.</summary>
/// <param name="Feature">The feature's id; null for what is always granted.</param>
/// <param name="Added">The actions and managed policies that only the newer version gives.</param>
/// <param name="Removed">Those that only the older version gives.</param>
/// <param name="Changed">The Sids of statements with the same actions but other resources, conditions or effect, and of denials that came or went.</param>
public sealed record PartDifference(string? Feature, IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed)
{
    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Added.Count + Removed.Count + Changed.Count == 0;
}

/// <summary>What a role gains and loses when its stack is updated from one version of the template to another.</summary>
/// <param name="Parts">What differs: first what is always granted, then feature by feature; parts without a difference are left out.</param>
public sealed record TemplateDifference(IReadOnlyList<PartDifference> Parts)
{
    /// <summary>The actions that only the newer version gives, in whichever part.</summary>
    public IReadOnlyList<string> Added => [.. Parts.SelectMany(p => p.Added).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The actions that only the older version gives, in whichever part.</summary>
    public IReadOnlyList<string> Removed => [.. Parts.SelectMany(p => p.Removed).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Compares two versions of a profile's template.</summary>
    /// <param name="from">The version that the role has.</param>
    /// <param name="to">The version that it would get.</param>
    public static TemplateDifference Between(TemplateVersion from, TemplateVersion to)
    {
        var features = from.Features.Concat(to.Features).Select(f => f.Id).Distinct(StringComparer.Ordinal);
        PartDifference[] parts =
        [
            Of(null, from.Grants, to.Grants),
            .. features.Select(f => Of(f, GrantsOf(from, f), GrantsOf(to, f))),
        ];
        return new TemplateDifference([.. parts.Where(p => !p.IsEmpty)]);
    }

    private static PolicySet GrantsOf(TemplateVersion version, string feature) => version.Features.FirstOrDefault(f => f.Id == feature)?.Grants ?? PolicySet.Empty;

    private static PartDifference Of(string? feature, PolicySet from, PolicySet to)
    {
        var (before, after) = (Allowed(from), Allowed(to));
        return new PartDifference(
            feature,
            [.. after.Except(before, StringComparer.OrdinalIgnoreCase)],
            [.. before.Except(after, StringComparer.OrdinalIgnoreCase)],
            [.. Changed(from, to).Distinct(StringComparer.Ordinal)]);
    }

    private static List<string> Allowed(PolicySet set) =>
        [.. set.Statements.Where(s => s.Allows).SelectMany(s => s.IsNotAction ? ["NotAction " + string.Join(", ", s.Actions)] : s.Actions).Distinct(StringComparer.OrdinalIgnoreCase), .. set.ManagedPolicies];

    private static IEnumerable<string> Changed(PolicySet from, PolicySet to)
    {
        foreach (var sid in from.Statements.Concat(to.Statements).Select(s => s.Sid).Distinct(StringComparer.Ordinal))
        {
            var (before, after) = (from.Statements.FirstOrDefault(s => s.Sid == sid), to.Statements.FirstOrDefault(s => s.Sid == sid));
            if (before is null || after is null ? before?.Allows is false || after?.Allows is false : Scope(before) != Scope(after))
                yield return sid;
        }
    }

    // Of a denial its actions, too: they are in no other list.
    private static string Scope(PolicyStatement statement) => (statement.Allows ? statement with { Actions = [] } : statement).ToJson();
}
