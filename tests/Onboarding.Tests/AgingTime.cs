namespace Onboarding.Tests;

/// <summary>A clock whose intervals pass only on request.</summary>
internal sealed class AgingTime : TimeProvider
{
    private long _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed;

    public void Pass(TimeSpan interval) => _passed += interval.Ticks;
}
