using System.Globalization;
using Onboarding.Benchmarks.Serve;

namespace Onboarding.Benchmarks.Cold;

/// <summary>Starts the published functions and the bare program in turn, many times, and compares the medians.</summary>
internal static class ColdCommand
{
    private const int DefaultRuns = 30;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var runs = arguments is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : DefaultRuns;
        var native = Builds.Make("native");
        var managed = Builds.Make("managed");
        using var dynamo = Server.Start("serve");
        await using var pad = await LaunchPad.OpenAsync(Deployment.MintEvent());
        var variables = Deployment.Variables("onboardings");
        variables["AWS_ENDPOINT_URL"] = dynamo.Address.ToString();

        IReadOnlyList<string>[] programs = [native.Ours, native.Bare, managed.Ours, managed.Bare];
        var starts = programs.Select(_ => new List<ColdStart>()).ToList();
        for (var run = -1; run < runs; run++)
        {
            // Each begins a round as often as the others; the first round only fills the page cache.
            for (var turn = 0; turn < programs.Length; turn++)
            {
                var program = (run + 1 + turn) % programs.Length;
                var start = await pad.LaunchAsync(programs[program], variables);
                if (run >= 0)
                    starts[program].Add(start);
            }
        }

        await Console.Out.WriteLineAsync($"Cold start, {runs} starts each in turn, medians\n\n" + Numbers.Header);
        await Console.Out.WriteLineAsync(Numbers.Line("native: start to the first link", Answer(starts[0]), Answer(starts[1]), "ms", 1.25));
        await Console.Out.WriteLineAsync(Numbers.Line("native: start to the first `next`", Next(starts[0]), Next(starts[1]), "ms", 1.25));
        await Console.Out.WriteLineAsync(Numbers.Line("native: peak memory", Peak(starts[0]), Peak(starts[1]), "MiB", 1.25));
        await Console.Out.WriteLineAsync(Numbers.Line("managed: start to the first link", Answer(starts[2]), Answer(starts[3]), "ms", 1.15));
        await Console.Out.WriteLineAsync(Numbers.Line("managed: start to the first `next`", Next(starts[2]), Next(starts[3]), "ms", 1.15));
        await Console.Out.WriteLineAsync(Numbers.Line("managed: peak memory", Peak(starts[2]), Peak(starts[3]), "MiB", 1.15));
        return 0;
    }

    private static double Answer(IEnumerable<ColdStart> starts) => Numbers.Median(starts.Select(s => s.AnswerMs));

    private static double Next(IEnumerable<ColdStart> starts) => Numbers.Median(starts.Select(s => s.NextMs));

    private static double Peak(IEnumerable<ColdStart> starts) => Numbers.Median(starts.Select(s => s.PeakKiB / 1024.0));
}
