using System.Globalization;
using Onboarding.Ops.Commands;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>What a sweep did.</summary>
internal static class SweepSheet
{
    public static IRenderable Of(SweepReport report, Language language)
    {
        var pairs = Sheet.Pairs(
            language,
            [
                (Columns.Finished, report.Finished.ToString(CultureInfo.InvariantCulture)),
                (Columns.Failed, report.Failed.ToString(CultureInfo.InvariantCulture)),
                (Columns.Lag, report.LagSeconds.ToString("0", CultureInfo.InvariantCulture)),
                .. report.Outcomes.Select(o => (new Text(o.Key, o.Key), (string?)o.Value.ToString(CultureInfo.InvariantCulture))),
            ]);
        return report is { Failed: 0, More: false } ? pairs : Sheet.Of(pairs, Messages.SweepLeft.In(language));
    }
}
