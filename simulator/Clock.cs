namespace Onboarding.Simulator;

/// <summary>The service's clock: the machine's clock, which can be moved forward to see what happens later.</summary>
/// <remarks>What AWS itself times (tokens, sessions, signatures) stays on the machine's clock, as it would.</remarks>
internal sealed class Clock(TimeProvider machine) : TimeProvider
{
    private long _offsetTicks;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>Moves the clock forward, or back when <paramref name="by"/> is negative.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);
}
