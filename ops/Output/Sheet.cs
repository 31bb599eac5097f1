using Onboarding.Ops.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;
using Columns = Onboarding.Ops.Texts.Columns;

namespace Onboarding.Ops.Output;

/// <summary>Tables, pairs and lines in which everything is text, never markup: names come from other people.</summary>
internal static class Sheet
{
    private static readonly Text[] s_cut = [Columns.Tenant, Columns.Name, Columns.LastCheck, Columns.By, Columns.Role, Columns.Stack, Columns.Group];
    private static readonly Text[] s_wrapped = [Columns.Found, Columns.Reason];

    /// <summary>A table with headings.</summary>
    public static TextTable WithHeadings(Language language, params IEnumerable<Text> headings) =>
        new([.. headings.Select(h => (h.In(language), s_cut.Contains(h) ? Fit.Cut : s_wrapped.Contains(h) ? Fit.Wrap : Fit.Whole))]);

    public static void Row(TextTable table, params IEnumerable<string?> cells) => table.Add(cells);

    /// <summary>A name and a value in each line, and only those that have a value.</summary>
    public static Grid Pairs(Language language, params IEnumerable<(Text Name, string? Value)> pairs)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        foreach (var (name, value) in pairs)
        {
            if (value is not null)
                grid.AddRow(new Spectre.Console.Text(name.In(language)), new Spectre.Console.Text(Printable.Of(value)));
        }

        return grid;
    }

    /// <summary>Lines of text and tables, one below the other.</summary>
    public static Rows Of(params IEnumerable<object> parts) => new(parts.Select(p => p as IRenderable ?? new Spectre.Console.Text(Printable.Of((string)p))));

    /// <summary>How long ago, in its largest unit: <c>34 d</c>.</summary>
    public static string? Ago(DateTimeOffset? since, DateTimeOffset now, Language language) => (now - since) switch
    {
        null => null,
        { TotalDays: >= 1 } age => Messages.Days.In(language, (long)age.TotalDays),
        { TotalHours: >= 1 } age => Messages.Hours.In(language, (long)age.TotalHours),
        { } age => Messages.Minutes.In(language, Math.Max(0, (long)age.TotalMinutes)),
    };

    public static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
