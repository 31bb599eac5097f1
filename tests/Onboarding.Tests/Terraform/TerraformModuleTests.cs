using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Templates;
using Onboarding.Tests.Profiles;

namespace Onboarding.Tests.Terraform;

/// <summary>The Terraform module grants what the template grants, for every profile.</summary>
public sealed class TerraformModuleTests : IDisposable
{
    private const string AccountId = "111122223333";
    private const string RoleName = "onboarding-connect-abcdefghijkm";

    private static readonly Vendor s_vendor = new("Onboarding", "999988887777", "onboarding-connect-access");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onboarding-module-");

    public static TheoryData<string, PolicyStyle> Modules
    {
        get
        {
            var data = new TheoryData<string, PolicyStyle>();
            foreach (var (profile, style) in from p in Profiles from s in Enum.GetValues<PolicyStyle>() select (p, s))
                data.Add(profile.Name, style);
            return data;
        }
    }

    private static IReadOnlyList<Profile> Profiles => [.. Profile.All, .. Fixtures.All];

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_Module_Is_The_Same_Archive_Whenever_It_Is_Written_And_Any_Reader_Opens_It(string name, PolicyStyle style)
    {
        var profile = Find(name);
        var zip = TerraformModule.Zip(profile, s_vendor, style);

        TerraformModule.Zip(profile, s_vendor, style).ShouldBe(zip);
        using var archive = new ZipArchive(new MemoryStream(zip));
        archive.Entries.Select(e => e.FullName).ShouldBe(["README.md", "main.tf", "outputs.tf", "policies.tf", "variables.tf", "versions.tf"]);
        foreach (var file in TerraformModule.Files(profile, s_vendor, style))
        {
            using var reader = new StreamReader(archive.GetEntry(file.Name)!.Open());
            reader.ReadToEnd().ShouldBe(file.Text);
        }
    }

    [TerraformTheory]
    [Trait("Threat", "T56")]
    [MemberData(nameof(Modules))]
    public void Terraform_Fills_In_The_Policies_That_The_Template_Grants(string name, PolicyStyle style)
    {
        var profile = Find(name);
        foreach (var features in new[] { Fixtures.AllFeatures(profile), FeatureSet.None }.Distinct())
        {
            var planned = Plan(profile, style, features);

            var inForce = Names(planned, "inline").Concat(Names(planned, "managed")).Select(p => planned["policies"]![p]!.GetValue<string>());
            HeldTogether(profile, features, [.. inForce]);
            Names(planned, "aws").ShouldBe(profile.CurrentVersion.With(features).ManagedPolicies, ignoreOrder: true);
            JsonNode.DeepEquals(JsonNode.Parse(planned["trust"]!.GetValue<string>()), JsonNode.Parse(ManualRole.TrustPolicy(s_vendor, "aws", new string('a', 32)).GetRawText())).ShouldBeTrue();
            foreach (var managed in Names(planned, "managed"))
                JsonNode.Parse(planned["policies"]![managed]!.GetValue<string>())!.ToJsonString(s_relaxed).Length.ShouldBeLessThanOrEqualTo(Packing.MaxManaged);
        }
    }

    /// <summary>Reads a module as Terraform would.</summary>
    /// <remarks>Without Terraform: only the references and conditions that the module uses are filled in.</remarks>
    [Theory]
    [Trait("Threat", "T56")]
    [MemberData(nameof(Modules))]
    public void The_Policies_Of_A_Module_Are_What_The_Template_Grants(string name, PolicyStyle style)
    {
        var profile = Find(name);
        foreach (var features in new[] { Fixtures.AllFeatures(profile), FeatureSet.None })
            HeldTogether(profile, features, [.. ModulePolicy.Of(profile, s_vendor, style, features, FillingOf(profile)).Select(p => p.Document)]);
    }

    private static Filling FillingOf(Profile profile) => new("aws", AccountId, "eu-central-1", RoleName, Fixtures.Values(profile));

