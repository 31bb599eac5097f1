using System.CommandLine;
using Onboarding.Ops.Api;
using Onboarding.Ops.Help;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>checks run</c>.</summary>
internal static class ChecksCommand
{
    /// <summary>A check takes some seconds of waiting for AWS: so many run at the same time, which is far from what STS takes.</summary>
    private const int Together = 4;

    public static Command Make(Frame frame)
    {
        var (ids, filter) = (Choices.Ids(frame.Language, ArgumentArity.ZeroOrMore), new FilterOptions(frame.Language));
        var run = frame.Make("run", Words.CheckRun, (result, session, cancellation) => RunAsync(result, ids, filter, session, cancellation), [ids, .. filter.All])
            .With("checks run k7fq2mzc9ahx4tjw8npr3byd", "checks run --tenant acme --state degraded", "checks run --template-version '<1.1.0' --json");
        return frame.Group("checks", Words.Checks, run);
    }

    private static async Task<ExitCode> RunAsync(ParseResult result, Argument<string[]> ids, FilterOptions filter, Session session, CancellationToken cancellation)
    {
        var given = (result.GetValue(ids) ?? []).Distinct(StringComparer.Ordinal).ToList();
        if (given.Count > 0 == filter.IsGiven(result))
            throw new StopException(ExitCode.Usage, (given.Count == 0 ? Complaints.ChecksWhat : Complaints.ChecksEither).In(session.Language));
        if (given is [var only])
            return await RunAsync(session, only, cancellation);
        if (given.Count == 0)
            given.AddRange((await RegistrationsCommand.ReadAsync(session, filter.Of(result), cancellation)).Where(r => r.Kind == "account" && r.State is not ("detached" or "closed")).Select(r => r.Id));
        return await RunAsync(session, given, cancellation);
    }

    private static async Task<ExitCode> RunAsync(Session session, string id, CancellationToken cancellation)
    {
        var run = await session.Printer.WorkAsync(Messages.Checking, _ => session.Api.CheckAsync(id, cancellation));
        session.Printer.Print(run, OpsJson.Printed.CheckRun, () => CheckSheet.Of(run, session.Language));
        return run.Check.Outcome == "passed" ? ExitCode.Done : ExitCode.Unsound;
    }

    private static async Task<ExitCode> RunAsync(Session session, List<string> ids, CancellationToken cancellation)
    {
        var report = await session.Printer.WorkAsync(Messages.CheckingMany, async progress =>
        {
            var (runs, done) = (new NamedCheck[ids.Count], 0);
            await Parallel.ForEachAsync(Enumerable.Range(0, ids.Count), new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation }, async (i, stop) =>
            {
                runs[i] = await TryAsync(session, ids[i], stop);
                progress(Interlocked.Increment(ref done));
            });
            return new ChecksReport(runs);
        });
        session.Printer.Print(report, OpsJson.Printed.ChecksReport, () => ChecksTable.Of(report, session.Language));
        return report.Checks.Select(c => c.ExitCode).DefaultIfEmpty(ExitCode.Done).Max();
    }

    // One that is refused does not keep the others from being checked; without an API or credentials none can be.
    private static async Task<NamedCheck> TryAsync(Session session, string id, CancellationToken cancellation)
    {
        try
        {
            var run = await session.Api.CheckAsync(id, cancellation);
            return new(id, run.Check.Outcome, run.State, run.Check.Code) { ExitCode = run.Check.Outcome == "passed" ? ExitCode.Done : ExitCode.Unsound };
        }
        catch (StopException e) when (e.ApiCode is not null && e.ExitCode is not ExitCode.NotAllowed)
        {
            return new(id, "refused", null, e.ApiCode, e.Message) { ExitCode = e.ExitCode };
        }
    }
}

/// <summary>What several checks came to.</summary>
internal sealed record ChecksReport(IReadOnlyList<NamedCheck> Checks);

/// <summary>What one of several checks came to.</summary>
/// <param name="Id">The registration.</param>
/// <param name="Outcome"><c>passed</c>, <c>failed</c>, <c>inconclusive</c>, or <c>refused</c>: it could not be checked.</param>
/// <param name="State">The state it left the registration in.</param>
/// <param name="Code">The error code, unless it passed.</param>
/// <param name="Reason">Why it could not be checked.</param>
internal sealed record NamedCheck(string Id, string Outcome, string? State, string? Code, string? Reason = null)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ExitCode ExitCode { get; init; }
}
