using System.Globalization;
using Onboarding.Benchmarks.Serve;
using Onboarding.Sandbox.Dynamo;

namespace Onboarding.Benchmarks.Cold;

/// <summary>Starts the published functions and the bare program in turn, many times, and compares the medians; then has each answer many events.</summary>
internal static class ColdCommand
{
    private const int DefaultRuns = 30;

    /// <summary>So many starts are one long-lived start, which answers <see cref="Events"/>.</summary>
    private const int StartsForALongOne = 6;

    private const int Events = 2000;

    private const int FasterWithRehearsal = 3;

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
        var starts = await InTurnAsync(programs, runs, program => pad.LaunchAsync(program, variables));
        var restores = await RestoresAsync(pad, managed.Ours, variables, runs);
        await using var local = DynamoLocal.Start(dataDirectory: null, TimeProvider.System, isForLong: true);
        await local.Ready;
        variables["AWS_ENDPOINT_URL"] = local.Endpoint.ToString();
        var invocations = await InTurnAsync(programs, Math.Max(runs / StartsForALongOne, 1), program => pad.InvokeAsync(program, variables, Events));

        await Console.Out.WriteLineAsync($"Cold start, {runs} starts each in turn, medians\n\n" + Numbers.Header);
        await Console.Out.WriteLineAsync(Numbers.Line("native: start to the first link", Answer(starts[0]), Answer(starts[1]), "ms", 1.25));
        await Console.Out.WriteLineAsync(Numbers.Line("native: start to the first `next`", Next(starts[0]), Next(starts[1]), "ms", 1.25));
        await Console.Out.WriteLineAsync(Numbers.Line("native: peak memory", Peak(starts[0]), Peak(starts[1]), "MiB", 1.25));
        await Console.Out.WriteLineAsync(Numbers.Line("managed: start to the first link", Answer(starts[2]), Answer(starts[3]), "ms", 1.15));
        await Console.Out.WriteLineAsync(Numbers.Line("managed: start to the first `next`", Next(starts[2]), Next(starts[3]), "ms", 1.15));
        await Console.Out.WriteLineAsync(Numbers.Line("managed: peak memory", Peak(starts[2]), Peak(starts[3]), "MiB", 1.15));

        await Console.Out.WriteLineAsync($"\nSnapStart: from the end of the restore to the first link, {runs} each in turn, medians\n\n| what | rehearsed | not rehearsed | times faster | at least | held |\n|---|---:|---:|---:|---:|---|");
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| managed: restore to the first link | {restores[0]:0.0} ms | {restores[1]:0.0} ms | {restores[1] / restores[0]:0.0} | {FasterWithRehearsal} | {(restores[1] / restores[0] >= FasterWithRehearsal ? "yes" : "**no**")} |"));

        await Console.Out.WriteLineAsync($"\nA link by a program that is up and DynamoDB Local, the later half of {Events} each, medians\n\n" + Numbers.Header);
        await Console.Out.WriteLineAsync(Numbers.Line("native: from the event to the answer", Numbers.Median(invocations[0]), Numbers.Median(invocations[1]), "µs"));
        await Console.Out.WriteLineAsync(Numbers.Line("managed: from the event to the answer", Numbers.Median(invocations[2]), Numbers.Median(invocations[3]), "µs"));
        return 0;
    }

    /// <summary>The medians with the rehearsal before the snapshot, and without.</summary>
    private static async Task<List<double>> RestoresAsync(LaunchPad pad, IReadOnlyList<string> program, IReadOnlyDictionary<string, string> variables, int runs)
    {
        var rehearsed = new Dictionary<string, string>(variables, StringComparer.Ordinal) { ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "snap-start" };
        var notRehearsed = new Dictionary<string, string>(rehearsed, StringComparer.Ordinal) { ["ONBOARDING_REHEARSAL"] = "off" };
        List<double>[] all = [[], []];
        for (var turn = 0; turn < (runs + 1) * 2; turn++)
        {
            var start = await pad.LaunchAsync(program, (turn % 2) == 0 ? rehearsed : notRehearsed);
            if (turn >= 2)
                all[turn % 2].Add(start.RestoredMs);
        }

        return [.. all.Select(Numbers.Median)];
    }

    /// <summary>Measures every program so many times. Each begins a round as often as the others; one more round before them only fills the page cache and warms the table.</summary>
    private static async Task<List<List<T>>> InTurnAsync<T>(IReadOnlyList<string>[] programs, int rounds, Func<IReadOnlyList<string>, Task<T>> measure)
    {
        var all = programs.Select(_ => new List<T>()).ToList();
        for (var turn = 0; turn < (rounds + 1) * programs.Length; turn++)
        {
            var program = ((turn / programs.Length) + turn) % programs.Length;
            var measured = await measure(programs[program]);
            if (turn >= programs.Length)
                all[program].Add(measured);
        }

        return all;
    }

    private static double Answer(IEnumerable<ColdStart> starts) => Numbers.Median(starts.Select(s => s.AnswerMs));

    private static double Next(IEnumerable<ColdStart> starts) => Numbers.Median(starts.Select(s => s.NextMs));

    private static double Peak(IEnumerable<ColdStart> starts) => Numbers.Median(starts.Select(s => s.PeakKiB / 1024.0));
}
