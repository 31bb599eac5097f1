using System.Text.RegularExpressions;
using Onboarding.Templates;

namespace Onboarding.Tests.Terraform;

/// <summary>A policy of a Terraform module that is in force, filled in as Terraform fills it in.</summary>
/// <param name="Name">Its name in the module.</param>
/// <param name="Document">The policy document.</param>
internal sealed partial record ModulePolicy(string Name, string Document)
{
    /// <summary>Reads <c>policies.tf</c>: the heredocs of the policies, with the references and conditions that the module uses.</summary>
    public static IReadOnlyList<ModulePolicy> Of(Profile profile, Vendor vendor, PolicyStyle style, FeatureSet features, Filling filling)
    {
        var text = TerraformModule.Files(profile, vendor, style).Single(f => f.Name == "policies.tf").Text;
        var names = new ModuleVariables(profile);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["local.partition"] = filling.Partition,
            ["local.account_id"] = filling.AccountId,
            ["var.role_name"] = filling.RoleName,
            ["var.region"] = filling.Region,
        };
        foreach (var (parameter, variable) in names.OfParameters)
            values["var." + variable] = filling.Parameters.GetValueOrDefault(parameter, "");
        var granted = profile.Features.Where(f => features.Contains(f.Id)).Select(ModuleVariables.Of).ToHashSet(StringComparer.Ordinal);
        var inForce = ListPattern().Matches(text).SelectMany(list => ConditionPattern().Replace(list.Groups["names"].Value, m => granted.Contains(m.Groups["variable"].Value) ? m.Groups["then"].Value : "")
            .Split('"').Where((_, i) => i % 2 == 1)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. HeredocPattern().Matches(text).Where(m => inForce.Contains(m.Groups["name"].Value)).Select(m => new ModulePolicy(
                m.Groups["name"].Value,
                ReferencePattern().Replace(
                    DirectivePattern().Replace(m.Groups["json"].Value, d => granted.Contains(d.Groups["variable"].Value) ? d.Groups["text"].Value : ""),
                    r => r.Value is "$${" or "%%{" ? r.Value[1..] : values[r.Groups["name"].Value]))),
        ];
    }

    [GeneratedRegex("^  (inline|managed)_policies += (?<names>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ListPattern();

    [GeneratedRegex(@"var\.(?<variable>\w+) \? (?<then>\[[^\]]*\]) : \[\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ConditionPattern();

    [GeneratedRegex("^    \"(?<name>\\w+)\" += <<-JSON\n(?<json>.*?)^    JSON$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HeredocPattern();

    [GeneratedRegex(@"%\{ if var\.(?<variable>\w+) \}(?<text>.*?)%\{ endif \}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DirectivePattern();

    [GeneratedRegex(@"\$\$\{|%%\{|\$\{(?<name>[\w.]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReferencePattern();
}
