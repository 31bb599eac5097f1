namespace Onboarding.Sandbox.Aws.Policies;

/// <summary>How ARNs with wildcards are compared: each of the six parts by itself, so that a wildcard never crosses a colon.</summary>
/// <remarks>Source: IAM User Guide, "Condition operators", ARN condition operators; "Resource", wildcards in ARNs.</remarks>
internal static class ArnMatch
{
    private const int Parts = 6;

    public static bool Matches(PolicyText pattern, string arn)
    {
        var patterns = pattern.SplitAtColons(Parts);
        var values = arn.Split(':', Parts);
        return patterns.Count == Parts
            && values.Length == Parts
            && patterns.Zip(values).All(pair => pair.First.Matches(pair.Second));
    }

    /// <summary>As <see cref="Matches"/>, for a <c>Resource</c>; null when it names fewer than the six parts.</summary>
    public static bool? MatchesResource(PolicyText pattern, string arn)
    {
        var patterns = pattern.SplitAtColons(Parts);
        var values = arn.Split(':', Parts);
        if (patterns.Count < Parts) return null;
        return values.Length == Parts && patterns.Zip(values).All(pair => pair.First.Matches(pair.Second));
    }
}
