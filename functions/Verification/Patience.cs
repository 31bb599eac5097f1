namespace Onboarding.Functions.Verification;

/// <summary>How long one request retries what IAM might not show yet: new roles and policies need seconds, up to about a minute, to propagate.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency</remarks>
/// <param name="limit">For how long altogether.</param>
/// <param name="time">The clock.</param>
/// <param name="mayWait">Whether a pause is allowed, checked before each one; always allowed when absent.</param>
internal sealed class Patience(TimeSpan limit, TimeProvider time, Func<TimeSpan, CancellationToken, Task<bool>>? mayWait = null)
{
    private static readonly TimeSpan[] s_pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];
    private readonly long _began = time.GetTimestamp();
    private int _pauses;

    /// <summary>Waits before the next attempt, a little longer each time.</summary>
    /// <returns>False, without a pause, when the patience would end during it, or it isn't allowed.</returns>
    public async Task<bool> PauseAsync(CancellationToken cancellation)
    {
        var pause = s_pauses[Math.Min(_pauses++, s_pauses.Length - 1)];
        if (time.GetElapsedTime(_began) + pause > limit)
            return false;
        if (mayWait is not null && !await mayWait(pause, cancellation))
            return false;
        await Task.Delay(pause, time, cancellation);
        return true;
    }
}
