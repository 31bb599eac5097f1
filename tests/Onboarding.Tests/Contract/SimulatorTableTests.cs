using System.Text.RegularExpressions;

namespace Onboarding.Tests.Contract;

/// <summary>Holds the table in <c>docs/simulator.md</c> and the operations that the simulator answers together.</summary>
public sealed partial class SimulatorTableTests
{
    [Fact]
    public void Every_Simulated_Operation_Is_In_The_Table_With_The_Page_Of_Aws_That_It_Follows()
    {
        var operations = File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), "simulator", "Query", "Operations.cs"));
        var known = OperationPattern().Matches(operations).Select(m => $"{m.Groups["service"].Value} {m.Groups["operation"].Value}").Order(StringComparer.Ordinal);

        var rows = new DocTable("simulator.md", "| service | operation |").Rows.Select(r => r.Split('|', StringSplitOptions.TrimEntries)).ToList();

        rows.Select(r => $"{r[1]} {r[2].Trim('`')}").ShouldBe(known);
        rows.ShouldAllBe(r => r[4].Contains("https://docs.aws.amazon.com/", StringComparison.Ordinal));
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Onboarding.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    [GeneratedRegex("""\("(?<service>\w+)", "[0-9-]+", "(?<operation>\w+)"\) =>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OperationPattern();
}
