using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;

namespace Onboarding.Functions.Registrations;

/// <summary>What a customer claims in a registration: read on its own first, then held against the stored onboarding.</summary>
internal sealed record RegistrationClaim(DisplayName AccountName, StackInfo? StackInfo, RoleArn? RoleArn)
{
    /// <summary>Reads the body's members.</summary>
    public static (RegistrationClaim? Claim, Refusal? Refusal) Read(RegistrationBody body, string stackInfoKey)
    {
        if (!DisplayName.TryParse(body.AccountName, out var name))
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
        var role = RoleArnOrComputed(onboarding)!;
        var refusal = WrongRole(role, onboarding, settings) ?? WrongStack(role, settings);
        return refusal is null ? (new Submission(AccountName, role, StackInfo?.StackId, ConsentFor(onboarding)), null) : (null, refusal);
    }

    // The ARN of a manual role contains no more than the account's ID does: what counts is that the role exists and didn't come from a link.
    private string ConsentFor(OnboardingRecord onboarding) =>
        StackInfo is not null ? Consent.Pasted
        : RoleArn is not null || onboarding.Method == OnboardingMethod.Manual ? Consent.ByHand
        : Consent.PasteFree;

    private RoleArn? RoleArnOrComputed(OnboardingRecord onboarding) => StackInfo?.RoleArn ?? RoleArn
        ?? (onboarding.AwsAccountId is { } account ? Aws.RoleArn.Of(Partition.OfRegion(onboarding.Region), account, onboarding.RoleName) : null);

    private Refusal? NothingGiven(OnboardingRecord onboarding) => RoleArnOrComputed(onboarding) is not null
        ? null
        : onboarding.Method == OnboardingMethod.Manual
            ? Request.Malformed("“roleArn” is missing.", "「roleArn」がありません。")
            : Request.Malformed(
                "“stackInfo” is missing. You can omit it only if you specified “awsAccountId” when you created the link.",
                "「stackInfo」がありません。省略できるのは、事前に「awsAccountId」を指定した場合だけです。");

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
        if (StackInfo is not { StackId: var stack })
            return null;
        if (stack.Partition != role.Partition)
            return Refusal.Of(Errors.PartitionMismatch, role.Partition.Name, stack.Partition.Name);
        if (stack.AccountId != role.AccountId)
            return Refusal.Of(Errors.AccountMismatch, role.AccountId.Value, stack.AccountId.Value);
        return settings.Regions.Contains(stack.Region, StringComparer.Ordinal) ? null : RegionRefusal.Of(stack.Region, settings);
    }
}
