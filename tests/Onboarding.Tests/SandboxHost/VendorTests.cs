using Onboarding.Sandbox;
using Onboarding.Sandbox.Dynamo;
using Onboarding.Simulator;

namespace Onboarding.Tests.SandboxHost;

public sealed class VendorTests
{
    [Theory]
    [InlineData("aws")]
    [InlineData("aws-cn")]
    [InlineData("aws-us-gov")]
    [InlineData("aws-eusc")]
    public void Lets_An_Operator_Call_The_Operator_Api_In_Every_Partition_And_Nothing_Else(string partition)
    {
        var vendor = new Vendor(Partition.Find(partition)!);
        var aws = new SimulatedAws(TimeProvider.System, new Faults(), new CallLog(), (_, _) => ValueTask.FromResult<string?>(null));
        var key = vendor.IssueOperatorKey(aws).AccessKeyId;
        var caller = new Caller(Vendor.AccountId, "", "", "", key, "us-east-1");

        aws.IsAllowed(caller, "execute-api:Invoke", vendor.InvokeArn("GET", "/ops/v1/registrations")).ShouldBeTrue();
        aws.IsAllowed(caller, "execute-api:Invoke", vendor.InvokeArn("GET", "/v1/accounts")).ShouldBeFalse();
        aws.IsAllowed(caller, "dynamodb:GetItem", vendor.TableArn).ShouldBeFalse();
    }

    [Theory]
    [InlineData("groups", "GetItem", null, "GROUP#a", true)]
    [InlineData("groups", "GetItem", null, "ACCOUNT#a", false)]
    [InlineData("groups", "PutItem", null, "AUDIT#a#b", false)]
    [InlineData("groups", "GetItem", null, "ONBOARDING#a", false)]
    [InlineData("groups", "DeleteItem", null, "GROUP#a", false)]
    [InlineData("groups", "GetItem", null, null, false)]
    [InlineData("accounts", "DeleteItem", null, "ROLE#a", true)]
    [InlineData("accounts", "GetItem", null, "SECRET#a", false)]
    [InlineData("checks", "GetItem", null, "SECRET#a", true)]
    [InlineData("onboardings", "Query", "group", "GROUP#a#b", true)]
    [InlineData("onboardings", "Query", "state", "STATE#stale#1", false)]
    [InlineData("sweeper", "Query", "due", "DUE#1", true)]
    [InlineData("sweeper", "Query", "due", "SCHEDULE#a", false)]
    public void Lets_A_Function_Touch_The_Partition_Keys_That_The_Stack_Lets_It_Touch(string feature, string action, string? index, string? key, bool allowed)
    {
        var vendor = new Vendor(Partition.Aws);
        var aws = new SimulatedAws(TimeProvider.System, new Faults(), new CallLog(), (_, _) => ValueTask.FromResult<string?>(null));
        vendor.DefineRoles(aws);
        var caller = new Caller(Vendor.AccountId, "", "", "", aws.IssueRoleSession(vendor.FunctionRoleArn(feature), "me").AccessKeyId, "us-east-1");
        var permission = new DynamoPermission("dynamodb:" + action, index is null ? vendor.TableArn : $"{vendor.TableArn}/index/{index}", key is null ? null : [key]);

        aws.IsAllowed(caller, permission.Action, permission.ResourceArn, permission.Tell).ShouldBe(allowed);
    }
}
