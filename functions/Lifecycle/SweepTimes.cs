namespace Onboarding.Functions.Lifecycle;

/// <summary>When the sweeper comes back to what it could not finish.</summary>
internal static class SweepTimes
{
    /// <summary>How long a sweeper has an item for itself. One whose sweeper died is found again afterwards; no sweeper works on one for so long.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>After an answer of AWS that proved nothing.</summary>
    public static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(15);

    /// <summary>After a check about which AWS did not decide.</summary>
    public static readonly TimeSpan AfterUndecidedCheck = TimeSpan.FromHours(1);

    /// <summary>After an item that this version can't read: an alarm reports it, and it must not block the others.</summary>
    public static readonly TimeSpan AfterUnreadable = TimeSpan.FromHours(6);
}
