namespace Onboarding.Simulator.Policies;

/// <summary>One condition: an operator, a key, and the values it is compared with.</summary>
/// <param name="Operator">Null when the simulation does not know it.</param>
/// <param name="Key">In any case of letters.</param>
/// <param name="Values">Alternatives.</param>
internal sealed record Condition(ConditionOperator? Operator, string Key, IReadOnlyList<string> Values)
{
    /// <summary>Whether the condition is met; null when the simulation cannot tell.</summary>
    /// <remarks>Source: IAM User Guide, "Condition operators", and "Set operators for multivalued context keys".</remarks>
    public bool? IsMet(ConditionKeys keys, bool hasVariables)
    {
        if (Operator is null || !keys.TryGet(Key, out var present)) return null;
        if (Operator.Comparison is null) return IsNull(present.Count == 0);
        if (present.Count == 0) return IsMetWhenAbsent(Operator);
        return Operator.Set switch
        {
            SetQualifier.ForAllValues => Tri.And(present.Select(value => Passes(value, keys, hasVariables))),
            SetQualifier.ForAnyValue => Tri.Or(present.Select(value => Passes(value, keys, hasVariables))),
            _ => ConditionKeys.IsSingleValued(Key) ? Passes(present[0], keys, hasVariables) : null,
        };
    }

    private static bool IsMetWhenAbsent(ConditionOperator @operator) => @operator.Set switch
    {
        SetQualifier.ForAllValues => true,
        SetQualifier.ForAnyValue => @operator.IfExists,
        _ => @operator.IfExists || @operator.Negated,
    };

    private bool? IsNull(bool absent) => Tri.Or(Values.Select(value => bool.TryParse(value, out var wanted) ? wanted == absent : (bool?)null));

    // The values of one condition are alternatives; a negated operator is met when none of them matches.
    private bool? Passes(string present, ConditionKeys keys, bool hasVariables)
    {
        var matches = Tri.Or(Values.Select(value => Matches(value, present, keys, hasVariables)));
        return Operator!.Negated ? !matches : matches;
    }

    private bool? Matches(string value, string present, ConditionKeys keys, bool hasVariables)
    {
        var comparison = Operator!.Comparison!;
        if (!hasVariables || !comparison.TakesVariables) return comparison.Compare(PolicyText.Parse(value), present);
        var expansion = PolicyText.Expand(value, keys);
        if (!expansion.Known) return null;
        return expansion.Text is { } text ? comparison.Compare(text, present) : false;
    }
}
