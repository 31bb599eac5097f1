namespace Onboarding.Simulator.Policies;

internal enum SetQualifier
{
    None,
    ForAllValues,
    ForAnyValue,
}

/// <summary>A condition operator taken apart, such as <c>ForAnyValue:StringNotLikeIfExists</c>.</summary>
/// <param name="Set">How the values of a multivalued key are taken.</param>
/// <param name="Comparison">Null for <c>Null</c>, which compares nothing.</param>
/// <param name="Negated">Met when no value matches.</param>
/// <param name="IfExists">Met when the key is absent.</param>
internal sealed record ConditionOperator(SetQualifier Set, Comparison? Comparison, bool Negated, bool IfExists)
{
    private const string IfExistsSuffix = "IfExists";

    private static readonly Dictionary<string, (Comparison? Comparison, bool Negated)> s_operators = new(StringComparer.Ordinal)
    {
        ["StringEquals"] = (Comparison.StringEquals, false),
        ["StringNotEquals"] = (Comparison.StringEquals, true),
        ["StringEqualsIgnoreCase"] = (Comparison.StringEqualsIgnoreCase, false),
        ["StringNotEqualsIgnoreCase"] = (Comparison.StringEqualsIgnoreCase, true),
        ["StringLike"] = (Comparison.StringLike, false),
        ["StringNotLike"] = (Comparison.StringLike, true),
        ["ArnEquals"] = (Comparison.ArnLike, false),
        ["ArnNotEquals"] = (Comparison.ArnLike, true),
        ["ArnLike"] = (Comparison.ArnLike, false),
        ["ArnNotLike"] = (Comparison.ArnLike, true),
        ["Bool"] = (Comparison.Bool, false),
        ["NumericEquals"] = (Comparison.Numeric(order => order == 0), false),
        ["NumericNotEquals"] = (Comparison.Numeric(order => order == 0), true),
        ["NumericLessThan"] = (Comparison.Numeric(order => order < 0), false),
        ["NumericLessThanEquals"] = (Comparison.Numeric(order => order <= 0), false),
        ["NumericGreaterThan"] = (Comparison.Numeric(order => order > 0), false),
        ["NumericGreaterThanEquals"] = (Comparison.Numeric(order => order >= 0), false),
        ["DateEquals"] = (Comparison.Date(order => order == 0), false),
        ["DateNotEquals"] = (Comparison.Date(order => order == 0), true),
        ["DateLessThan"] = (Comparison.Date(order => order < 0), false),
        ["DateLessThanEquals"] = (Comparison.Date(order => order <= 0), false),
        ["DateGreaterThan"] = (Comparison.Date(order => order > 0), false),
        ["DateGreaterThanEquals"] = (Comparison.Date(order => order >= 0), false),
        ["IpAddress"] = (Comparison.IpAddress, false),
        ["NotIpAddress"] = (Comparison.IpAddress, true),
        ["Null"] = (null, false),
    };

    /// <summary>Operators that IAM knows and this simulation does not evaluate.</summary>
    private static readonly HashSet<string> s_notEvaluated = new(StringComparer.Ordinal) { "BinaryEquals" };

    /// <summary>Whether IAM saves a policy with this operator.</summary>
    public static bool Exists(string text)
    {
        var name = Name(text, out _, out var ifExists);
        return (s_operators.ContainsKey(name) && !(ifExists && name is "Null")) || s_notEvaluated.Contains(name);
    }

    /// <summary>The operator, or null when this simulation does not evaluate it.</summary>
    public static ConditionOperator? Find(string text)
    {
        var name = Name(text, out var set, out var ifExists);
        return s_operators.TryGetValue(name, out var found) && !(set is not SetQualifier.None && found.Comparison is null)
            ? new ConditionOperator(set, found.Comparison, found.Negated, ifExists)
            : null;
    }

    private static string Name(string text, out SetQualifier set, out bool ifExists)
    {
        (set, var name) = text.Split(':', 2) switch
        {
            ["ForAllValues", var rest] => (SetQualifier.ForAllValues, rest),
            ["ForAnyValue", var rest] => (SetQualifier.ForAnyValue, rest),
            _ => (SetQualifier.None, text),
        };
        ifExists = name.EndsWith(IfExistsSuffix, StringComparison.Ordinal);
        return ifExists ? name[..^IfExistsSuffix.Length] : name;
    }
}
