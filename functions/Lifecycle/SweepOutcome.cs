namespace Onboarding.Functions.Lifecycle;

/// <summary>What a sweep did with an item. What it decided by a check has the decision's own name (<see cref="Audit.Decisions"/>).</summary>
internal static class SweepOutcome
{
    /// <summary>A submitted connection was proven.</summary>
    public const string Registered = "registered";

    /// <summary>A submitted connection can never be accepted.</summary>
    public const string Refused = "refused";

    /// <summary>An onboarding was not finished in time.</summary>
    public const string Expired = "expired";

    /// <summary>A cleanup is still owed.</summary>
    public const string Reminded = "reminded";

    /// <summary>A detached account's role can be assumed again.</summary>
    public const string Reachable = "reachable-again";

    /// <summary>A detached account's role could not be assumed.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>A detached account's role could not be assumed for long enough.</summary>
    public const string Closed = "closed";

    /// <summary>What was left of an account that an operator deleted was removed.</summary>
    public const string Removed = "removed";

    /// <summary>It is not its time yet, or AWS proved nothing.</summary>
    public const string Postponed = "postponed";

    /// <summary>Another sweeper was faster.</summary>
    public const string DoneByAnother = "done-by-another";

    /// <summary>This version can't read the item; it was left unchanged.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>An AWS call failed, or an unexpected error occurred.</summary>
    public const string Failed = "failed";
}
