using System.Text.Json.Nodes;

namespace Onboarding.Cdk.Tests;

/// <summary>The one role that customers' roles trust.</summary>
public sealed class VendorRoleTests
{
    [Fact]
    public void Has_A_Fixed_Name_And_Outlives_A_Stack_That_Was_Once_Created()
    {
        var role = VendorRole(Stacks.Default);

        role["RoleName"].ShouldBe("\"onboarding-connect-access\"");
        role["MaxSessionDuration"].ShouldBe("3600");
        role.DeletionPolicy.ShouldBe("RetainExceptOnCreate");
    }

    [Fact]
    [Trait("Threat", "T25")]
    public void Trusts_The_Verifying_Functions_And_The_Principals_In_The_Context()
    {
        var verifiers = new[] { "checks", "registrations", "sessions", "sweeper", "visitors" }.Select(f => Stacks.Full.Of("AWS::IAM::Role").Single(r => r.Path.EndsWith($"/{f}/Role/Resource", StringComparison.Ordinal)));

        var trust = VendorRole(Stacks.Full).Properties["AssumeRolePolicyDocument"]!["Statement"]!.AsArray();

        trust.Count.ShouldBe(2);
        trust[0]!["Condition"].ShouldBeNull();
        trust[0]!["Principal"]!["AWS"]!.AsArray().Select(p => p!.ToJsonString()).ShouldBe(verifiers.Select(v => $$"""{"Fn::GetAtt":["{{v.Id}}","Arn"]}"""));
        trust[1]!.ToJsonString().ShouldBe(
            """{"Action":"sts:AssumeRole","Condition":{"ArnEquals":{"aws:PrincipalArn":["arn:aws:iam::111122223333:role/scanner"]}},"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"}}""");
    }

    [Fact]
    [Trait("Threat", "T25")]
    public void Names_No_Principal_That_Must_Exist_And_Trusts_A_Whole_Account_Only_Where_The_Context_Says_So()
    {
        var trust = VendorRole(Stacks.Of("""{"vendorPrincipals": "arn:aws:iam::111122223333:role/a,arn:aws:iam::222233334444:user/b,arn:aws:iam::333344445555:root"}"""))
            .Properties["AssumeRolePolicyDocument"]!["Statement"]!.AsArray();

        trust.Count.ShouldBe(2);
        trust[0]!["Condition"].ShouldBeNull();
        trust[0]!["Principal"]!["AWS"]!.AsArray().Where(p => p is JsonValue).Select(p => p!.GetValue<string>()).ShouldBe(["arn:aws:iam::333344445555:root"]);
        trust[1]!["Principal"]!["AWS"]!.ToJsonString().ShouldBe("""["arn:aws:iam::111122223333:root","arn:aws:iam::222233334444:root"]""");
        trust[1]!["Condition"]!.ToJsonString().ShouldBe("""{"ArnEquals":{"aws:PrincipalArn":["arn:aws:iam::111122223333:role/a","arn:aws:iam::222233334444:user/b"]}}""");
    }

    [Fact]
    [Trait("Threat", "T24")]
    public void Assumes_Customers_Roles_Of_The_Prefix_And_Does_Nothing_Else()
    {
        var policy = Stacks.Default.Of("AWS::IAM::Policy").Single(p => p["Roles"]!.Contains(VendorRole(Stacks.Default).Id));

        policy["PolicyDocument.Statement"].ShouldBe(
            """[{"Action":"sts:AssumeRole","Effect":"Allow","Resource":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":iam::*:role/onboarding-connect-*"]]},"Sid":"CustomersRoles"}]""");
    }

    [Fact]
    public void Has_The_Permissions_In_The_Troubleshooting_Guide()
    {
        var guide = File.ReadAllText(Repository.PathOf("docs", "troubleshooting.md"));
        var begin = guide.IndexOf("```json\n", guide.IndexOf("<!-- vendor-role-policy:", StringComparison.Ordinal), StringComparison.Ordinal) + "```json\n".Length;
        var shown = JsonNode.Parse(guide[begin..guide.IndexOf("```", begin, StringComparison.Ordinal)])!;
        var statement = Stacks.Default.Of("AWS::IAM::Policy").Single(p => p["Roles"]!.Contains(VendorRole(Stacks.Default).Id))
            .Properties["PolicyDocument"]!["Statement"]!.AsArray().ShouldHaveSingleItem()!.DeepClone();
        statement["Resource"] = string.Concat(statement["Resource"]!["Fn::Join"]![1]!.AsArray().Select(p => p is JsonObject ? "aws" : p!.GetValue<string>()));

        JsonNode.DeepEquals(shown["Statement"], new JsonArray(statement)).ShouldBeTrue();
    }

    private static Resource VendorRole(StackTemplate stack) => stack.Of("AWS::IAM::Role").Single(r => r.Path.Contains("/VendorAccess/", StringComparison.Ordinal));
}
