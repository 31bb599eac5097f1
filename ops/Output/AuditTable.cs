using System.Globalization;
using Onboarding.Ops.Audit;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>The decisions about one registration.</summary>
internal static class AuditTable
{
    public static IRenderable Of(AuditTrail trail, Language language)
    {
        var table = Sheet.WithHeadings(language, Columns.Sequence, Columns.At, Columns.Decision, Columns.By, Columns.Code, Columns.Hash);
        foreach (var entry in trail.Entries)
            Sheet.Row(table, entry.Sequence.ToString(CultureInfo.InvariantCulture), Sheet.Time(entry.At), entry.Decision, entry.By, entry.Code, entry.Hash);
        return Sheet.Of(table, Messages.NotVerified.In(language, trail.Id));
    }
}
