using System.Text.RegularExpressions;

namespace Onboarding.Tests.Contract;

/// <summary>Holds the folders of <c>functions/</c> to the arrows that <c>docs/architecture.md</c> draws: each folder uses only folders above it in the table.</summary>
/// <remarks>
/// The folder of each type is known, and a type counts as used if its name is in a file that sees the type's namespace. The files next to the folders are left out:
/// they compose everything, and hold the settings and the lists of JSON types that every folder reads.
/// </remarks>
public sealed partial class FolderTests
{
    private const string Namespace = "Onboarding.Functions.";

    private static readonly string[] s_everywhere = ["Diagnostics", "Refusals", "Values"];

    private static readonly DocTable s_table = new("architecture.md", "| folder | what it is | uses |");

    private static readonly string s_root = Root(AppContext.BaseDirectory);

    [Fact]
    [Trait(DocTable.Trait, "table")]
    public void Folders_Use_What_The_Architecture_Page_Allows_And_Nothing_Else()
    {
        var uses = Uses();

        s_table.Hold(s_table.Rows.Select(row => row.Split(" | ") is [var folder, var what, _]
            ? $"{folder} | {what} | {string.Join(", ", uses[NameOf(folder)].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))} |"
            : row));
        uses.Select(f => f.Key).Except(s_table.Rows.Select(NameOf), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Arrows_Point_One_Way()
    {
        var above = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in s_table.Rows)
        {
            var uses = row.Split(" | ")[2].TrimEnd('|', ' ').Split(", ", StringSplitOptions.RemoveEmptyEntries);
            uses.ShouldAllBe(used => above.Contains(used), $"{NameOf(row)} uses a folder that is not above it");
            above.Add(NameOf(row));
        }
    }

    // As in | `Registry/` | …
    private static string NameOf(string row) => row.Split('`')[1].TrimEnd('/');

    private static ILookup<string, string> Uses()
    {
        var functions = Path.Combine(s_root, "functions");
        var sources = Directory.GetDirectories(functions)
            .Where(d => Path.GetFileName(d) is not ("bin" or "obj"))
            .SelectMany(d => Directory.GetFiles(d, "*.cs", SearchOption.AllDirectories).Select(f => new Source(Path.GetFileName(d), NoisePattern().Replace(File.ReadAllText(f), ""))))
            .ToList();
        var folders = sources
            .SelectMany(s => TypePattern().Matches(s.Text).Select(m => (Type: m.Groups["type"].Value, s.Folder)))
            .ToLookup(t => t.Type, t => t.Folder, StringComparer.Ordinal);
        return sources
            .SelectMany(s => WordPattern().Matches(s.Text).Select(m => m.Value).Distinct(StringComparer.Ordinal)
                .SelectMany(word => folders[word])
                .Where(used => used != s.Folder && s.Sees(used))
                .Select(used => (s.Folder, Used: used)))
            .ToLookup(u => u.Folder, u => u.Used, StringComparer.Ordinal);
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Onboarding.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    private sealed record Source(string Folder, string Text)
    {
        public bool Sees(string folder) =>
            s_everywhere.Contains(folder, StringComparer.Ordinal)
            || Text.Contains($"using {Namespace}{folder};", StringComparison.Ordinal)
            || Text.Contains($"using {Namespace}{folder}.", StringComparison.Ordinal)
            || Regex.IsMatch(Text, $@"(?<![\w.]){folder}\.[A-Z]|{Regex.Escape(Namespace)}{folder}\.", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    /// <summary>Comments and texts.</summary>
    [GeneratedRegex("""//.*|"(?:[^"\\\n]|\\.)*"|'"'""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NoisePattern();

    [GeneratedRegex(@"^(?:internal|public) [^\n(=]*?\b(?:class|record struct|record|struct|interface|enum) (?<type>[A-Z]\w+)|^internal delegate \S+ (?<type>[A-Z]\w+)\(", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"\b[A-Z]\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WordPattern();
}
