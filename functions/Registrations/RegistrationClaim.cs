using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;

namespace Onboarding.Functions.Registrations;

/// <summary>What a customer claims in a registration: read on its own first, then held against the stored onboarding.</summary>
/// <param name="AccountName">The name for the account; null for the one that the onboarding was minted with.</param>
/// <param name="StackInfo">What a stack, or a Terraform module, put out.</param>
/// <param name="RoleArn">The ARN of a role that no stack created.</param>
internal sealed record RegistrationClaim(DisplayName? AccountName, StackInfo? StackInfo, RoleArn? RoleArn)
{
    /// <summary>Reads the body's members.</summary>
    public static (RegistrationClaim? Claim, Refusal? Refusal) Read(RegistrationBody body, string stackInfoKey)
    {
        DisplayName? name = null;
        if (body.AccountName is not null && !DisplayName.TryParse(body.AccountName, out name))
            return (null, new Refusal(Errors.NameInvalid));
        if (body.StackInfo is not null && body.RoleArn is not null)
            return (null, Request.Malformed("Specify “stackInfo” or “roleArn”, not both.", "「stackInfo」と「roleArn」は同時に指定できません。"));
        if (body.StackInfo is not null)
        {
            var (stackInfo, refusal) = StackInfo.Parse(body.StackInfo, stackInfoKey);
            return stackInfo is null ? (null, refusal) : (new RegistrationClaim(name, stackInfo, null), null);
        }

        if (body.RoleArn is null)
            return (new RegistrationClaim(name, null, null), null);
        var (role, wrong) = PastedRole.Parse(body.RoleArn);
        return role is null ? (null, wrong) : (new RegistrationClaim(name, null, role), null);
    }

    /// <summary>Whether a completed onboarding registered just this.</summary>
    public bool IsOf(OnboardingRecord onboarding) =>
        RoleArnOrComputed(onboarding) is { } role && string.Equals(role.Value, onboarding.RegisteredRoleArn, StringComparison.Ordinal);

    /// <summary>Whether the claim names no role at all, or carries another external ID.</summary>
    public Refusal? Contradiction(OnboardingRecord onboarding) => NothingGiven(onboarding) ?? WrongExternalId(onboarding);

    /// <summary>Holds the claim against the onboarding: nothing is asked of AWS for a claim that contradicts it.</summary>
    public (Submission? Submission, Refusal? Refusal) Against(OnboardingRecord onboarding, Settings settings)
    {
        if (Contradiction(onboarding) is { } contradiction)
            return (null, contradiction);
        if ((AccountName ?? onboarding.GivenName) is not { } name)
            return (null, NameMissing);
        var role = RoleArnOrComputed(onboarding)!;
        var refusal = WrongRole(role, onboarding, settings) ?? WrongStack(role, settings);
        return refusal is null ? (new Submission(name, role, StackInfo?.StackId, ConsentFor(onboarding)), null) : (null, refusal);
    }

    private static Refusal NameMissing => Request.Malformed(
        "“accountName” is missing. You can omit it only if you specified one when you created the link.",
        "「accountName」がありません。省略できるのは、接続手続きの作成時に指定した場合だけです。");

    // The ARN of a role that was created manually or by Terraform contains no more than the account's ID does: what counts is that the role exists and didn't come from a link.
    private string ConsentFor(OnboardingRecord onboarding) =>
        StackInfo?.StackId is not null ? Consent.Pasted
        : StackInfo is not null || RoleArn is not null || onboarding.Method == OnboardingMethod.Manual ? Consent.ByHand
        : Consent.PasteFree;

    private RoleArn? RoleArnOrComputed(OnboardingRecord onboarding) => StackInfo?.RoleArn ?? RoleArn
        ?? (onboarding.AwsAccountId is { } account ? Aws.RoleArn.Of(Partition.OfRegion(onboarding.Region), account, onboarding.RoleName) : null);

    private Refusal? NothingGiven(OnboardingRecord onboarding) => RoleArnOrComputed(onboarding) is not null
        ? null
        : onboarding.Method == OnboardingMethod.Manual
            ? Request.Malformed("“roleArn” is missing.", "「roleArn」がありません。")
            : Request.Malformed(
                "“stackInfo” is missing, and so is “roleArn”. You can omit both only if you specified “awsAccountId” when you created the link.",
                "「stackInfo」も「roleArn」もありません。両方を省略できるのは、事前に「awsAccountId」を指定した場合だけです。");

    private Refusal? WrongExternalId(OnboardingRecord onboarding) =>
        // The id is the external ID's hash, and all that a completed onboarding keeps of it.
        StackInfo is null || (ExternalId.TryParse(StackInfo.ExternalId, out var claimed) && OnboardingId.Of(claimed) == onboarding.Id)
            ? null
            : new Refusal(Errors.ExternalIdMismatch);

    private static Refusal? WrongRole(RoleArn role, OnboardingRecord onboarding, Settings settings)
    {
        var own = settings.VendorRole;
        if (role.Partition != own.Partition)
            return Refusal.Of(Errors.PartitionMismatch, own.Partition.Name, role.Partition.Name);
        if (role.AccountId == own.AccountId)
            return new Refusal(Errors.RoleOwnAccount);
        if (onboarding.AwsAccountId is { } expected && expected != role.AccountId)
            return Refusal.Of(Errors.AccountMismatch, expected.Value, role.AccountId.Value);
        return string.Equals(role.Name, onboarding.RoleName, StringComparison.Ordinal)
            ? null
            : Refusal.Of(Errors.RoleNameMismatch, onboarding.RoleName, role.Name);
    }

    private Refusal? WrongStack(RoleArn role, Settings settings)
    {
        if (StackInfo?.StackId is not { } stack)
            return null;
        if (stack.Partition != role.Partition)
            return Refusal.Of(Errors.PartitionMismatch, role.Partition.Name, stack.Partition.Name);
        if (stack.AccountId != role.AccountId)
            return Refusal.Of(Errors.AccountMismatch, role.AccountId.Value, stack.AccountId.Value);
        return settings.Regions.Contains(stack.Region, StringComparer.Ordinal) ? null : RegionRefusal.Of(stack.Region, settings);
    }
}
