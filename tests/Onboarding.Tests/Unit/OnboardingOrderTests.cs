using Onboarding.Functions;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Unit;

public sealed class OnboardingOrderTests
{
    private static readonly Settings s_settings = ProductSettings.Of("onboardings") with { Regions = ["us-east-1", "ap-northeast-1"] };

    [Fact]
    public void What_Is_Left_Out_Is_The_Stack_In_The_First_Region()
    {
        var order = Accepted(new OnboardingBody("read-only"));

        (order.Profile.Name, order.Method, order.Region, order.AwsAccountId, order.PermissionsBoundaryArn).ShouldBe(("read-only", "stack", "us-east-1", null, null));
    }

    [Fact]
    public void What_Is_Asked_For_Is_Taken()
    {
        var order = Accepted(new OnboardingBody("full", "manual", "ap-northeast-1", "111122223333", "arn:aws:iam::111122223333:policy/a/b"));

        (order.Profile.Name, order.Method, order.Region, order.AwsAccountId!.Value, order.PermissionsBoundaryArn)
            .ShouldBe(("full", "manual", "ap-northeast-1", "111122223333", "arn:aws:iam::111122223333:policy/a/b"));
    }

    [Theory]
    [InlineData("Full", null, null, null, "profile-unknown", "full, read-only")]
    [InlineData("full", "Stack", null, null, "request-malformed", "“method” must be “stack” or “manual”.")]
    [InlineData("full", null, "eu-central-1", null, "region-not-allowed", "us-east-1, ap-northeast-1")]
    [InlineData("full", null, "<script>", null, "region-not-allowed", "(not a Region)")]
    [InlineData("full", null, null, "11112222333", "request-malformed", "“awsAccountId” must be the 12 digits of an AWS account ID.")]
    [InlineData("full", null, null, "", "request-malformed", "“awsAccountId” must be the 12 digits of an AWS account ID.")]
    [InlineData("full", null, null, "999988887777", "role-own-account", "It's the account that this service runs in.")]
    public void What_Cannot_Be_Had_Is_Refused_With_What_Can(string profile, string? method, string? region, string? account, string code, string said)
    {
        var refusal = Refused(new OnboardingBody(profile, method, region, account));

        refusal.Error.Code.ShouldBe(code);
        var problem = Problem.Of(refusal, Language.English, "r");
        (problem.Detail + problem.Hint).ShouldContain(said);
    }

    [Theory]
    [InlineData("arn:aws:iam::aws:policy/PowerUserAccess")]
    [InlineData("arn:aws:iam::111122223333:policy/p")]
    [InlineData("arn:aws:iam::111122223333:policy/a+=,.@_/-Z9")]
    public void A_Boundary_Is_A_Managed_Policy_Of_The_Account_Or_Of_Aws(string arn)
    {
        Accepted(new OnboardingBody("full", AwsAccountId: "111122223333", PermissionsBoundaryArn: arn)).PermissionsBoundaryArn.ShouldBe(arn);
        Accepted(new OnboardingBody("full", PermissionsBoundaryArn: arn)).PermissionsBoundaryArn.ShouldBe(arn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("arn:aws:iam::111122223333:policy/")]
    [InlineData("arn:aws:iam::111122223333:role/p")]
    [InlineData("arn:aws:iam::111122223333:policy/a b")]
    [InlineData("arn:aws:iam::111122223333:policy/p:v1")]
    [InlineData("arn:aws:iam::11112222333:policy/p")]
    [InlineData("arn:aws:iam::amazon:policy/p")]
    [InlineData("arn:aws:iam::444455556666:policy/p")]
    [InlineData("arn:aws:iam:us-east-1:111122223333:policy/p")]
    [InlineData("arn:aws:sts::111122223333:policy/p")]
    [InlineData("arn:aws-cn:iam::111122223333:policy/p")]
    [InlineData("urn:aws:iam::111122223333:policy/p")]
    public void Anything_Else_Is_Not_A_Boundary(string arn)
    {
        var refusal = Refused(new OnboardingBody("full", AwsAccountId: "111122223333", PermissionsBoundaryArn: arn));

        refusal.Error.Code.ShouldBe("request-malformed");
        Problem.Of(refusal, Language.English, "r").Detail.ShouldBe("“permissionsBoundaryArn” must be the ARN of a managed policy in the account that you connect.");
        Problem.Of(refusal, Language.Japanese, "r").Detail.ShouldContain("管理ポリシー");
    }

    [Theory]
    [InlineData(512, true)]
    [InlineData(513, false)]
    public void A_Boundary_Has_At_Most_512_Characters_Of_Path_And_Name(int length, bool isAccepted) =>
        (OnboardingOrder.Of(new OnboardingBody("full", PermissionsBoundaryArn: "arn:aws:iam::111122223333:policy/" + new string('p', length)), s_settings).Order is not null).ShouldBe(isAccepted);

    private static OnboardingOrder Accepted(OnboardingBody body)
    {
        var (order, refusal) = OnboardingOrder.Of(body, s_settings);
        refusal.ShouldBeNull();
        return order.ShouldNotBeNull();
    }

    private static Refusal Refused(OnboardingBody body)
    {
        var (order, refusal) = OnboardingOrder.Of(body, s_settings);
        order.ShouldBeNull();
        return refusal.ShouldNotBeNull();
    }
}
