using System.Text.RegularExpressions;

namespace Onboarding.Tests.Contract;

/// <summary>Holds the table of threats in <c>docs/security.md</c> and the tests that name them together.</summary>
public sealed partial class ThreatTableTests
{
    /// <summary>T40 and later were found by attack; those without a test yet are marked so.</summary>
    private const int Threats = 59;

    private const int ProvenFromTheBeginning = 39;

    private static readonly string s_root = Root(AppContext.BaseDirectory);

    [Fact]
    [Trait(DocTable.Trait, "table")]
    public void Every_Threat_Has_Its_Tests_And_The_Table_Names_Them()
    {
        var proven = Directory.GetFiles(Path.Combine(s_root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Proofs(File.ReadAllText(f)))
            .ToLookup(p => p.Threat, p => p.Test, StringComparer.Ordinal);
        var table = new DocTable("security.md", "| threat | what | tests |");

        table.Rows.Count.ShouldBe(Threats);
        table.Hold(table.Rows.Select((row, i) => $"{row[..row.TrimEnd('|').LastIndexOf('|')]}| {TestsOf(proven[$"T{i + 1}"], i + 1)} |"));
    }

    private static string TestsOf(IEnumerable<string> tests, int threat)
    {
        var names = string.Join(", ", tests.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(t => $"`{t}`"));
        return names.Length == 0 && threat > ProvenFromTheBeginning ? "*later*" : names;
    }

    // A trait belongs to the next method; the class is the last that began.
    private static IEnumerable<(string Threat, string Test)> Proofs(string source)
    {
        var (type, pending) = ("", new List<string>());
        foreach (Match match in ProofPattern().Matches(source))
        {
            if (match.Groups["class"] is { Success: true, Value: var name })
                type = name;
            else if (match.Groups["threat"] is { Success: true, Value: var threat })
                pending.Add(threat);
            else
            {
                foreach (var proven in pending)
                    yield return (proven, $"{type}.{match.Groups["method"].Value}");
                pending.Clear();
            }
        }
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Onboarding.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    [GeneratedRegex("""\[Trait\("Threat", "(?<threat>T\d+)"\)\]|(?:sealed|partial|abstract) class (?<class>\w+)|public (?:async )?(?:Task|void) (?<method>\w+)\(""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProofPattern();
}
