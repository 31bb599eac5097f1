namespace Onboarding.Ops.Commands;

/// <summary>Shows something once, or again and again until the person ends it.</summary>
internal static class Watching
{
    /// <summary>Runs what shows it.</summary>
    /// <param name="session">The run.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="seconds">Every how many seconds; null for once.</param>
    /// <param name="show">Shows it.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<ExitCode> RunAsync(Session session, TimeProvider time, int? seconds, Func<Task<ExitCode>> show, CancellationToken cancellation)
    {
        var code = await show();
        while (seconds is { } pause)
        {
            await Task.Delay(TimeSpan.FromSeconds(pause), time, cancellation);
            session.Printer.Again();
            code = await show();
        }

        return code;
    }
}
