using System.Reflection;
using System.Text.RegularExpressions;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Tests.Contract;

/// <summary>Holds the tables of errors and findings in <c>docs/api.md</c> and their own texts together.</summary>
public sealed partial class ApiGuideTests
{
    [Fact]
    public void The_Table_Of_Errors_Says_What_The_Errors_Say() => Documented("errors").ShouldBe(Table());

    [Fact]
    public void The_Table_Of_Findings_Says_What_The_Findings_Say() => Documented("findings").ShouldBe(
    [
        "| code | severity | meaning | 意味 | what to do |", "|---|---|---|---|---|",
        .. FindingKinds.All.Select(k => $"| `{k.Code}` | `{k.Severity}` | {Open(k.Text.English)} | {Open(k.Text.Japanese)} | {Open(k.Hint.English)} |"),
    ]);

    private static string[] Documented(string table)
    {
        var begin = $"<!-- {table}: kept in step with the code by a test -->\n";
        var guide = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "api.md"));
        var text = guide[(guide.IndexOf(begin, StringComparison.Ordinal) + begin.Length)..guide.IndexOf($"<!-- /{table} -->", StringComparison.Ordinal)];
        return text.TrimEnd().Split('\n');
    }

    private static string Open(string text) => PlacePattern().Replace(text, "…");

    private static IEnumerable<string> Table()
    {
        var errors = typeof(Errors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (ErrorCode)f.GetValue(null)!);
        return ["| code | status | meaning | 意味 | what to do |", "|---|---|---|---|---|", .. errors.Select(Row)];
    }

    private static string Row(ErrorCode error) =>
        $"| `{error.Code}` | {error.Status} | {error.Title.English} | {error.Title.Japanese} | {Open(error.Hint.English)} |";

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex PlacePattern();
}
