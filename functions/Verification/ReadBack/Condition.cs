using System.Text;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>One condition of a statement.</summary>
/// <param name="Operator">The operator, such as <c>StringEquals</c>.</param>
/// <param name="Key">The condition key, such as <c>sts:ExternalId</c>.</param>
/// <param name="Values">The values: alternatives; a negated operator accepts none of them.</param>
internal sealed record Condition(ConditionOperator Operator, string Key, IReadOnlyList<string> Values)
{
    /// <summary>Operator and values, for texts that name the key already.</summary>
    public string Demand => $"{Operator.Name} {string.Join(", ", Values)}";

    /// <summary>Whether every request meets it, whatever the key's value and whether it is there or not.</summary>
    public bool IsAlwaysMet => Operator.IsNull
        ? Values.Any(v => IsBoolean(v, true)) && Values.Any(v => IsBoolean(v, false))
        : Operator.AcceptsAllByStar && Values.Contains("*", StringComparer.Ordinal);

    /// <summary>Whether it is about a key; keys have no case.</summary>
    public bool IsAbout(string key) => Ascii.EqualsIgnoreCase(Key, key);

    /// <summary>Whether a request in which the key has just this value meets it; null when that cannot be proven here.</summary>
    public bool? IsMetBy(string value)
    {
        if (IsAlwaysMet)
            return true;
        if (Operator.IsNull)
            return Any(Values.Select(v => IsBoolean(v, false) ? true : IsBoolean(v, true) ? false : (bool?)null));
        var matches = Any(Values.Select(v => Operator.Matches(v, value)));
        return Operator.IsNegated ? !matches : matches;
    }

    /// <summary>Whether every request that meets some conditions, all of them, meets this one.</summary>
    public bool IsImpliedBy(IReadOnlyList<Condition> conditions) => IsAlwaysMet || conditions.Any(c => c.IsAbout(Key) && Operator.IsNoStricterThan(c.Operator) && AcceptsAllOf(c));

    // A negated condition accepts more, the fewer values it lists. What compares numbers and dates must be just the same.
    private bool AcceptsAllOf(Condition given) => Operator.IsNegated
        ? Operator.ListsExcluded ? Values.All(own => given.Values.Any(v => Operator.IsCovered(v, own))) : IsSame(given)
        : Operator.ListsValues || Operator.IsEqualsIgnoringCase ? given.Values.All(v => Values.Any(own => Operator.IsCovered(own, v))) : IsSame(given);

    private bool IsSame(Condition other) => Values.Count == other.Values.Count && Values.All(v => other.Values.Contains(v, Operator.HasBooleans ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal));

    public override string ToString() => $"{Operator.Name} {Key} {string.Join(", ", Values)}";

    private static bool IsBoolean(string text, bool value) => bool.TryParse(text, out var parsed) && parsed == value;

    private static bool? Any(IEnumerable<bool?> all)
    {
        bool? any = false;
        foreach (var one in all)
        {
            if (one is true)
                return true;
            any = one is null ? null : any;
        }

        return any;
    }
}
