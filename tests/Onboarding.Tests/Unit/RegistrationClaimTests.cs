using System.Text;
using Onboarding.Functions;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Verification;

namespace Onboarding.Tests.Unit;

/// <summary>A claim is held against the onboarding before AWS is asked anything.</summary>
public sealed class RegistrationClaimTests
{
    private const string Account = "111122223333";
    private const string Role = "arn:aws:iam::111122223333:role/onboarding-connect-abc";
    private const string Stack = "arn:aws:cloudformation:us-east-1:111122223333:stack/onboarding-connect-abc/1d2c3b4a-0000-1111-2222-333344445555";

    private static readonly Settings s_settings = ProductSettings.Of("registrations");
    private static readonly ExternalId s_externalId = ExternalId.Mint();
    private static readonly OnboardingRecord s_stack = MintedOnboarding.At(DateTimeOffset.UnixEpoch, externalId: s_externalId);
    private static readonly OnboardingRecord s_manual = s_stack with { Method = OnboardingMethod.Manual };
    private static readonly OnboardingRecord s_known = s_stack with { AwsAccountId = AwsAccountId.TryParse(Account, out var id) ? id : null };

    [Fact]
    public void What_The_Stack_Put_Out_Is_Submitted()
    {
        var submission = Submitted(Claim(StackInfo()), s_stack);

        (submission.AccountName.Value, submission.RoleArn.Value, submission.StackId!.Value).ShouldBe(("Main account", Role, Stack));
    }

    [Fact]
    public void The_Role_That_Was_Made_By_Hand_Is_Submitted()
    {
        var submission = Submitted(Claim(roleArn: Role), s_manual);

        (submission.RoleArn.Value, submission.StackId).ShouldBe((Role, null));
    }

    [Fact]
    public void Where_The_Account_Is_Known_Nothing_Need_Be_Pasted() => Submitted(Claim(), s_known).RoleArn.Value.ShouldBe(Role);

    [Theory]
    [InlineData("", null, null, "name-invalid")]
    [InlineData("Main account", "x", Role, "request-malformed")]
    [InlineData("Main account", "あ", null, "stack-info-malformed")]
    [InlineData("Main account", null, "arn:aws:iam::111122223333:role/path/name", "request-malformed")]
    [InlineData("Main account", null, "", "request-malformed")]
    public void What_Cannot_Be_Read_Is_Refused(string name, string? stackInfo, string? roleArn, string code)
    {
        var (claim, refusal) = RegistrationClaim.Read(new RegistrationBody(name, stackInfo, roleArn), "OnboardingStackInfo");

        claim.ShouldBeNull();
        refusal!.Error.Code.ShouldBe(code);
    }

    [Fact]
    public void A_Claim_Is_Of_The_Onboardings_Kind()
    {
        Said(Refused(Claim(StackInfo()), s_manual), "request-malformed").ShouldContain("created by hand");
        Said(Refused(Claim(roleArn: Role), s_stack), "request-malformed").ShouldContain("OnboardingStackInfo");
        Said(Refused(Claim(), s_manual), "request-malformed").ShouldContain("“roleArn” is missing");
        Said(Refused(Claim(), s_stack), "request-malformed").ShouldContain("“stackInfo” is missing");
        Claim(roleArn: Role).Contradiction(s_manual, s_settings).ShouldBeNull();
    }

    [Fact]
    public void A_Claim_Carries_The_Onboardings_External_Id()
    {
        Said(Refused(Claim(StackInfo(externalId: ExternalId.Mint().Value)), s_stack), "external-id-mismatch");
        Said(Refused(Claim(StackInfo(externalId: s_externalId.InOtherCase)), s_stack), "external-id-mismatch");
        Said(Refused(Claim(StackInfo(externalId: "")), s_stack), "external-id-mismatch");
    }

    [Theory]
    [InlineData("arn:aws-cn:iam::111122223333:role/onboarding-connect-abc", "partition-mismatch", "aws-cn")]
    [InlineData("arn:aws:iam::999988887777:role/onboarding-connect-abc", "role-own-account", "")]
    [InlineData("arn:aws:iam::444455556666:role/onboarding-connect-abc", "account-mismatch", "444455556666")]
    [InlineData("arn:aws:iam::111122223333:role/Onboarding-connect-abc", "role-name-mismatch", "Onboarding-connect-abc")]
    public void The_Role_Is_The_Onboardings(string role, string code, string named) =>
        Said(Refused(Claim(roleArn: role), s_known with { Method = OnboardingMethod.Manual }), code).ShouldContain(named);

    [Theory]
    [InlineData("arn:aws-cn:cloudformation:cn-north-1:111122223333:stack/a/1d2c3b4a-0000-1111-2222-333344445555", "partition-mismatch", "aws-cn")]
    [InlineData("arn:aws:cloudformation:us-east-1:444455556666:stack/a/1d2c3b4a-0000-1111-2222-333344445555", "account-mismatch", "444455556666")]
    [InlineData("arn:aws:cloudformation:eu-central-1:111122223333:stack/a/1d2c3b4a-0000-1111-2222-333344445555", "region-not-allowed", "eu-central-1")]
    public void The_Stack_Is_Where_The_Role_Is(string stack, string code, string named) => Said(Refused(Claim(StackInfo(stack)), s_stack), code).ShouldContain(named);

    [Fact]
    public void A_Completed_Onboarding_Knows_The_Claim_That_It_Registered()
    {
        Claim(StackInfo()).IsOf(s_stack with { RegisteredRoleArn = Role }).ShouldBeTrue();
        Claim(StackInfo()).IsOf(s_stack with { RegisteredRoleArn = Role + "d" }).ShouldBeFalse();
        Claim(StackInfo()).IsOf(s_stack).ShouldBeFalse();
        Claim().IsOf(s_known with { RegisteredRoleArn = Role }).ShouldBeTrue();
        Claim().IsOf(s_stack with { RegisteredRoleArn = Role }).ShouldBeFalse();
    }

    private static RegistrationClaim Claim(string? stackInfo = null, string? roleArn = null)
    {
        var (claim, refusal) = RegistrationClaim.Read(new RegistrationBody("Main account", stackInfo, roleArn), "OnboardingStackInfo");
        refusal.ShouldBeNull();
        return claim.ShouldNotBeNull();
    }

    private static string StackInfo(string stack = Stack, string? externalId = null) => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        $$"""{"v":1,"stackId":"{{stack}}","roleArn":"{{Role}}","templateVersion":"1.0.0","externalId":"{{externalId ?? s_externalId.Value}}"}"""));

    private static Submission Submitted(RegistrationClaim claim, OnboardingRecord onboarding)
    {
        var (submission, refusal) = claim.Against(onboarding, s_settings);
        refusal.ShouldBeNull();
        return submission.ShouldNotBeNull();
    }

    private static Refusal Refused(RegistrationClaim claim, OnboardingRecord onboarding)
    {
        var (submission, refusal) = claim.Against(onboarding, s_settings);
        submission.ShouldBeNull();
        return refusal.ShouldNotBeNull();
    }

    /// <summary>What a refusal says in English, once its code is the one expected; it says something in Japanese, too.</summary>
    private static string Said(Refusal refusal, string code)
    {
        refusal.Error.Code.ShouldBe(code);
        Problem.Of(refusal, Language.Japanese, "r").Detail.ShouldNotBeNullOrWhiteSpace();
        return Problem.Of(refusal, Language.English, "r").Detail;
    }
}
