using Onboarding.Sandbox;
using Onboarding.Sandbox.Aws;

namespace Onboarding.Tests.SandboxHost;

public sealed class VendorTests
{
    [Theory]
    [InlineData("aws")]
    [InlineData("aws-cn")]
    [InlineData("aws-us-gov")]
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
}
