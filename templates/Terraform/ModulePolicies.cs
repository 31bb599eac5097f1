namespace Onboarding.Templates;

/// <summary>The file of the Terraform module that says what the role is allowed: the template's policies as JSON, with variables and features still open.</summary>
internal sealed class ModulePolicies(Profile profile, Vendor vendor, PolicyStyle style, ModuleVariables variables)
{
    private readonly IReadOnlyList<PackedPolicy> _policies = Packing.Pack(profile, style);

    private int NameWidth => _policies.Select(p => p.Name).Append(SelfInspection.PolicyName).Max(n => n.Length) + 2;

    private bool InspectionIsManaged => style == PolicyStyle.Managed;

    public override string ToString()
    {
        var text = new HclText()
            .Line(0, "# What the role is called and allowed. It needs no provider: local.account_id and local.partition come from main.tf.")
            .Line(0, "locals {")
            .Line(2, $"template_version = {HclText.Quoted(profile.Version)}")
            .Line(0, "")
            .Line(2, "tags = {")
            .Arguments(4, (HclText.Quoted(vendor.TemplateVersionTag), "local.template_version"), (HclText.Quoted(vendor.WayTag), HclText.Quoted(Vendor.TerraformWay)))
            .Line(2, "}")
            .Line(0, "")
            .Line(2, "# The policies that are in force, by their names below.")
            .Arguments(
                2,
                ("inline_policies", Names([.. _policies.Where(p => !p.IsManaged).Select(p => (p.Name, p.Feature)), .. InspectionIsManaged ? Array.Empty<(string, ProfileFeature?)>() : [(SelfInspection.PolicyName, null)]])),
                ("managed_policies", Names([.. _policies.Where(p => p.IsManaged).Select(p => (p.Name, p.Feature)), .. InspectionIsManaged ? [(SelfInspection.PolicyName, null)] : Array.Empty<(string, ProfileFeature?)>()])),
                ("aws_managed_policies", Names([.. profile.AllManagedPolicies])))
            .Line(0, "");
        TrustPolicy(text);
        text.Line(0, "").Line(2, "policies = {");
        // As the formatter aligns them.
        foreach (var policy in _policies)
            Policy(text, policy.Name, policy.Statements, isConditional: policy.Feature is null);
        Policy(text, SelfInspection.PolicyName, [.. Inspection.Select(s => new PackedStatement(s, null))], isConditional: false);
        return text.Line(2, "}").Line(0, "}").ToString();
    }

    private IReadOnlyList<PolicyStatement> Inspection => SelfInspection.Statements(
        isFromStack: false, hasOwnPolicies: InspectionIsManaged || _policies.Any(p => p.IsManaged), [.. profile.AllManagedPolicies.Select(p => p.Name).Distinct(StringComparer.Ordinal)]);

    // What is granted always comes first, and what a feature grants on its condition: one list for each, put together.
    private static string Names(IReadOnlyList<(string Name, ProfileFeature? Feature)> all)
    {
        string[] parts =
        [
            List(all.Where(a => a.Feature is null).Select(a => a.Name)),
            .. all.Where(a => a.Feature is not null).GroupBy(a => a.Feature!).Select(f => $"var.{ModuleVariables.Of(f.Key)} ? {List(f.Select(a => a.Name))} : []"),
        ];
        return parts.Length == 1 ? parts[0] : $"concat({string.Join(", ", parts)})";
    }

    private static string List(IEnumerable<string> names) => $"[{string.Join(", ", names.Select(HclText.Quoted))}]";

    private void TrustPolicy(HclText text) => text
        .Line(2, "trust_policy = <<-JSON")
        .Line(4, "{\"Version\":\"2012-10-17\",\"Statement\":[{")
        .Line(4, "\"Sid\":\"OnlyThisVendorRoleWithThisExternalId\",\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",")
        .Line(4, $"\"Principal\":{{\"AWS\":\"arn:${{local.partition}}:iam::{vendor.AccountId}:root\"}},")
        .Line(4, "\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"${var.external_id}\"},")
        .Line(4, $"\"ArnLike\":{{\"aws:PrincipalArn\":\"arn:${{local.partition}}:iam::{vendor.AccountId}:role/{vendor.RoleName}\"}}}}")
        .Line(4, "}]}")
        .Line(2, "JSON");

    private void Policy(HclText text, string name, IReadOnlyList<PackedStatement> statements, bool isConditional)
    {
        text.Line(4, $"{HclText.Quoted(name).PadRight(NameWidth)} = <<-JSON").Line(6, "{\"Version\":\"2012-10-17\",\"Statement\":[");
        foreach (var (statement, place) in statements.Select((s, i) => (s, i)))
        {
            var json = (place == 0 ? "" : ",") + Open(statement.Statement);
            text.Line(6, isConditional && statement.Feature is { } feature ? $"%{{ if var.{ModuleVariables.Of(feature)} }}{json}%{{ endif }}" : json);
        }

        text.Line(6, "]}").Line(4, "JSON");
    }

    // The variables of IAM stay as they are; those that are filled in when the role is created are Terraform's.
    private string Open(PolicyStatement statement)
    {
        var text = HclText.Literal(statement.ToJson());
        foreach (var (name, reference) in References)
            text = text.Replace($"$${{{name}}}", $"${{{reference}}}", StringComparison.Ordinal);
        return text;
    }

    private IEnumerable<(string Name, string Reference)> References =>
    [
        (Variables.Partition, "local.partition"),
        (Variables.AccountId, "local.account_id"),
        (Variables.Region, "var." + ModuleVariables.Region),
        (Variables.RoleName, "var." + ModuleVariables.RoleName),
        .. variables.OfParameters.Select(p => (p.Key, "var." + p.Value)),
    ];
}
