using System.Text.Json.Nodes;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Templates;

namespace Onboarding.Tests.Unit.ReadBack;

/// <summary>What is found when a trust policy is tampered with, named exactly; and what is not found in the many ways to write the right one.</summary>
[Trait("Threat", "T25")]
public sealed class TrustComparisonTests
{
    private const string ExternalIdText = "abcdefghijkmnpqrstuvwxyz23456789";
    private const string Other = "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz";
    private const string VendorRoleArn = "arn:aws:iam::999988887777:role/onboarding-connect-access";
    private static readonly Vendor s_vendor = new("Onboarding", "999988887777", "onboarding-connect-access");

    private static JsonObject Template => JsonNode.Parse(ManualRole.TrustPolicy(s_vendor, "aws", ExternalIdText).GetRawText())!.AsObject();

    [Fact]
    public void The_Templates_Own_Trust_Policy_Has_No_Finding() => Compare(Template).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"Statement":{"Action":["STS:assumerole"],"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::999988887777:root"]},"Condition":{"ArnLike":{"AWS:PrincipalArn":["arn:aws:iam::999988887777:role/onboarding-connect-access"]},"StringEquals":{"STS:externalid":["abcdefghijkmnpqrstuvwxyz23456789"]}}}}""")]
    [InlineData("""{"Version":"2008-10-17","Id":"x","Statement":[{"Sid":"y","Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"abcdefghijkmnpqrstuvwxyz23456789","aws:PrincipalArn":"arn:aws:iam::999988887777:role/onboarding-connect-access"}}}]}""")]
    public void Another_Way_To_Write_The_Same_Has_No_Finding(string policy) => Compare(JsonNode.Parse(policy)!.AsObject()).ShouldBeEmpty();

    [Theory]
    [InlineData("arn:aws:iam::111122223333:root")]
    [InlineData("arn:aws:iam::999988887777:role/other")]
    [InlineData("AROAEXAMPLEEXAMPLEXXX")]
    [InlineData("*")]
    public void A_Second_Principal_Is_Named(string principal)
    {
        var policy = Template;
        Only(policy)["Principal"] = new JsonObject { ["AWS"] = new JsonArray("arn:aws:iam::999988887777:root", principal) };

        Compare(policy).ShouldBe([$"trust-principal-added: 1 (OnlyThisVendorRoleWithThisExternalId), {principal}"]);
    }

    [Fact]
    public void A_Service_That_Is_Trusted_Is_Named_With_Its_Kind()
    {
        var policy = Template;
        Only(policy)["Principal"]!["Service"] = "ec2.amazonaws.com";

        Compare(policy).ShouldBe(["trust-principal-added: 1 (OnlyThisVendorRoleWithThisExternalId), Service ec2.amazonaws.com"]);
    }

    [Fact]
    public void A_Second_External_Id_Is_Named()
    {
        var policy = Template;
        Condition(policy)["StringEquals"]!["sts:ExternalId"] = new JsonArray(ExternalIdText, Other);

        Compare(policy).ShouldBe([$"trust-external-id-added: 1 (OnlyThisVendorRoleWithThisExternalId), {Other}"]);
    }

    [Theory]
    [InlineData("StringLike", ExternalIdText, "StringLike <ExternalId>")]
    [InlineData("StringLike", "abc*", "StringLike abc*")]
    [InlineData("StringEqualsIgnoreCase", ExternalIdText, "StringEqualsIgnoreCase <ExternalId>")]
    [InlineData("StringEqualsIfExists", ExternalIdText, "StringEqualsIfExists <ExternalId>")]
    [InlineData("ForAnyValue:StringEquals", ExternalIdText, "ForAnyValue:StringEquals <ExternalId>")]
    [InlineData("StringNotEquals", Other, "StringNotEquals " + Other)]
    [InlineData("Null", "false", "Null false")]
    public void Another_Operator_Than_StringEquals_Is_Reported_By_Name(string conditionOperator, string value, string named)
    {
        var policy = Template;
        Condition(policy).Remove("StringEquals");
        Condition(policy)[conditionOperator] = new JsonObject { ["sts:ExternalId"] = value };

        Compare(policy).ShouldBe([$"trust-external-id-operator: 1 (OnlyThisVendorRoleWithThisExternalId), {named}"]);
    }

    [Fact]
    public void A_Condition_On_The_Presence_Of_The_External_Id_Is_Not_A_Value()
    {
        var policy = Template;
        Condition(policy).Remove("StringEquals");
        Condition(policy)["ForAllValues:StringEquals"] = new JsonObject { ["sts:ExternalId"] = ExternalIdText };
        Condition(policy)["Null"] = new JsonObject { ["sts:ExternalId"] = false };

        Compare(policy).ShouldBe(["trust-external-id-operator: 1 (OnlyThisVendorRoleWithThisExternalId), ForAllValues:StringEquals <ExternalId>"]);
    }

    [Theory]
    [InlineData("ABCDEFGHIJKMNPQRSTUVWXYZ23456789", "<ExternalId in another case>")]
    [InlineData(ExternalIdText + "\u200B", "<ExternalId>\\u200B")]
    [InlineData("${sts:ExternalId}", "${sts:ExternalId}")]
    public void An_External_Id_That_Only_Looks_Like_Ours_Is_Another(string other, string named)
    {
        var policy = Template;
        Condition(policy)["StringEquals"]!["sts:ExternalId"] = new JsonArray(ExternalIdText, other);

        Compare(policy).ShouldBe([$"trust-external-id-added: 1 (OnlyThisVendorRoleWithThisExternalId), {named}"]);
    }

    [Fact]
    public void Another_External_Id_That_A_Further_Condition_Excludes_Is_Not_Accepted()
    {
        var policy = Template;
        Condition(policy)["StringEquals"]!["sts:ExternalId"] = new JsonArray(ExternalIdText, Other);
        Condition(policy)["StringNotEquals"] = new JsonObject { ["sts:ExternalId"] = Other };

        Compare(policy).ShouldBeEmpty();
    }

    /// <summary>What is true of every request by which the vendor assumes a role.</summary>
    [Theory]
    [InlineData("Null", "sts:ExternalId", "false")]
    [InlineData("Null", "aws:PrincipalArn", "false")]
    [InlineData("StringNotEquals", "sts:ExternalId", Other)]
    [InlineData("StringEqualsIfExists", "sts:ExternalId", ExternalIdText)]
    [InlineData("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:*")]
    [InlineData("StringEquals", "aws:PrincipalAccount", "999988887777")]
    [InlineData("Bool", "aws:SecureTransport", "true")]
    [InlineData("Bool", "aws:ViaAWSService", "false")]
    [InlineData("ForAllValues:StringLike", "aws:TagKeys", "*")]
    public void A_Condition_That_Is_Always_Met_Is_Not_A_Finding(string conditionOperator, string key, string value)
    {
        var policy = Template;
        var beside = Condition(policy)[conditionOperator]?.AsObject() ?? [];
        beside[key] = value;
        if (beside.Parent is null)
            Condition(policy)[conditionOperator] = beside;

        Compare(policy).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"*\"", "{\"Bool\":{\"aws:SecureTransport\":false}}")]
    [InlineData("\"*\"", "{\"StringNotEquals\":{\"sts:ExternalId\":\"abcdefghijkmnpqrstuvwxyz23456789\"}}")]
    [InlineData("{\"AWS\":\"arn:aws:iam::111122223333:root\"}", "{}")]
    [InlineData("{\"AWS\":\"111122223333\"}", "{}")]
    public void A_Denial_That_Never_Applies_To_The_Vendor_Is_Not_A_Finding(string principal, string condition)
    {
        var policy = Template;
        policy["Statement"]!.AsArray().Add(JsonNode.Parse($$"""{"Effect":"Deny","Principal":{{principal}},"Action":"sts:AssumeRole","Condition":{{condition}}}"""));

        Compare(policy).ShouldBeEmpty();
    }

    [Fact]
    public void A_Second_Condition_On_The_External_Id_Only_Narrows()
    {
        var policy = Template;
        Condition(policy)["StringLike"] = new JsonObject { ["sts:ExternalId"] = "*" };

        Compare(policy).ShouldBeEmpty("conditions of one statement are AND-ed");
    }

    [Fact]
    public void A_Removed_External_Id_Is_Found()
    {
        var policy = Template;
        Condition(policy).Remove("StringEquals");

        Compare(policy).ShouldBe(["trust-external-id-missing: 1 (OnlyThisVendorRoleWithThisExternalId)"]);
    }

    [Fact]
    public void A_Further_Statement_Is_Judged_By_Itself_Because_Statements_Are_Or_Ed()
    {
        var policy = Template;
        policy["Statement"]!.AsArray().Add(JsonNode.Parse("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"}"""));
        policy["Statement"]!.AsArray().Add(JsonNode.Parse("""{"Sid":"Door","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/eve"},"Action":"sts:AssumeRole"}"""));

        Compare(policy).ShouldBe(
        [
            "trust-external-id-missing: 2",
            $"trust-whole-account: 2, 999988887777, {VendorRoleArn}",
            "trust-principal-added: 3 (Door), arn:aws:iam::111122223333:user/eve",
        ]);
    }

    [Fact]
    public void What_The_Consoles_Form_Makes_Trusts_The_Whole_Account_Which_Is_Advice()
    {
        var policy = Template;
        Condition(policy).Remove("ArnLike");

        Compare(policy).ShouldBe([$"trust-whole-account: 1 (OnlyThisVendorRoleWithThisExternalId), 999988887777, {VendorRoleArn}"]);
        FindingKinds.TrustWholeAccount.Severity.ShouldBe(FindingSeverity.Advice);
    }

    [Fact]
    public void A_Role_Named_As_The_Principal_Is_As_Narrow_But_Does_Not_Survive_Being_Recreated()
    {
        var policy = Template;
        Only(policy)["Principal"] = new JsonObject { ["AWS"] = VendorRoleArn };
        Condition(policy).Remove("ArnLike");

        Compare(policy).ShouldBe([$"trust-role-named: 1 (OnlyThisVendorRoleWithThisExternalId), {VendorRoleArn}"]);
    }

    [Fact]
    public void Another_Role_Of_The_Vendor_Further_Actions_Conditions_And_Denials_Are_Named()
    {
        var policy = Template;
        Condition(policy)["ArnLike"]!["aws:PrincipalArn"] = "arn:aws:iam::999988887777:role/*";
        Condition(policy)["IpAddress"] = new JsonObject { ["aws:SourceIp"] = new JsonArray("192.0.2.0/24", "198.51.100.0/24") };
        Only(policy)["Action"] = new JsonArray("sts:AssumeRole", "sts:TagSession");
        policy["Statement"]!.AsArray().Add(JsonNode.Parse("""{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole","Condition":{"NotIpAddress":{"aws:SourceIp":"192.0.2.0/24"}}}"""));

        Compare(policy).ShouldBe(
        [
            "trust-action-added: 1 (OnlyThisVendorRoleWithThisExternalId), sts:TagSession",
            $"trust-principal-arn-changed: 1 (OnlyThisVendorRoleWithThisExternalId), ArnLike arn:aws:iam::999988887777:role/*, {VendorRoleArn}",
            "trust-condition-added: 1 (OnlyThisVendorRoleWithThisExternalId), IpAddress aws:SourceIp 192.0.2.0/24, 198.51.100.0/24",
            "trust-denial-added: 2, sts:AssumeRole, * (NotIpAddress aws:SourceIp 192.0.2.0/24)",
        ]);
    }

    [Fact]
    public void Every_Principal_That_Is_Not_The_Vendors_Is_Named()
    {
        var policy = Template;
        Only(policy)["Principal"] = JsonNode.Parse("""{"Federated":["a.example","b.example"],"AWS":["arn:aws:iam::999988887777:root","arn:aws:iam::111122223333:root","arn:aws:iam::444455556666:root"]}""");

        Compare(policy).ShouldBe(new[] { "Federated a.example", "Federated b.example", "arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root" }
            .Select(p => $"trust-principal-added: 1 (OnlyThisVendorRoleWithThisExternalId), {p}"));
    }

    [Theory]
    [InlineData("\"Principal\":\"*\"", "*")]
    [InlineData("\"NotPrincipal\":{\"AWS\":[\"arn:aws:iam::111122223333:root\"]}", "NotPrincipal arn:aws:iam::111122223333:root")]
    [InlineData("\"NotPrincipal\":\"*\"", "NotPrincipal *")]
    public void A_Star_Principal_Is_Reported_Unchanged(string principal, string named) =>
        Compare(JsonNode.Parse("""{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole",""" + principal + "}}")!.AsObject()).ShouldBe([$"trust-principal-added: 1, {named}"]);

    [Fact]
    public void A_Statement_That_Trusts_The_Vendor_And_Others_Needs_The_External_Id_Like_Any()
    {
        var policy = Template;
        Only(policy)["Principal"] = new JsonObject { ["AWS"] = new JsonArray("arn:aws:iam::999988887777:root", "arn:aws:iam::111122223333:root") };
        Condition(policy).Remove("StringEquals");

        Compare(policy).ShouldBe(
        [
            "trust-principal-added: 1 (OnlyThisVendorRoleWithThisExternalId), arn:aws:iam::111122223333:root",
            "trust-external-id-missing: 1 (OnlyThisVendorRoleWithThisExternalId)",
        ]);
    }

    [Fact]
    public void The_Vendors_Role_Together_With_Its_Root_Is_The_Whole_Account()
    {
        var policy = Template;
        Only(policy)["Principal"] = new JsonObject { ["AWS"] = new JsonArray("arn:aws:iam::999988887777:root", VendorRoleArn) };
        Condition(policy).Remove("ArnLike");

        Compare(policy).ShouldBe([$"trust-whole-account: 1 (OnlyThisVendorRoleWithThisExternalId), 999988887777, {VendorRoleArn}"]);
    }

    [Fact]
    public void One_Additional_Pattern_Is_Enough()
    {
        var policy = Template;
        Condition(policy)["StringLike"] = new JsonObject { ["sts:ExternalId"] = new JsonArray("xyz*", "abc*") };

        Compare(policy).ShouldBeEmpty();
    }

    [Fact]
    public void A_Policy_That_Trusts_No_One_Lacks_The_Vendor() =>
        Compare(JsonNode.Parse("""{"Statement":{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"}}""")!.AsObject())
            .ShouldBe(["trust-denial-added: 1, sts:AssumeRole, *", $"trust-missing: {VendorRoleArn}"]);

    [Fact]
    public void All_Actions_But_One_Are_Named_As_They_Stand()
    {
        var policy = Template;
        Only(policy).Remove("Action");
        Only(policy)["NotAction"] = "sts:TagSession";

        Compare(policy).ShouldBe(["trust-action-added: 1 (OnlyThisVendorRoleWithThisExternalId), NotAction sts:TagSession"]);
    }

    [Fact]
    public void A_Statement_About_Other_Actions_Needs_No_External_Id_And_Is_Named()
    {
        var policy = Template;
        policy["Statement"]!.AsArray().Add(JsonNode.Parse("""{"Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":["sts:TagSession","sts:SetSourceIdentity"]}"""));

        Compare(policy).ShouldBe(["trust-action-added: 2, sts:TagSession, sts:SetSourceIdentity"]);
    }

    [Fact]
    public void Several_Roles_Of_The_Vendor_Are_Named_Together()
    {
        var policy = Template;
        Condition(policy)["ArnLike"]!["aws:PrincipalArn"] = new JsonArray(VendorRoleArn, "arn:aws:iam::999988887777:role/other");

        Compare(policy).ShouldBe([$"trust-principal-arn-changed: 1 (OnlyThisVendorRoleWithThisExternalId), ArnLike {VendorRoleArn}, arn:aws:iam::999988887777:role/other, {VendorRoleArn}"]);
    }

    [Theory]
    [InlineData("StringLike", "sts:ExternalId", "xyz*", true)]
    [InlineData("StringLike", "sts:ExternalId", "abc*", false)]
    [InlineData("StringLike", "sts:ExternalId", "ABC*", true)]
    [InlineData("StringEqualsIgnoreCase", "sts:ExternalId", ExternalIdText, false)]
    [InlineData("StringNotEquals", "sts:ExternalId", ExternalIdText, true)]
    [InlineData("StringNotEquals", "sts:ExternalId", Other, false)]
    [InlineData("Null", "sts:ExternalId", "true", true)]
    [InlineData("Bool", "aws:SecureTransport", "false", true)]
    [InlineData("StringEquals", "aws:PrincipalAccount", "111122223333", true)]
    [InlineData("NumericEquals", "aws:PrincipalAccount", "999988887777", true)]
    [InlineData("ArnEquals", "aws:PrincipalArn", VendorRoleArn, false)]
    [InlineData("StringLike", "aws:PrincipalArn", "arn:aws:iam::999988887777:*", false)]
    [InlineData("StringEquals", "aws:PrincipalArn", "arn:aws:iam::999988887777:role/other", true)]
    [InlineData("ArnNotEquals", "aws:PrincipalArn", VendorRoleArn, true)]
    public void An_Additional_Condition_Is_Reported_Unless_The_Vendors_Role_Meets_It(string conditionOperator, string key, string value, bool isNamed)
    {
        var policy = Template;
        var conditions = Condition(policy);
        var beside = conditions[conditionOperator]?.AsObject() ?? [];
        beside[key] = value;
        if (beside.Parent is null)
            conditions[conditionOperator] = beside;

        Compare(policy).ShouldBe(isNamed ? [$"trust-condition-added: 1 (OnlyThisVendorRoleWithThisExternalId), {conditionOperator} {key} {value.Replace(ExternalIdText, "<ExternalId>", StringComparison.Ordinal)}"] : []);
    }

    private static JsonObject Only(JsonObject policy) => policy["Statement"]![0]!.AsObject();

    private static JsonObject Condition(JsonObject policy) => Only(policy)["Condition"]!.AsObject();

    private static IEnumerable<string> Compare(JsonObject policy)
    {
        RoleArn.TryParse(VendorRoleArn, out var vendor).ShouldBeTrue();
        ExternalId.TryParse(ExternalIdText, out var externalId).ShouldBeTrue();
        return new TrustComparison(vendor, externalId).Compare(Policy.OfTrust(policy.ToJsonString()))
            .Select(f => $"{f.Code}: {string.Join(", ", f.Arguments)}");
    }
}
