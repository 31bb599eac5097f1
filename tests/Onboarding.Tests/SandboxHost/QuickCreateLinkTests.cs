using Onboarding.Sandbox.Control;

namespace Onboarding.Tests.SandboxHost;

public sealed class QuickCreateLinkTests
{
    [Fact]
    public void Reads_A_Link_As_The_Console_Does()
    {
        var link = QuickCreateLink.Parse(
            "https://ap-northeast-1.console.aws.amazon.com/cloudformation/home?region=ap-northeast-1#/stacks/create/review"
            + "?templateURL=https%3A%2F%2Fbucket.s3.amazonaws.com%2Ft.yaml&stackName=a-b&param_ExternalId=x%26y%3Dz&param_Empty=",
            out var problem);

        problem.ShouldBeNull();
        link.ShouldNotBeNull();
        link.Region.ShouldBe("ap-northeast-1");
        link.TemplateUrl.ShouldBe("https://bucket.s3.amazonaws.com/t.yaml");
        link.StackName.ShouldBe("a-b");
        link.Parameters["ExternalId"].ShouldBe("x&y=z");
        link.Parameters["Empty"].ShouldBe("");
        link.Parameters.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("https://us-west-2.console.aws.amazon.com/cloudformation/home", "us-west-2")]
    [InlineData("https://us-gov-west-1.console.amazonaws-us-gov.com/cloudformation/home", "us-gov-west-1")]
    [InlineData("http://localhost:5080/console/cloudformation/home?region=eu-west-1", "eu-west-1")]
    [InlineData("https://us-west-2.console.aws.amazon.com/cloudformation/home?region=eu-west-1", "eu-west-1")]
    public void Takes_The_Region_From_The_Query_And_Else_From_The_Host(string page, string region) =>
        QuickCreateLink.Parse(page + "#/stacks/create/review?templateURL=u", out _).ShouldNotBeNull().Region.ShouldBe(region);

    [Theory]
    [InlineData("not a link")]
    [InlineData("https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/stacks/create/review?templateURL=u")]
    [InlineData("https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/create?templateURL=u")]
    [InlineData("https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/create/review?stackName=a")]
    [InlineData("https://console.aws.amazon.com/cloudformation/home#/stacks/create/review?templateURL=u")]
    [InlineData("javascript:alert(1)//cloudformation/home#/stacks/create/review?templateURL=u")]
    public void Refuses_An_Invalid_Quick_Create_Link(string link)
    {
        QuickCreateLink.Parse(link, out var problem).ShouldBeNull();
        problem.ShouldNotBeNullOrEmpty();
    }
}
