using System.Text.Json;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Values;
using Onboarding.Templates;
using Onboarding.Tests.Profiles;

namespace Onboarding.Tests.Unit;

/// <summary>One minted onboarding shows every way in which its role can be created.</summary>
public sealed class WayTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly ExternalId s_externalId = ExternalId.TryParse("abcdefghijkmnpqrstuvwxyz23456789", out var id) ? id : throw new InvalidOperationException();
    private static readonly Ways s_ways = new(ProductSettings.Of("onboardings"));

    private static readonly OnboardingRecord s_minted = MintedOnboarding.At(s_now, externalId: s_externalId) with
    {
        ConnectedFor = "tenant-a / o'neill \"$(id)\" / 2026-11-28",
        TemplateSha256 = new string('a', 64),
        ModuleSha256 = new string('b', 64),
    };

    [Theory]
    [InlineData("stack")]
    [InlineData("manual")]
    public void Every_Way_Is_There_Whatever_Method_Was_Minted(string method)
    {
        var ways = Ways(s_minted with { Method = method });

        ways.Console!.QuickCreateUrl.ShouldNotBeNull();
        ways.Cli!.Command.ShouldStartWith("aws cloudformation create-stack --region 'us-east-1' --stack-name 'onboarding-connect-abc' --template-url '" + ways.Console.TemplateUrl + "' ");
        ways.Terraform!.Module.ShouldContain("/1.2.0/read-only-" + new string('b', 32) + ".zip\"");
        ways.Manual!.TrustPolicy.GetRawText().ShouldContain(s_externalId.Value);
        ways.Manual.PermissionsPolicies.ShouldHaveSingleItem().Attach.ShouldBe("managed");
        ways.Manual.ManagedPolicyArns.ShouldBeEmpty();
        ways.Manual.Steps.Count.ShouldBe(8);
    }

    [Fact]
    public void An_Onboarding_From_Before_There_Were_Ways_Shows_Those_That_It_Can_Be_Completed_By()
    {
        var stack = Ways(s_minted with { TemplateSha256 = null, ModuleSha256 = null });
        var manual = Ways(s_minted with { TemplateSha256 = null, ModuleSha256 = null, Method = OnboardingMethod.Manual });

        (stack.Console is not null, stack.Cli is not null, stack.Terraform is not null, stack.Manual is not null).ShouldBe((true, true, false, true));
        (manual.Console is not null, manual.Cli is not null, manual.Terraform is not null, manual.Manual is not null).ShouldBe((false, false, false, true));
    }

    [Fact]
    public void One_That_Has_Ended_Shows_Its_Template_And_No_Way_To_Complete_It()
    {
        foreach (var ended in new[] { s_minted with { Status = OnboardingStatus.Cancelled }, s_minted with { Status = OnboardingStatus.Completed, ExternalId = null } })
        {
            var ways = Ways(ended);

            ways.Console!.QuickCreateUrl.ShouldBeNull();
            (ways.Cli, ways.Terraform, ways.Manual).ShouldBe((null, null, null));
        }
    }

    [Fact]
    public void What_A_Person_Wrote_Is_One_Word_To_The_Shell_And_One_Text_To_Terraform()
    {
        var ways = Ways(s_minted);

        ways.Cli!.Command.ShouldNotContain("\n");
        ways.Cli.Command.ShouldNotContain("'neill");
        var parameters = ways.Cli.Command.Split(" --parameters '")[1].Split("' --capabilities")[0];
        JsonDocument.Parse(parameters).RootElement[0].GetProperty("ParameterValue").GetString().ShouldBe(s_minted.ConnectedFor);
        ways.Terraform!.Module.ShouldContain("connected_for = \"tenant-a / o'neill \\\"$(id)\\\" / 2026-11-28\"\n");
        Ways(s_minted with { ConnectedFor = "tenant-a / ${file(\"/etc/passwd\")} %{ if true } \\ / 2026-11-28" }).Terraform!.Module
            .ShouldContain("connected_for = \"tenant-a / $${file(\\\"/etc/passwd\\\")} %%{ if true } \\\\ / 2026-11-28\"\n");
    }

    [Fact]
    public void The_Terraform_Block_Is_As_The_Formatter_Writes_It() => Ways(s_minted with { ConnectedFor = "tenant-a / ann / 2026-11-28", PermissionsBoundaryArn = "arn:aws:iam::111122223333:policy/b" }).Terraform!.Module.ShouldBe(
        $$"""
        module "onboarding" {
          source = "https://bucket.s3.us-east-1.amazonaws.com/templates/1.2.0/read-only-{{new string('b', 32)}}.zip"

          external_id          = "abcdefghijkmnpqrstuvwxyz23456789"
          role_name            = "onboarding-connect-abc"
          connected_for        = "tenant-a / ann / 2026-11-28"
          permissions_boundary = "arn:aws:iam::111122223333:policy/b"
        }

        output "onboarding_connection_info" {
          value = module.onboarding.connection_info
        }

        """.ReplaceLineEndings("\n"));

    [Fact]
    public void Features_And_Parameters_Are_In_Every_Way()
    {
        var profile = Fixtures.All.First(p => p.Features.Count > 0 && p.Parameters.Count > 0);
        var chosen = s_minted with { Profile = profile, TemplateVersion = profile.Version, Features = FeatureSet.Of([profile.Features[0].Id]), Parameters = ParameterValues.Of(Fixtures.Values(profile)) };

        var ways = Ways(chosen);

        foreach (var feature in profile.Features)
        {
            var isOn = feature == profile.Features[0] ? "true" : "false";
            ways.Console!.QuickCreateUrl!.ShouldContain($"&param_{feature.ParameterName}={isOn}");
            ways.Cli!.Command.ShouldContain($$"""{"ParameterKey":"{{feature.ParameterName}}","ParameterValue":"{{isOn}}"}""");
            ways.Terraform!.Module.ShouldMatch($"{ModuleVariables.Of(feature)} += {isOn}\n");
        }

        foreach (var (name, value) in chosen.Parameters.Values)
        {
            ways.Cli!.Command.ShouldContain($$"""{"ParameterKey":"{{name}}","ParameterValue":"{{value}}"}""");
            ways.Terraform!.Module.ShouldContain($"= \"{value}\"\n");
        }
    }

    [Fact]
    public void What_Is_Not_Filled_In_Yet_Is_Asked_For_By_A_Form_Or_A_Configuration_Only()
    {
        var profile = Fixtures.All.First(p => p.Parameters.Any(q => q.Default.Length == 0));
        var open = s_minted with { Profile = profile, TemplateVersion = profile.Version, Features = Fixtures.AllFeatures(profile), Parameters = ParameterValues.None };

        var ways = Ways(open);

        (ways.Console is not null, ways.Cli is not null, ways.Terraform is not null, ways.Manual is not null).ShouldBe((true, false, true, false));
        ways.Terraform!.Module.ShouldContain(" = \"\"\n");
    }

    [Fact]
    public void The_Digests_And_The_Name_Are_Stored()
    {
        var named = s_minted with { GivenName = DisplayName.TryParse("本番", out var name) ? name : null };

        var read = OnboardingRecord.Of(named.ToItem());

        (read.TemplateSha256, read.ModuleSha256, read.GivenName, read.AccountName).ShouldBe((named.TemplateSha256, named.ModuleSha256, name, name));
    }

    private static WaysView Ways(OnboardingRecord onboarding) => s_ways.Of(onboarding, s_now, Language.English);
}
