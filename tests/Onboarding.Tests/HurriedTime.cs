namespace Onboarding.Tests;

/// <summary>A clock whose pauses end immediately. It counts them, and lets something happen in each.</summary>
/// <param name="during">Gets the pause's number, from 1.</param>
internal sealed class HurriedTime(Action<int>? during = null) : TimeProvider
{
    private readonly List<TimeSpan> _pauses = [];
    private long _passed;

    public IReadOnlyList<TimeSpan> Pauses => _pauses;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _passed += dueTime.Ticks;
        _pauses.Add(dueTime);
        during?.Invoke(_pauses.Count);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
