namespace Onboarding.Simulator.Iam;

/// <summary>The decision of an identity's permissions about a request, and the deciding one.</summary>
internal enum Verdict
{
    Allowed,
    DeniedByIdentity,
    DeniedByBoundary,
    DeniedBySession,
    NotAllowedByIdentity,
    NotAllowedByBoundary,
    NotAllowedBySession,
}

/// <summary>Verdicts in the words of AWS's refusals.</summary>
/// <remarks>Source: IAM User Guide, "Troubleshoot access denied error messages".</remarks>
internal static class VerdictWords
{
    public static bool IsExplicitDeny(this Verdict verdict) =>
        verdict is Verdict.DeniedByIdentity or Verdict.DeniedByBoundary or Verdict.DeniedBySession;

    /// <summary>AccessDenied in the words of IAM and CloudFormation.</summary>
    public static AwsErrorException Refusal(this Verdict verdict, string callerArn, string action, string resource)
    {
        var reason = verdict switch
        {
            Verdict.DeniedByIdentity => "with an explicit deny in an identity-based policy",
            Verdict.DeniedByBoundary => "with an explicit deny in a permissions boundary",
            Verdict.DeniedBySession => "with an explicit deny in a session policy",
            Verdict.NotAllowedByBoundary => $"because no permissions boundary allows the {action} action",
            Verdict.NotAllowedBySession => $"because no session policy allows the {action} action",
            _ => $"because no identity-based policy allows the {action} action",
        };
        return AwsErrorException.AccessDenied(
            $"User: {callerArn} is not authorized to perform: {action} on resource: {resource} {reason}");
    }
}
