using Onboarding.Tests;

namespace Onboarding.EndToEnd.Faults;

/// <summary>The table in <c>docs/faults.md</c>, and how it differs from what was observed.</summary>
internal static class FaultTable
{
    private static readonly string[] s_kinds = ["schedule", "stream"];

    private static readonly DocTable s_table = new("faults.md", "| function | request | AWS call |");

    /// <summary>A row's line in the table.</summary>
    public static string Line(string function, string request, string call, IEnumerable<string> cells) =>
        $"| {function} | `{request}` | {call} | {string.Join(" | ", cells)} |";

    /// <summary>The stated rows: those of the <c>schedule</c>, of the <c>stream</c>, or, for null, those that somebody requests.</summary>
    public static IReadOnlyList<string> Stated(string? kind) => [.. s_table.Rows.Where(l => KindOf(l) == kind)];

    private static string? KindOf(string line) => s_kinds.FirstOrDefault(k => line.Contains($"| `{k}: ", StringComparison.Ordinal));

    /// <summary>Fails, unless tables are recorded, with every row that is not stated as it was observed, and every stated one that nothing plays.</summary>
    public static void Compare(IReadOnlyList<string> stated, IReadOnlyList<string> observed)
    {
        if (DocTable.Recording)
        {
            s_table.Hold(s_table.Rows.Except(stated, StringComparer.Ordinal).Concat(observed).OrderBy(l => Array.IndexOf(s_kinds, KindOf(l))));
            return;
        }

        string[] differences =
        [
            .. observed.Except(stated, StringComparer.Ordinal).Select(l => "observed: " + l),
            .. stated.Except(observed, StringComparer.Ordinal).Select(l => "stated:   " + l),
        ];
        // All of it: an assertion about a text would show the beginning only.
        if (differences.Length > 0)
            Assert.Fail($"docs/faults.md:\n{string.Join('\n', differences)}");
    }
}
