using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onboarding.Functions.Aws;
using Onboarding.Profiles;
using Onboarding.Templates;

namespace Onboarding.Cdk.Tests;

/// <summary>AWS's Control Tower rules and CloudFormation's own linter, over the stack and over what customers run.</summary>
public sealed class PolicyAsCodeTests : IDisposable
{
    private static readonly string s_validator = Repository.PathOf("node_modules", "@cdklabs", "cdk-validator-cfnguard");
    private static readonly string s_rules = Path.Combine(s_validator, "rules", "control-tower", "cfn-guard");
    private static readonly Regex s_type = new("AWS(::[A-Za-z0-9]+){2}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Vendor s_vendor = new("Acme", "111122223333", "acme-connect-access");
    private static readonly ProfileFolder s_fixtures = ProfileFolder.Load(Path.Combine(AppContext.BaseDirectory, "profiles"), "Onboarding");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onboarding-guard-");

    public static TheoryData<string> Profiles => new(Profile.All.Select(p => p.Name));

    [Fact]
    public void The_Stack_Follows_The_Control_Tower_Rules() => BrokenRules(Stacks.Default.Json, "json").ShouldBe(Suppressions.StackWithAwsManagedKeys.Keys, ignoreOrder: true);

    [Fact]
    public void The_Stack_With_Everything_Follows_The_Control_Tower_Rules() => BrokenRules(Stacks.Full.Json, "json").ShouldBe(Suppressions.Stack.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_Customers_Template_Follows_The_Control_Tower_Rules(string profile) => BrokenRules(Rendered(profile), "yaml").ShouldBe(Suppressions.CustomerTemplates.Keys, ignoreOrder: true);

    [Fact]
    public void The_Template_For_People_Follows_The_Control_Tower_Rules() => BrokenRules(HumanAccessTemplate.Render(s_vendor, "aws", Partition.SignInHosts), "yaml").ShouldBe(Suppressions.CustomerTemplates.Keys, ignoreOrder: true);

    [LinterFact]
    public void The_Linter_Has_Nothing_To_Say_About_The_Template_For_People() => Lint(HumanAccessTemplate.Render(s_vendor, "aws", Partition.SignInHosts), "yaml").ShouldBeEmpty();

    [Fact]
    public void A_Broken_Rule_Is_Seen() =>
        BrokenRules("""{"Resources": {"Logs": {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 1}}}}""", "json").ShouldContain(r => r == "cloudwatch_log_group_retention_period_check");

    [LinterTheory]
    [MemberData(nameof(Stacks.Deployments), MemberType = typeof(Stacks))]
    public void The_Linter_Finds_Nothing_Wrong_With_A_Stack_In_Its_Own_Region(string context, string region) => Lint(Stacks.Of(context).Json, "json", "--regions", region).ShouldBeEmpty();

    [LinterFact]
    public void The_Linter_Knows_What_A_Region_Lacks() => Lint(Stacks.Default.Json, "json", "--regions", "ap-southeast-6").ShouldContain("AWS::ApiGatewayV2::Api");

    public static TheoryData<string, PolicyStyle> Fixtures
    {
        get
        {
            var data = new TheoryData<string, PolicyStyle>();
            foreach (var (name, style) in from p in s_fixtures.Catalog.Profiles from s in Enum.GetValues<PolicyStyle>() select (p.Name, s))
                data.Add(name, style);
            return data;
        }
    }

    [LinterTheory]
    [MemberData(nameof(Fixtures))]
    public void The_Linter_Has_Nothing_To_Say_About_Whatever_A_Profile_Can_Say(string profile, PolicyStyle style) =>
        // W3037: the linter knows fewer actions than AWS's service reference, against which the profile was held.
        Lint(ConnectTemplate.Render(s_fixtures.Catalog.Find(profile)!, s_vendor, style), "yaml").Split("\n\n").Where(f => f.Trim().Length > 0 && !f.StartsWith("W3037", StringComparison.Ordinal)).ShouldBeEmpty();

    [LinterTheory]
    [MemberData(nameof(Profiles))]
    public void The_Linter_Has_Nothing_To_Say_About_A_Customers_Template(string profile) => Lint(Rendered(profile), "yaml").ShouldBeEmpty();

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Rendered(string profile) => ConnectTemplate.Render(Profile.Find(profile)!, s_vendor);

    private IEnumerable<string> BrokenRules(string template, string extension)
    {
        var output = Run(
            Path.Combine(s_validator, "bin", "ubuntu", "x86_64", "cfn-guard"),
            ["validate", .. RulesAbout(template).SelectMany(r => new[] { "--rules", r }), "--data", Written(template, extension), "--structured", "--output-format", "json", "--show-summary", "none"]);
        return JsonNode.Parse(output)![0]!["not_compliant"]!.AsArray().Select(r => r!["Rule"]!["name"]!.GetValue<string>()).Distinct(StringComparer.Ordinal);
    }

    // A rule is about the types of resources that it names; cfn-guard takes as long to find that a rule does not apply as that it does.
    private static IEnumerable<string> RulesAbout(string template)
    {
        var types = s_type.Matches(template).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFiles(s_rules, "*.guard", SearchOption.AllDirectories).Where(f => s_type.Matches(File.ReadAllText(f)).Any(m => types.Contains(m.Value)));
    }

    private string Lint(string template, string extension, params string[] options) =>
        Run("cfn-lint", ["--config-file", Repository.PathOf(".cfnlintrc"), .. options, "--", Written(template, extension)]);

    private string Written(string template, string extension)
    {
        var path = Path.Combine(_folder.FullName, "template." + extension);
        File.WriteAllText(path, template);
        return path;
    }

    private static string Run(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = Repository.Root };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
