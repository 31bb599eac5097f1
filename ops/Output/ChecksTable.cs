using Onboarding.Ops.Commands;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>What several checks came to, one in each line.</summary>
internal static class ChecksTable
{
    public static IRenderable Of(ChecksReport report, Language language)
    {
        if (report.Checks.Count == 0)
            return Sheet.Of(Messages.NoRegistrations.In(language));
        var table = Sheet.WithHeadings(language, Columns.Id, Columns.Outcome, Columns.State, Columns.Code);
        foreach (var check in report.Checks)
            Sheet.Row(table, check.Id, check.Outcome, check.State, check.Code);
        return Sheet.Of(table, Messages.CheckedSum.In(language, report.Checks.Count, report.Checks.Count(c => c.Outcome == "passed")));
    }
}