    private static void HeldTogether(Profile profile, FeatureSet features, IReadOnlyList<string> documents)
    {
        var (filling, granted) = (FillingOf(profile), profile.CurrentVersion.With(features));
        var statements = documents.SelectMany(d => JsonNode.Parse(d)!["Statement"]!.AsArray()).Select(s => s!).ToList();
        var own = statements.Where(s => !SelfInspection.Sids.Contains(s["Sid"]!.GetValue<string>(), StringComparer.Ordinal)).ToList();
        Joined(own).ShouldBe(Joined([.. granted.Statements.Select(s => JsonNode.Parse(filling.Fill(s).ToJson())!)]));
        statements.Except(own).Select(s => s["Sid"]!.GetValue<string>()).ShouldContain(sid => sid == "ThisRole");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static readonly JsonSerializerOptions s_relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Profile Find(string name) => Profiles.First(p => p.Name == name);

    private static IEnumerable<string> Names(JsonNode planned, string list) => planned[list]!.AsArray().Select(n => n!.GetValue<string>());

    // A statement that is too large for one policy is cut by its actions: put together, it is itself again.
    private static IReadOnlyList<string> Joined(IReadOnlyList<JsonNode> statements) =>
    [
        .. statements.GroupBy(s => s["Sid"]!.GetValue<string>(), StringComparer.Ordinal).Select(g =>
        {
            var whole = g.First().DeepClone().AsObject();
            var key = whole.ContainsKey("NotAction") ? "NotAction" : "Action";
            whole[key] = new JsonArray([.. g.SelectMany(s => s[key] is JsonArray many ? many.Select(a => a!.GetValue<string>()) : [s[key]!.GetValue<string>()]).Order(StringComparer.Ordinal).Select(a => JsonValue.Create(a))]);
            return whole.ToJsonString(s_relaxed);
        }).Order(StringComparer.Ordinal),
    ];

    private JsonObject Plan(Profile profile, PolicyStyle style, FeatureSet features)
    {
        foreach (var file in TerraformModule.Files(profile, s_vendor, style).Where(f => f.Name is "policies.tf" or "variables.tf"))
            File.WriteAllText(Path.Combine(_folder.FullName, file.Name), file.Text);
        File.WriteAllText(Path.Combine(_folder.FullName, "test.tf"), $$"""
            locals {
              account_id = "{{AccountId}}"
              partition  = "aws"
            }
            output "planned" {
              value = {
                inline   = local.inline_policies
                managed  = local.managed_policies
                aws      = local.aws_managed_policies
                policies = local.policies
                trust    = local.trust_policy
              }
            }
            """);
        var names = new ModuleVariables(profile);
        var values = new JsonObject { ["external_id"] = new string('a', 32), ["role_name"] = RoleName };
        if (names.UsesRegion)
            values["region"] = "eu-central-1";
        foreach (var feature in profile.Features)
            values[ModuleVariables.Of(feature)] = features.Contains(feature.Id);
        foreach (var parameter in profile.Parameters)
            values[names.Of(parameter)] = Fixtures.Values(profile)[parameter.Name];
        File.WriteAllText(Path.Combine(_folder.FullName, "test.auto.tfvars.json"), values.ToJsonString());
        Run("plan", "-refresh=false", "-input=false", "-no-color", "-out=plan").ShouldContain("Changes to Outputs");
        return JsonNode.Parse(Run("show", "-json", "plan"))!["planned_values"]!["outputs"]!["planned"]!["value"]!.AsObject();
    }

    private string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("terraform", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output + errors.GetAwaiter().GetResult());
        return output;
    }
}

/// <summary>A test that needs Terraform: where it is not installed, it says that it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerraformTheoryAttribute : TheoryAttribute
{
    public TerraformTheoryAttribute() =>
        Skip = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "terraform"))) ? null : "terraform is not installed";
}
