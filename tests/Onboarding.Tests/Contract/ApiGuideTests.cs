using System.Reflection;
using System.Text.RegularExpressions;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Tests.Contract;

/// <summary>Holds the tables of errors and findings in <c>docs/api.md</c> and their own texts together.</summary>
public sealed partial class ApiGuideTests
{
    [Fact]
    [Trait(DocTable.Trait, "table")]
    public void The_Table_Of_Errors_Says_What_The_Errors_Say() => new DocTable("api.md", "| code | status | meaning | 意味 | what to do |").Hold(
        typeof(Errors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => Row((ErrorCode)f.GetValue(null)!)));

    [Fact]
    [Trait(DocTable.Trait, "table")]
    public void The_Table_Of_Findings_Says_What_The_Findings_Say() => new DocTable("api.md", "| code | severity | meaning | 意味 | what to do |").Hold(
        FindingKinds.All.Select(k => $"| `{k.Code}` | `{k.Severity}` | {Open(k.Text.English)} | {Open(k.Text.Japanese)} | {Open(k.Hint.English)} |"));

    private static string Open(string text) => PlacePattern().Replace(text, "…");

    private static string Row(ErrorCode error) =>
        $"| `{error.Code}` | {error.Status} | {error.Title.English} | {error.Title.Japanese} | {Open(error.Hint.English)} |";

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex PlacePattern();
}
