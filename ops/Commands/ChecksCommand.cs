using System.CommandLine;
using Onboarding.Ops.Api;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>checks run</c>.</summary>
internal static class ChecksCommand
{
    public static Command Make(Frame frame)
    {
        var id = Choices.Id(frame.Language);
        var run = frame.Make("run", Words.CheckRun, (result, session, cancellation) => RunAsync(session, result.GetRequiredValue(id), cancellation), id);
        return frame.Group("checks", Words.Checks, run);
    }

    private static async Task<ExitCode> RunAsync(Session session, string id, CancellationToken cancellation)
    {
        var run = await session.Printer.WorkAsync(Messages.Checking, _ => session.Api.CheckAsync(id, cancellation));
        session.Printer.Print(run, OpsJson.Printed.CheckRun, () => CheckSheet.Of(run, session.Language));
        return run.Check.Outcome == "passed" ? ExitCode.Done : ExitCode.Unsound;
    }
}
