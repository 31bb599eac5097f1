using System.Globalization;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Versions;

/// <summary>How many accounts have which version of the template.</summary>
internal static class VersionsTable
{
    public static IRenderable Of(VersionsReport report, bool byTenant, Language language)
    {
        if (report.Versions.Count == 0)
            return Sheet.Of(Messages.NoRegistrations.In(language));
        var table = Sheet.WithHeadings(language, [Columns.Profile, Columns.Version, Columns.Current, .. byTenant ? [Columns.Tenant] : Array.Empty<Text>(), Columns.Accounts]);
        foreach (var v in report.Versions)
            Sheet.Row(table, [v.Profile, v.TemplateVersion, v.CurrentVersion, .. byTenant ? [v.Tenant] : Array.Empty<string?>(), v.Accounts.ToString(CultureInfo.InvariantCulture)]);
        return Sheet.Of(table, Messages.VersionsSum.In(language, report.Versions.Sum(v => v.Accounts), report.Versions.Where(v => v.IsOutdated).Sum(v => v.Accounts)));
    }
}
