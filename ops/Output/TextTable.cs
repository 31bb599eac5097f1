using Spectre.Console;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>What a column does when a table is wider than the terminal.</summary>
internal enum Fit
{
    /// <summary>It stays whole: an id that is cut or broken can't be copied.</summary>
    Whole,

    /// <summary>Its values are cut.</summary>
    Cut,

    /// <summary>Its values take several lines.</summary>
    Wrap,
}

/// <summary>Values in columns, two spaces apart, with no lines between them. Every cell is text, never markup: names come from other people.</summary>
internal sealed class TextTable(IReadOnlyList<(string Heading, Fit Fit)> columns) : Renderable
{
    private const int Gap = 2;

    /// <summary>A column that gives way keeps so many characters.</summary>
    private const int Least = 8;

    private readonly List<string[]> _rows = [];

    public void Add(params IEnumerable<string?> cells) => _rows.Add([.. cells.Select(Printable.Of)]);

    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(Math.Min(maxWidth, Least), maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var widths = Widths(maxWidth);
        foreach (var line in Lines([.. columns.Select(c => c.Heading)], widths).Concat(_rows.SelectMany(r => Lines(r, widths))))
        {
            yield return new Segment(line);
            yield return Segment.LineBreak;
        }
    }

    private int[] Widths(int available)
    {
        var widths = columns.Select((c, i) => _rows.Select(r => DisplayWidth.Of(r[i])).Append(DisplayWidth.Of(c.Heading)).Max()).ToArray();
        for (var over = widths.Sum() + (Gap * (widths.Length - 1)) - available; over > 0; over--)
        {
            var yielding = Enumerable.Range(0, widths.Length).Where(i => columns[i].Fit != Fit.Whole && widths[i] > Least).ToList();
            if (yielding.Count == 0)
                break;
            widths[yielding.MaxBy(i => widths[i])]--;
        }

        return widths;
    }

    private IEnumerable<string> Lines(string[] cells, int[] widths)
    {
        var wrapped = cells.Select((cell, i) => columns[i].Fit == Fit.Wrap ? [.. DisplayWidth.Wrap(cell, widths[i])] : (string[])[columns[i].Fit == Fit.Cut ? DisplayWidth.Cut(cell, widths[i]) : cell]).ToList();
        for (var line = 0; line < wrapped.Max(w => w.Length); line++)
            yield return string.Join("  ", wrapped.Select((w, i) => DisplayWidth.Pad(line < w.Length ? w[line] : "", widths[i]))).TrimEnd();
    }
}
