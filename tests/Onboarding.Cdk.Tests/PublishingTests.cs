using Onboarding.Cdk.Publishing;
using Onboarding.Templates;

namespace Onboarding.Cdk.Tests;

/// <summary>A published version of the customers' templates never changes.</summary>
public sealed class PublishingTests
{
    private static readonly Vendor s_vendor = new("Brand", "000000000000", "brand-connect-access");

    [Fact]
    public void The_Templates_Are_What_The_Manifest_Says_Of_Their_Version() => Should.NotThrow(() => Manifest.Read().Require(Manifest.Current()));

    [Fact]
    [Trait("Threat", "T53")]
    public void Publishing_A_Changed_Template_Under_An_Existing_Version_Fails()
    {
        var changed = Manifest.Of(ConnectTemplate.Version, p => ConnectTemplate.Render(p, s_vendor).Replace("MaxSessionDuration: 3600", "MaxSessionDuration: 7200", StringComparison.Ordinal));

        Should.Throw<DeployException>(() => Manifest.Read().Require(changed)).Message.ShouldBe(
            "The template “full” differs from version 1.1.0, which is published and never changes: raise ConnectTemplate.Version in templates/ConnectTemplate.cs, then run “dotnet run --project cdk -- templates record”.");
    }

    [Fact]
    public void A_Version_That_Is_Not_Recorded_Is_Not_Published()
    {
        var next = Manifest.Current() with { Version = "9.0.0" };

        Should.Throw<DeployException>(() => Manifest.Read().Require(next)).Message.ShouldBe(
            "Version 9.0.0 of the customers' templates is not in templates/manifest.json: write it there by “dotnet run --project cdk -- templates record” and commit it.");
    }

    [Fact]
    public void Recording_Keeps_Earlier_Versions_And_Refuses_To_Change_Them()
    {
        var recorded = Manifest.Read();
        var next = Manifest.Current() with { Version = "9.0.0" };

        recorded.With(next).Versions.Select(v => v.Version).ShouldBe([.. recorded.Versions.Select(v => v.Version), "9.0.0"]);
        recorded.With(Manifest.Current()).ShouldBe(recorded);
        Should.Throw<DeployException>(() => recorded.With(next).With(Manifest.Of("9.0.0", p => ConnectTemplate.Render(p, s_vendor) + "# changed")));
    }

    [Fact]
    public void The_Manifest_Names_What_A_Role_May_Do() =>
        Manifest.Current().Profiles["read-only"].Actions.ShouldBe(
        [
            "account:GetContactInformation", "cloudformation:DescribeStacks", "iam:GetAccessKeyLastUsed", "iam:GetAccountSummary", "iam:GetRole", "iam:GetRolePolicy",
            "iam:ListAccessKeys", "iam:ListAttachedRolePolicies", "iam:ListAttachedUserPolicies", "iam:ListGroupsForUser", "iam:ListMFADevices", "iam:ListRolePolicies",
            "iam:ListRoles", "iam:ListUserPolicies", "iam:ListUserTags", "iam:ListUsers", "iam:TagUser",
        ]);

    [Fact]
    public void The_Difference_Between_Two_Versions_Is_Printed()
    {
        var from = Manifest.Of("1.0.0", p => ConnectTemplate.Render(p, s_vendor));
        var to = Manifest.Of("2.0.0", p => ConnectTemplate.Render(p, s_vendor)
            .Replace("- iam:CreateUser\n", "- iam:GetUser\n", StringComparison.Ordinal));

        PermissionDiff.Of(from, to).ShouldBe("full\n  + iam:GetUser\n  - iam:CreateUser\n");
        PermissionDiff.Of(from, from).ShouldBe("The permissions of 1.0.0 and 1.0.0 are the same.\n");
    }

    [Fact]
    public void The_Command_Prints_It_And_Names_The_Versions_That_There_Are()
    {
        using var output = new StringWriter();

        CommandLine.Run(["templates", "diff", "1.0.0", "1.0.0"], _ => null, output).ShouldBe(0);
        output.ToString().ShouldBe("The permissions of 1.0.0 and 1.0.0 are the same.\n");
        Should.Throw<DeployException>(() => CommandLine.Run(["templates", "diff", "1.0.0", "0.1"], _ => null, output))
            .Message.ShouldStartWith("templates/manifest.json has no version “0.1”; it has 1.0.0, 1.1.0");
    }
}
