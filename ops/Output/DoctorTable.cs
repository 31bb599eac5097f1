using Onboarding.Ops.Doctor;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>What was found of a deployment.</summary>
internal static class DoctorTable
{
    public static IRenderable Of(DoctorReport report, Language language)
    {
        var table = Sheet.WithHeadings(language, Columns.Check, Columns.Outcome, Columns.Found);
        foreach (var check in report.Checks)
            Sheet.Row(table, check.Check, check.Outcome, check.Detail);
        return Sheet.Of(table, Messages.Examined.In(language, report.Checks.Count, report.Bad, report.Checks.Count(c => c.Outcome == Examination.Skipped)));
    }
}
