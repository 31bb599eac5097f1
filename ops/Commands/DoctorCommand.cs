using System.CommandLine;
using Onboarding.Ops.Api;
using Onboarding.Ops.Doctor;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>doctor</c>: whether a deployment is as it should be, from outside and from inside.</summary>
internal static class DoctorCommand
{
    public static Command Make(Frame frame)
    {
        var stack = new Option<string>("--stack") { Description = Words.StackName.In(frame.Language), HelpName = "NAME" };
        return frame.Make("doctor", Words.Doctor, (result, session, cancellation) => RunAsync(session, result.GetValue(stack), cancellation), stack);
    }

    private static async Task<ExitCode> RunAsync(Session session, string? stackName, CancellationToken cancellation)
    {
        var report = await session.Printer.WorkAsync(Messages.Examining, async progress =>
        {
            var checks = new List<Examination>();
            await foreach (var check in new Examinations(session, stackName).AllAsync(cancellation))
            {
                checks.Add(check);
                progress(checks.Count);
            }

            return new DoctorReport(checks);
        });
        session.Printer.Print(report, OpsJson.Printed.DoctorReport, () => DoctorTable.Of(report, session.Language));
        return report.Bad == 0 ? ExitCode.Done : ExitCode.Unsound;
    }
}
