using System.Text.Json;
using Onboarding.Templates;

namespace Onboarding.Tests.Unit;

public sealed class TemplateTests
{
    private static readonly Vendor s_vendor = new("Onboarding", "999988887777", "onboarding-connect-access");

    [Fact]
    public void The_Full_Profile_Has_Exactly_The_Permissions_Of_The_Requirement() => Profile.Full.Actions.ShouldBe(
        [
            "account:GetContactInformation", "iam:CreateUser", "iam:DeleteAccessKey", "iam:DeleteLoginProfile", "iam:DeleteRole", "iam:DeleteUser",
            "iam:DetachRolePolicy", "iam:DetachUserPolicy", "iam:GetAccessKeyLastUsed", "iam:ListAccessKeys", "iam:ListAttachedRolePolicies",
            "iam:ListAttachedUserPolicies", "iam:ListGroupsForUser", "iam:ListMFADevices", "iam:ListRolePolicies", "iam:ListRoles",
            "iam:ListUserPolicies", "iam:ListUsers", "iam:ListUserTags", "iam:TagUser",
        ],
        ignoreOrder: true);

    [Fact]
    public void The_Read_Only_Profile_Has_Exactly_The_Permissions_Of_The_Requirement() => Profile.ReadOnly.Actions.ShouldBe(
        [
            "account:GetContactInformation", "iam:GetAccessKeyLastUsed", "iam:ListAccessKeys", "iam:ListAttachedRolePolicies",
            "iam:ListAttachedUserPolicies", "iam:ListGroupsForUser", "iam:ListMFADevices", "iam:ListRolePolicies", "iam:ListRoles",
            "iam:ListUserPolicies", "iam:ListUsers", "iam:ListUserTags", "iam:TagUser",
        ],
        ignoreOrder: true);

    [Fact]
    public void Every_Permission_Has_A_Description_In_Both_Languages()
    {
        foreach (var permission in Profile.All.SelectMany(p => p.Actions).Select(Permission.Of))
        {
            permission.English.ShouldNotBeNullOrWhiteSpace(permission.Action);
            permission.Japanese.ShouldMatch(@"\p{IsHiragana}", permission.Action);
        }
    }

    [Fact]
    public void A_Rendered_Template_Has_No_Place_Left_Open_And_Names_No_Partition()
    {
        foreach (var profile in Profile.All)
        {
            var yaml = ConnectTemplate.Render(profile, s_vendor);
            yaml.ShouldNotContain("{{");
            yaml.ShouldNotContain("NoEcho");
            yaml.Replace("such as arn:aws:iam", "", StringComparison.Ordinal).ShouldNotContain("arn:aws");
            yaml.ShouldContain("OnboardingStackInfo:");
            yaml.Length.ShouldBeLessThan(51_200, "a template body; from S3 1 MB");
        }
    }

    [Fact]
    public void The_Manual_Trust_Policy_Lets_In_One_Vendor_Role_With_This_External_Id_Only() =>
        ManualRole.TrustPolicy(s_vendor, "aws", "abcdefghijkmnpqrstuvwxyz23456789").GetRawText().ShouldBe(
            """{"Version":"2012-10-17","Statement":[{"Sid":"OnlyThisVendorRoleWithThisExternalId","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"abcdefghijkmnpqrstuvwxyz23456789"},"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::999988887777:role/onboarding-connect-access"}}}]}""");

    [Fact]
    public void The_Operator_Policy_Reaches_Only_Stacks_And_Roles_Of_This_Vendor_And_Its_Templates()
    {
        using var policy = JsonDocument.Parse(OperatorPolicy.Render(s_vendor, "aws-cn", "https://bucket.example/templates", "bucket", Profile.All, PolicyStyle.Inline));
        var resources = policy.RootElement.GetProperty("Statement").EnumerateArray()
            .Select(s => s.GetProperty("Sid").GetString() + " " + s.GetProperty("Resource").GetString());

        resources.ShouldBe(
        [
            "StackFromThisTemplateOnly arn:aws-cn:cloudformation:*:*:stack/onboarding-connect-*/*",
            "Stack arn:aws-cn:cloudformation:*:*:stack/onboarding-connect-*/*",
            "QuickCreatePage *",
            "Template arn:aws-cn:s3:::bucket/templates/*",
            "RoleThroughCloudFormationOnly arn:aws-cn:iam::*:role/onboarding-connect-*",
            "LookAtTheRole arn:aws-cn:iam::*:role/onboarding-connect-*",
        ]);
        var conditions = policy.RootElement.GetProperty("Statement").EnumerateArray()
            .Where(s => s.TryGetProperty("Condition", out _)).Select(s => s.GetProperty("Condition").ToString().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));
        conditions.ShouldBe(
        [
            """{"StringLike":{"cloudformation:TemplateUrl":"https://bucket.example/templates/*"}}""",
            """{"ForAnyValue:StringEquals":{"aws:CalledVia":"cloudformation.amazonaws.com"}}""",
        ]);
    }

    [Fact]
    public void Policies_Fit_The_Limits_Of_IAM()
    {
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: white space is not counted.
        foreach (var profile in Profile.All)
        {
            var filling = new Filling("aws-us-gov", Filling.AnyAccount, "us-gov-west-1", new string('r', 64), new Dictionary<string, string>(StringComparer.Ordinal));
            ManualRole.Permissions(profile.CurrentVersion, profile.DefaultFeatures, filling).Policies.ShouldHaveSingleItem().Document.GetRawText().Length.ShouldBeLessThan(6_144);
            ManualRole.TrustPolicy(s_vendor, "aws-us-gov", new string('e', 32)).GetRawText().Length.ShouldBeLessThan(2_048);
        }
    }
}
