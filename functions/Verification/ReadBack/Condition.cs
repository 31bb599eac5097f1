using System.Text;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>One condition of a statement.</summary>
/// <param name="Operator">The operator, such as <c>StringEquals</c>.</param>
/// <param name="Key">The condition key, such as <c>sts:ExternalId</c>.</param>
/// <param name="Values">The values: alternatives, of which a negated operator accepts none.</param>
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
