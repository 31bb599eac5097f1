using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Help;

/// <summary>The word that was probably meant.</summary>
internal static class NearMiss
{
    /// <summary>A complaint, and which of the known words comes nearest.</summary>
    public static string After(string complaint, string typed, IEnumerable<string> known, Language language) =>
        Of(typed, known) is { } meant ? $"{complaint} {Complaints.DidYouMean.In(language, meant)}" : complaint;

    /// <summary>The nearest known word; null if none is near. Up to a third of the letters can be wrong, and a word can be abbreviated.</summary>
    public static string? Of(string typed, IEnumerable<string> known) => typed.Length is < 2 or > 40
        ? null
        : known.Select(word => (Word: word, Distance: word.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 1 : Distance(typed.ToUpperInvariant(), word.ToUpperInvariant())))
            .Where(w => w.Distance <= Math.Max(1, w.Word.Length / 3))
            .OrderBy(w => w.Distance).ThenBy(w => w.Word, StringComparer.Ordinal)
            .Select(w => w.Word)
            .FirstOrDefault();

    // Insertions, deletions, replacements and swaps of neighbors, each counted as one; the last three rows of the table are enough.
    private static int Distance(string a, string b)
    {
        var (beforeLast, last, row) = (new int[b.Length + 1], new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray());
        for (var i = 1; i <= a.Length; i++)
        {
            (beforeLast, last, row) = (last, row, beforeLast);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
        }

        return row[b.Length];
    }
}
