namespace Onboarding.Simulator.Policies;

/// <summary>Compares ARNs with wildcards: each of the six parts separately, so that a wildcard never crosses a colon.</summary>
/// <remarks>
/// Source: IAM User Guide, "Condition operators", ARN condition operators; "Resource", wildcards in ARNs;
/// "Identify AWS resources with Amazon Resource Names (ARNs)", incomplete ARNs.
/// </remarks>
internal static class ArnMatch
{
    /// <summary>The parts of an ARN; the last keeps its colons.</summary>
    public const int Parts = 6;

    public static bool Matches(PolicyText pattern, string arn)
    {
        var patterns = pattern.SplitAtColons(Parts);
        var values = arn.Split(':', Parts);
        return patterns.Count == Parts
            && values.Length == Parts
            && patterns.Zip(values).All(pair => pair.First.Matches(pair.Second));
    }

    /// <summary>As <see cref="Matches"/>, for a <c>Resource</c>: parts that it does not name are any; session policies must name them all.</summary>
    public static bool MatchesResource(PolicyText pattern, string arn)
    {
        var values = arn.Split(':', Parts);
        return values.Length == Parts && pattern.SplitAtColons(Parts).Zip(values).All(pair => pair.First.Matches(pair.Second));
    }
}
