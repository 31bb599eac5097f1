namespace Onboarding.Tests;

/// <summary>A clock whose intervals pass only when they are told to.</summary>
internal sealed class AgingTime : TimeProvider
{
    private long _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed;

    public void Pass(TimeSpan interval) => _passed += interval.Ticks;
}
