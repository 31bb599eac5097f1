using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Onboarding.Browser.Tests;

/// <summary>The element's source: linted, type-checked, and described as it is.</summary>
public sealed partial class ElementSourceTests
{
    private static readonly string s_web = Path.GetFullPath(typeof(ElementSourceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Web").Value!);
    private static readonly string s_repository = Path.GetDirectoryName(s_web)!;

    [Fact]
    public async Task The_Linter_Finds_Nothing() =>
        (await RunAsync("eslint/bin/eslint.js", "--max-warnings", "0", "web")).ShouldBe((0, ""));

    [Fact]
    public async Task The_Type_Check_Finds_Nothing() =>
        (await RunAsync("typescript/bin/tsc", "--project", "web/tsconfig.json")).ShouldBe((0, ""));

    [Fact]
    public void The_Manifest_Names_Every_Property_Part_And_Slot_That_The_Element_Has()
    {
        var element = Element();
        var source = string.Concat(Directory.EnumerateFiles(s_web, "*.js", SearchOption.AllDirectories).Where(f => !f.Contains("demo", StringComparison.Ordinal)).Select(File.ReadAllText));

        Names(element, "cssProperties").ShouldBe(Distinct(CustomProperty(), source));
        Names(element, "slots").ShouldBe(Distinct(Slot(), source));
        // A notice's part ends in its tone.
        Names(element, "cssParts").Where(p => !p.StartsWith("notice-", StringComparison.Ordinal)).ShouldBe(Distinct(Part(), source).Where(p => !p.StartsWith("notice-", StringComparison.Ordinal)));
        foreach (var attribute in Names(element, "attributes"))
            source.ShouldMatch($"'{attribute}'|\\[{attribute}=|hasAttribute\\('{attribute}'\\)");
        foreach (var happening in Names(element, "events"))
            source.ShouldContain($"tell('{happening}'");
    }

    [Fact]
    public void The_Guide_To_Embedding_Describes_All_That_The_Manifest_Names()
    {
        var guide = File.ReadAllText(Path.Combine(s_repository, "docs", "embedding.md"));
        var element = Element();
        foreach (var name in ((string[])["attributes", "members", "events", "slots", "cssParts"]).SelectMany(member => Names(element, member)))
            guide.ShouldMatch($"`{name}(\\(\\))?`");
        foreach (var name in Names(element, "cssProperties"))
            guide.ShouldMatch($"`(--aws-onboarding)?{name["--aws-onboarding".Length..]}`");
    }

    private static JsonElement Element() =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(s_web, "custom-elements.json"))).GetProperty("modules")[0].GetProperty("declarations")[0];

    private static IEnumerable<string> Names(JsonElement element, string member) => element.GetProperty(member).EnumerateArray().Select(e => e.GetProperty("name").GetString()!);

    private static IEnumerable<string> Distinct(Regex pattern, string source) =>
        pattern.Matches(source).SelectMany(m => m.Groups["names"].Value.Split(' ')).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static async Task<(int ExitCode, string Output)> RunAsync(string tool, params string[] arguments)
    {
        var path = Path.Combine(s_repository, "node_modules", tool);
        File.Exists(path).ShouldBeTrue("Run npm ci at the repository's root.");
        var start = new ProcessStartInfo("node", [path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = s_repository };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex("(?<names>--aws-onboarding-[a-z-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CustomProperty();

    [GeneratedRegex("h\\('slot', \\{ name: '(?<names>[a-z]+)' \\}\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Slot();

    [GeneratedRegex("\\bpart: [^,}]*?['`](?<names>[a-z -]+)['`$]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
