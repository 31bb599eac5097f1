using System.Collections.Frozen;
using System.Text;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>A condition operator that IAM knows, such as <c>ForAnyValue:StringNotLikeIfExists</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html</remarks>
internal sealed record ConditionOperator
{
    private const string IfExistsSuffix = "IfExists";

    private static readonly FrozenSet<string> s_known = FrozenSet.ToFrozenSet(
        [
            "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike",
            "ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike", "Bool", "BinaryEquals", "IpAddress", "NotIpAddress",
            "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
            "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", Null,
        ],
        StringComparer.Ordinal);

    private readonly string _positive;

    private readonly bool _isPlain;

    private ConditionOperator(string name, string bare, bool isPlain) =>
        (Name, _positive, IsNegated, _isPlain) = (name, bare.Replace("Not", "", StringComparison.Ordinal), bare.Contains("Not", StringComparison.Ordinal), isPlain);

    /// <summary>The operator that asks only whether a key is there.</summary>
    public const string Null = "Null";

    /// <summary>The name as the policy has it.</summary>
    public string Name { get; }

    /// <summary>Whether it is met when none of the values matches.</summary>
    public bool IsNegated { get; }

    /// <summary>Whether it asks only for the presence of a key.</summary>
    public bool IsNull => _positive == Null;

    /// <summary>Whether the value <c>*</c> accepts every request, also one without the key.</summary>
    public bool AcceptsAllByStar => _positive is "StringLike" && !IsNegated && !_isPlain && !Name.StartsWith("ForAnyValue:", StringComparison.Ordinal);

    /// <summary>Whether a value that a request has must be listed in the policy, or match a pattern there.</summary>
    public bool ListsValues => !IsNegated && _positive is "StringEquals" or "StringLike" or "ArnLike" or "ArnEquals";

    /// <summary>Whether it lists values without which a request meets it, or patterns of such.</summary>
    public bool ListsExcluded => IsNegated && _positive is "StringEquals" or "StringEqualsIgnoreCase" or "StringLike" or "ArnLike" or "ArnEquals";

    /// <summary>Whether it lists values in any case.</summary>
    public bool IsEqualsIgnoringCase => !IsNegated && _positive is "StringEqualsIgnoreCase";

    /// <summary>Whether its values are true or false.</summary>
    public bool HasBooleans => _positive is "Bool" or Null;

    /// <summary>Whether a request that meets another operator with some values meets this one with the same.</summary>
    public bool IsNoStricterThan(ConditionOperator other) =>
        string.Equals(Qualifier, other.Qualifier, StringComparison.Ordinal)
        && IsNegated == other.IsNegated
        && (IsIfExists || !other.IsIfExists)
        && (_positive == other._positive || (_positive, other._positive) is ("ArnLike", "ArnEquals") or ("ArnEquals", "ArnLike") || (!IsNegated && (_positive, other._positive) is ("StringLike", "StringEquals")));

    /// <summary>Whether a listed value accepts everything that another does.</summary>
    public bool IsCovered(string listed, string value) => _positive switch
    {
        "StringEqualsIgnoreCase" => string.Equals(listed, value, StringComparison.OrdinalIgnoreCase),
        "StringLike" or "ArnLike" or "ArnEquals" => Pattern.Matches(listed, value, ignoreCase: false),
        _ => string.Equals(listed, value, StringComparison.Ordinal),
    };

    private string Qualifier => Name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? Name[..colon] : "";

    private bool IsIfExists => Name.EndsWith(IfExistsSuffix, StringComparison.Ordinal);

    /// <summary>Reads an operator's name; null when IAM has none of that name.</summary>
    public static ConditionOperator? Find(string name)
    {
        var bare = name.StartsWith("ForAllValues:", StringComparison.Ordinal) ? name["ForAllValues:".Length..]
            : name.StartsWith("ForAnyValue:", StringComparison.Ordinal) ? name["ForAnyValue:".Length..]
            : name;
        if (bare.EndsWith(IfExistsSuffix, StringComparison.Ordinal))
            bare = bare[..^IfExistsSuffix.Length];
        var isPlain = bare.Length == name.Length;
        // Null asks about the key itself: neither set operators nor IfExists go with it.
        return s_known.Contains(bare) && (isPlain || bare != Null) ? new ConditionOperator(name, bare, isPlain) : null;
    }

    /// <summary>Whether a value of the policy matches the one value that a request has; null when that cannot be proven here.</summary>
    public bool? Matches(string listed, string value) => _positive switch
    {
        // Variables are filled in by AWS, with what only AWS knows.
        not "Bool" when listed.Contains("${", StringComparison.Ordinal) => null,
        "StringEquals" => string.Equals(listed, value, StringComparison.Ordinal),
        "StringEqualsIgnoreCase" => Ascii.IsValid(listed) && Ascii.IsValid(value) ? Ascii.EqualsIgnoreCase(listed, value) : null,
        "StringLike" => HasWildcards(value) ? null : Pattern.Matches(listed, value, ignoreCase: false),
        "ArnEquals" or "ArnLike" => HasWildcards(value) ? null : MatchesArn(listed, value),
        "Bool" => bool.TryParse(listed, out var wanted) && bool.TryParse(value, out var actual) ? wanted == actual : null,
        _ => null,
    };

    public static bool HasWildcards(string text) => text.AsSpan().ContainsAny('*', '?');

    // Wildcards do not reach across the colons of an ARN.
    private static bool? MatchesArn(string listed, string value)
    {
        var (patterns, parts) = (listed.Split(':', 6), value.Split(':', 6));
        return parts.Length < 6 || parts[0] is not "arn" ? null
            : patterns.Length == 6 && patterns.Zip(parts).All(p => Pattern.Matches(p.First, p.Second, ignoreCase: false));
    }
}
