namespace Onboarding.EndToEnd.Faults;

/// <summary>What goes wrong with a call.</summary>
/// <param name="Name">The column's heading.</param>
/// <param name="Error">The sandbox's name for it.</param>
internal sealed record FaultColumn(string Name, string Error)
{
    /// <summary>All columns, in the table's order.</summary>
    public static IReadOnlyList<FaultColumn> All { get; } =
    [
        new("throttled", "throttling"),
        new("500", "server-error"),
        new("time-out", "timeout"),
        new("reset", "connection-reset"),
        new("denied", "access-denied"),
        new("killed right after", "kill-after"),
    ];

    /// <summary>Whether the call is done but its caller is gone.</summary>
    public bool Kills => Error is "kill-after";

    /// <summary>A process dies once; every other fault continues until it is removed, however often the call is repeated.</summary>
    public int? Count => Kills ? 1 : null;
}
