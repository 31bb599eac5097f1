using Onboarding.Tests;

namespace Onboarding.Cdk.Tests;

/// <summary>The permissions of every role: the template, compared with the table in <c>docs/security.md</c>.</summary>
public sealed class PermissionTests
{
    [Fact]
    [Trait(DocTable.Trait, "table")]
    public void The_Table_In_The_Security_Document_Is_What_The_Stack_Grants() =>
        new DocTable("security.md", "| role | can | on | keys |").Hold(Permissions.Of(Stacks.Default).Select(p => p.ToString()));

    [Fact]
    [Trait("Threat", "T24")]
    public void Only_Functions_That_Verify_Or_Use_Connections_Assume_The_Vendors_Role_And_Only_It_Assumes_Customers_Roles() =>
        Permissions.Of(Stacks.Default).Where(p => p.Actions.Contains("sts:", StringComparison.Ordinal)).Select(p => p.ToString()).ShouldBe(
        [
            "| VendorAccess | `sts:AssumeRole` | `arn:<Partition>:iam::*:role/onboarding-connect-*` |  |",
            "| checks | `sts:AssumeRole` | `arn:<Partition>:iam::<AccountId>:role/onboarding-connect-access` |  |",
            "| registrations | `sts:AssumeRole` | `arn:<Partition>:iam::<AccountId>:role/onboarding-connect-access` |  |",
            "| sessions | `sts:AssumeRole` | `arn:<Partition>:iam::<AccountId>:role/onboarding-connect-access` |  |",
            "| sweeper | `sts:AssumeRole` | `arn:<Partition>:iam::<AccountId>:role/onboarding-connect-access` |  |",
            "| visitors | `sts:AssumeRole` | `arn:<Partition>:iam::<AccountId>:role/onboarding-connect-access` |  |",
        ]);

    [Fact]
    public void Every_Resource_Is_Named_Except_Where_Aws_Knows_None() =>
        Permissions.Of(Stacks.Default).Where(p => p.On.Contains("`*`", StringComparison.Ordinal)).Select(p => (p.Who, p.Actions)).ShouldBe(
        [
            .. Stacks.Functions.Select(f => f.Name).Order(StringComparer.Ordinal).Select(f => (f, "`xray:PutTraceSegments`, `xray:PutTelemetryRecords`")),
        ]);

    [Fact]
    public void No_Role_Has_A_Managed_Policy_Or_A_Service_Wide_Action()
    {
        Stacks.Default.Only("AWS::IAM::ManagedPolicy")["Roles"].ShouldBeNull();
        Stacks.Default.Of("AWS::IAM::Role").ShouldAllBe(r => r["ManagedPolicyArns"] == null && r["Policies"] == null);
        Permissions.Of(Stacks.Default).ShouldAllBe(p => !p.Actions.Contains(":*", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Threat", "T27")]
    public void Every_Grant_On_The_Table_Says_Which_Keys() =>
        Permissions.Of(Stacks.Default).Where(p => p.On.StartsWith("`Table ", StringComparison.Ordinal) && !p.On.EndsWith("/stream`", StringComparison.Ordinal))
            .ShouldAllBe(p => p.Keys.Length > 0);

    [Fact]
    public void The_Sweeper_Finds_What_Is_Due_By_The_Index_And_Nothing_Else_Reads_It() =>
        Permissions.Of(Stacks.Default).Where(p => p.On.Contains("/index/due", StringComparison.Ordinal)).Select(p => p.ToString())
            .ShouldBe(["| sweeper | `dynamodb:Query` | `Table Registry/Table/index/due` | `DUE#*` |"]);
}
