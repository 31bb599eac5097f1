namespace Onboarding.Benchmarks.Micro;

/// <summary>The functions' log, written line by line to a file handle as on Lambda, with nobody to read it.</summary>
internal static class Quiet
{
    private static readonly TextWriter s_out = Console.Out;
    private static readonly StreamWriter s_nowhere = new("/dev/null") { AutoFlush = true };

    public static void Log() => Console.SetOut(s_nowhere);

    public static void End() => Console.SetOut(s_out);
}
