using System.Text;
using Onboarding.Functions;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Values;

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
        (submission.Consent, submission.IsFromStack).ShouldBe((Consent.Pasted, true));
    }

    [Fact]
    public void A_Manual_Role_Is_Submitted()
    {
        var submission = Submitted(Claim(roleArn: Role), s_manual);

        (submission.RoleArn.Value, submission.StackId).ShouldBe((Role, null));
        (submission.Consent, submission.IsFromStack).ShouldBe((Consent.ByHand, false));
    }

    [Fact]
    [Trait("Threat", "T40")]
    public void A_Known_Account_Determines_The_Role_But_Is_No_Consent()
    {
        var submission = Submitted(Claim(), s_known);

        (submission.RoleArn.Value, submission.Consent, submission.IsFromStack).ShouldBe((Role, Consent.PasteFree, true));
    }

    [Fact]
    [Trait("Threat", "T40")]
    public void A_Role_Is_Held_To_How_It_Was_Submitted_Whatever_Was_Minted()
    {
        Submitted(Claim(StackInfo()), s_manual).Consent.ShouldBe(Consent.Pasted);
        Submitted(Claim(roleArn: Role), s_known).Consent.ShouldBe(Consent.ByHand);
        Submitted(Claim(), s_known with { Method = OnboardingMethod.Manual }).Consent.ShouldBe(Consent.ByHand);
    }

    [Fact]
    [Trait("Threat", "T40")]
    public void A_Terraform_Modules_Output_Is_As_Little_Consent_As_The_Roles_Arn()
    {
        foreach (var onboarding in new[] { s_stack, s_manual, s_known })
        {
            var submission = Submitted(Claim(ConnectionInfo()), onboarding);

            (submission.RoleArn.Value, submission.StackId).ShouldBe((Role, null));
            (submission.Consent, submission.IsFromStack).ShouldBe((Consent.ByHand, false));
        }

        Said(Refused(Claim(ConnectionInfo(ExternalId.Mint().Value)), s_stack), "external-id-mismatch");
    }

    [Fact]
    public void The_Name_Given_At_Minting_Is_Taken_Unless_The_Registration_Has_Another()
    {
        var named = s_stack with { GivenName = DisplayName.TryParse("Given before", out var name) ? name : null };

        Submitted(Read(new RegistrationBody(null, StackInfo())), named).AccountName.Value.ShouldBe("Given before");
        Submitted(Read(new RegistrationBody("Given now", StackInfo())), named).AccountName.Value.ShouldBe("Given now");
        Said(Refused(Read(new RegistrationBody(null, StackInfo())), s_stack), "request-malformed").ShouldContain("“accountName” is missing");
    }

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

    [Theory]
    [InlineData(" " + Role + "\r\n")]
    [InlineData("Here you are:\n" + Role + ".\nAnn")]
    [InlineData("RoleArn\t" + Role + "\tThe role")]
    [InlineData("RoleArn," + Role + ",The role")]
    [InlineData("\"RoleArn\": \"" + Role + "\",")]
    [InlineData("RoleArn=" + Role)]
    [InlineData("> " + Role)]
    [InlineData("```\n" + Role + "\n```")]
    [InlineData(Role + Role)]
    [InlineData(Role + "\n" + Role)]
    [InlineData("arn:aws:iam::1111\u00AD22223333:role/onboarding-\u200Bconnect-abc\u200E")]
    [InlineData("ａｒｎ：ａｗｓ：ｉａｍ：：１１１１２２２２３３３３：ｒｏｌｅ／ｏｎｂｏａｒｄｉｎｇ－ｃｏｎｎｅｃｔ－ａｂｃ")]
    [InlineData("arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fonboarding-connect-abc")]
    [InlineData("ロールは「" + Role + "」です。")]
    [InlineData(Stack + "\n" + Role)]
    [InlineData("> arn:aws:iam::111122223333:role/\r\n> onboarding-connect-abc")]
    [InlineData("arn:aws:iam::1111\n  22223333:role/onboarding-connect-abc")]
    public void The_Roles_Arn_Is_Found_In_What_Surrounds_It(string pasted) => Claim(roleArn: pasted).RoleArn!.Value.ShouldBe(Role);

    [Theory]
    [Trait("Threat", "T19")]
    [InlineData("onboarding-connect-abc", "is the name of a role or a stack, and not the ARN of a role", "ロールまたはスタックの名前です")]
    [InlineData("AROAEXAMPLEEXAMPLE123", "is the unique ID of a role", "ロールの固有 ID です")]
    [InlineData("https://us-east-1.console.aws.amazon.com/iam/home#/roles/details/onboarding-connect-abc", "is the address of a console page", "コンソール画面の URL です")]
    [InlineData("111122223333", "is an AWS account ID", "AWS アカウント ID です")]
    [InlineData(Stack, "is the ARN of a stack", "スタックの ARN です")]
    [InlineData("arn:aws:iam::111122223333:role/aws-service-role/name", "is the ARN of a role with a path", "パスのあるロールの ARN です")]
    [InlineData("arn:aws:iam::111122223333:role/*", "is a malformed ARN of a role", "形式が正しくないロールの ARN です")]
    [InlineData(Role + "*", "is a malformed ARN of a role", "形式が正しくないロールの ARN です")]
    [InlineData("arn:aws:iam::11112222333:role/name", "is a malformed ARN of a role", "形式が正しくないロールの ARN です")]
    [InlineData(Role + " " + Role + "d", "contains the ARNs of different roles", "異なるロールの ARN")]
    [InlineData("hello", "contains no ARN of a role", "ロールの ARN が含まれていません")]
    public void What_Was_Pasted_In_Place_Of_The_Roles_Arn_Is_Named(string pasted, string english, string japanese)
    {
        var (claim, refusal) = RegistrationClaim.Read(new RegistrationBody("Main account", null, pasted), "OnboardingStackInfo");

        claim.ShouldBeNull();
        Said(refusal!, "request-malformed").ShouldContain("“roleArn” " + english);
        Problem.Of(refusal!, Language.Japanese, "r").Detail.ShouldContain(japanese);
        Said(refusal!, "request-malformed").ShouldContain("copy the ARN from its summary");
    }

    [Fact]
    public void StackInfo_In_Place_Of_The_Roles_Arn_Is_Named()
    {
        var (_, refusal) = RegistrationClaim.Read(new RegistrationBody("Main account", null, "Value\n" + StackInfo()), "OnboardingStackInfo");

        Said(refusal!, "request-malformed").ShouldStartWith("“roleArn” is StackInfo, not the ARN of a role.");
    }

    [Fact]
    public void A_Claim_That_Names_No_Role_Is_Refused()
    {
        Said(Refused(Claim(), s_manual), "request-malformed").ShouldContain("“roleArn” is missing");
        Said(Refused(Claim(), s_stack), "request-malformed").ShouldContain("“stackInfo” is missing");
        Claim(roleArn: Role).Contradiction(s_manual).ShouldBeNull();
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

    private static RegistrationClaim Claim(string? stackInfo = null, string? roleArn = null) => Read(new RegistrationBody("Main account", stackInfo, roleArn));

    private static RegistrationClaim Read(RegistrationBody body)
    {
        var (claim, refusal) = RegistrationClaim.Read(body, "OnboardingStackInfo");
        refusal.ShouldBeNull();
        return claim.ShouldNotBeNull();
    }

    private static string StackInfo(string stack = Stack, string? externalId = null) => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        $$"""{"v":1,"stackId":"{{stack}}","roleArn":"{{Role}}","templateVersion":"1.0.0","externalId":"{{externalId ?? s_externalId.Value}}"}"""));

    private static string ConnectionInfo(string? externalId = null) => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        $$"""{"externalId":"{{externalId ?? s_externalId.Value}}","roleArn":"{{Role}}","templateVersion":"1.2.0","v":2}"""));

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
