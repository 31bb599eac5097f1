namespace Onboarding.Benchmarks;

/// <summary>The functions' log, written line by line to a file handle as on Lambda, and never read.</summary>
internal static class Quiet
{
    private static readonly Stream s_out = Functions.Diagnostics.Log.Out;
    private static readonly FileStream s_nowhere = new("/dev/null", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public static void Log() => Functions.Diagnostics.Log.Out = s_nowhere;

    public static void End() => Functions.Diagnostics.Log.Out = s_out;
}
