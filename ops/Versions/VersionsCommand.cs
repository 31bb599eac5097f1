using System.CommandLine;
using Onboarding.Ops.Api;
using Onboarding.Ops.Commands;
using Onboarding.Ops.Help;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Versions;

/// <summary><c>versions</c>: how many accounts have which version of the template.</summary>
internal static class VersionsCommand
{
    public static Command Make(Frame frame)
    {
        var byTenant = new Option<bool>("--by-tenant") { Description = Words.ByTenant.In(frame.Language) };
        OptionGroup.Shown.Add(byTenant);
        return frame.Make("versions", Words.Versions, (result, session, cancellation) => RunAsync(session, result.GetValue(byTenant), cancellation), byTenant)
            .With("versions", "versions --by-tenant", "registrations list --template-version '<1.1.0' --state active");
    }

    private static async Task<ExitCode> RunAsync(Session session, bool byTenant, CancellationToken cancellation)
    {
        var report = await session.Printer.WorkAsync(Messages.Counting, async progress =>
        {
            var counts = new List<VersionCount>();
            await foreach (var count in session.Api.VersionsAsync(cancellation))
            {
                counts.Add(count);
                progress(counts.Count);
            }

            return VersionsReport.Of(counts, byTenant);
        });
        session.Printer.Print(report, OpsJson.Printed.VersionsReport, () => VersionsTable.Of(report, byTenant, session.Language));
        return ExitCode.Done;
    }
}
