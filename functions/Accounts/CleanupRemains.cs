namespace Onboarding.Functions.Accounts;

/// <summary>The names of what became of a stack that is to be deleted, in the table, the API and events.</summary>
internal static class StackRemains
{
    /// <summary>It is there, and can be deleted.</summary>
    public const string Present = "present";

    /// <summary>It is being deleted.</summary>
    public const string Deleting = "deleting";

    /// <summary>Its deletion failed.</summary>
    public const string DeleteFailed = "delete-failed";

    /// <summary>It was deleted, and its role was not.</summary>
    public const string Deleted = "deleted";

    /// <summary>AWS did not show it.</summary>
    public const string Unknown = "unknown";
}

/// <summary>What the last reminder found in the customer's account.</summary>
/// <param name="StackState">What became of the stack, one of <see cref="StackRemains"/>; null for a role that was created manually.</param>
/// <param name="StackStatusReason">Why the stack's deletion failed, as CloudFormation says; at most <see cref="MaxReason"/> characters.</param>
/// <param name="AttachedPolicies">The ARNs of the managed policies that are attached to the role; null when AWS did not show them, or there are too many to name.</param>
/// <param name="InlinePolicies">The names of the role's inline policies; null as above.</param>
internal sealed record CleanupRemains(
    string? StackState = null, string? StackStatusReason = null, IReadOnlyList<string>? AttachedPolicies = null, IReadOnlyList<string>? InlinePolicies = null)
{
    /// <summary>The maximum length of a reason; the customer can see the rest in the console.</summary>
    public const int MaxReason = 256;

    // A role has at most 20 managed policies: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    private const int MaxPolicies = 20;

    // An ARN can have up to 2,048 characters, too long to read: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
    private const int MaxName = 256;

    /// <summary>What was found, within what a reminder can say.</summary>
    public static CleanupRemains Of(string? stackState, string? reason, IReadOnlyList<string>? attached, IReadOnlyList<string>? inline) =>
        new(stackState, Bounded(reason), Nameable(attached), Nameable(inline));

    private static string? Bounded(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            return null;
        var line = string.Concat(reason.Take(MaxReason).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)).Trim();
        return reason.Length > MaxReason ? line[..Math.Min(line.Length, MaxReason - 1)] + "…" : line;
    }

    private static IReadOnlyList<string>? Nameable(IReadOnlyList<string>? names) =>
        names is { Count: <= MaxPolicies } && names.All(n => n.Length <= MaxName) ? names : null;
}
