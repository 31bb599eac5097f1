using System.Globalization;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Stats;

/// <summary>How far connections came, and which part of those that were minted.</summary>
internal static class StatsTable
{
    public static IRenderable Of(StatsReport report, Language language)
    {
        if (report.Stages.Count == 0)
            return Sheet.Of(Messages.NothingMinted.In(language, report.From, report.To));
        var key = report.By switch { "profile" => Columns.Profile, "region" => Columns.Region, _ => Columns.Day };
        var table = Sheet.WithHeadings(language, key, Columns.Minted, Columns.Opened, Columns.RoleSeen, Columns.Registered, Columns.Expired, Columns.Cancelled);
        foreach (var sum in (IEnumerable<StageSum>)[.. report.Stages, StageSum.Total(report.Stages, Messages.Total.In(language))])
            Sheet.Row(table, sum.Key, Number(sum.Minted), Part(sum.Opened, sum), Part(sum.RoleSeen, sum), Part(sum.Registered, sum), Part(sum.Expired, sum), Part(sum.Cancelled, sum));
        return Sheet.Of(table, Messages.CountedFrom.In(language, report.From, report.To));
    }

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Part(long count, StageSum of) => string.Create(CultureInfo.InvariantCulture, $"{count} ({(of.Minted == 0 ? 0 : 100 * count / of.Minted)}%)");
}
