using System.Reflection;
using System.Text.RegularExpressions;
using Onboarding.Functions.Http;

namespace Onboarding.Tests.Contract;

/// <summary>Holds the table of errors in <c>docs/api.md</c> and the errors' own texts together.</summary>
public sealed partial class ApiGuideTests
{
    private const string Begin = "<!-- errors: kept in step with the code by a test -->\n";
    private const string End = "<!-- /errors -->";

    [Fact]
    public void The_Table_Of_Errors_Says_What_The_Errors_Say()
    {
        var guide = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "api.md"));
        var table = guide[(guide.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..guide.IndexOf(End, StringComparison.Ordinal)];

        table.TrimEnd().Split('\n').ShouldBe(Table());
    }

    private static IEnumerable<string> Table()
    {
        var errors = typeof(Errors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (ErrorCode)f.GetValue(null)!);
        return ["| code | status | meaning | 意味 | what to do |", "|---|---|---|---|---|", .. errors.Select(Row)];
    }

    private static string Row(ErrorCode error) =>
        $"| `{error.Code}` | {error.Status} | {error.Title.English} | {error.Title.Japanese} | {PlacePattern().Replace(error.Hint.English, "…")} |";

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex PlacePattern();
}
