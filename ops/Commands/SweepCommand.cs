using System.CommandLine;
using Onboarding.Ops.Api;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>sweep</c>: has the sweeper work until nothing is due.</summary>
internal static class SweepCommand
{
    public static Command Make(Frame frame) => frame.Make("sweep", Words.Sweep, (_, session, cancellation) => RunAsync(session, cancellation));

    private static async Task<ExitCode> RunAsync(Session session, CancellationToken cancellation)
    {
        var report = await session.Printer.WorkAsync(Messages.Sweeping, async progress =>
        {
            var sum = SweepReport.Nothing;
            SweepRound round;
            do
            {
                round = await session.Api.SweepAsync(cancellation);
                sum = sum.Plus(round);
                progress(sum.Finished);
            }
            while (round is { More: true, Finished: > 0 });
            return sum;
        });
        session.Printer.Print(report, OpsJson.Printed.SweepReport, () => SweepSheet.Of(report, session.Language));
        return report is { Failed: 0, More: false } ? ExitCode.Done : ExitCode.Unsound;
    }
}

/// <summary>The rounds of one command, added up.</summary>
/// <param name="Rounds">How often the sweeper was called.</param>
/// <param name="Finished">How many things it finished.</param>
/// <param name="Failed">How many failed: they are retried automatically.</param>
/// <param name="More">Whether something is due still: the last round finished nothing.</param>
/// <param name="LagSeconds">For how long the oldest thing had been due, at most.</param>
/// <param name="Outcomes">How often each thing was done.</param>
internal sealed record SweepReport(int Rounds, int Finished, int Failed, bool More, double LagSeconds, IReadOnlyDictionary<string, int> Outcomes)
{
    public static SweepReport Nothing { get; } = new(0, 0, 0, false, 0, new Dictionary<string, int>(StringComparer.Ordinal));

    public SweepReport Plus(SweepRound round)
    {
        var outcomes = new SortedDictionary<string, int>(Outcomes.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (name, count) in round.Outcomes)
            outcomes[name] = outcomes.GetValueOrDefault(name) + count;
        return new(Rounds + 1, Finished + round.Finished, Failed + round.Failed, round.More, Math.Max(LagSeconds, round.LagSeconds), outcomes);
    }
}
