using Onboarding.Simulator.Iam;
using Onboarding.Simulator.Policies;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>The resource type <c>AWS::IAM::ManagedPolicy</c>; attaching it from its own side is not known.</summary>
/// <remarks>Source: CloudFormation Template Reference, AWS::IAM::ManagedPolicy.</remarks>
internal static class ManagedPolicyResource
{
    public const string Type = "AWS::IAM::ManagedPolicy";

    /// <summary>Characters without white space. Source: IAM quotas.</summary>
    public const int MaxLength = 6144;

    /// <summary>The policy that the properties describe.</summary>
    /// <exception cref="AwsErrorException">The properties do not fit the type, or IAM refuses the policy.</exception>
    public static ManagedPolicy Read(PropertyReader properties, CreateStack stack, string logicalId, DateTimeOffset now)
    {
        if (properties.Has("Groups") || properties.Has("Roles") || properties.Has("Users"))
            throw AwsErrorException.Unknown($"the properties Groups, Roles and Users of {Type}");
        properties.RefuseUnknown(["Description", "ManagedPolicyName", "Path", "PolicyDocument"]);
        var name = properties.OptionalText("ManagedPolicyName") ?? RoleResource.GeneratedName(stack.StackName, logicalId);
        var path = properties.OptionalText("Path") ?? "/";
        var arn = $"arn:{Partitions.OfRegion(stack.Region)}:iam::{stack.AccountId}:policy{path}{name}";
        return new ManagedPolicy(arn, Randoms.ManagedPolicyId(), Parse(properties.Document("PolicyDocument")), now);
    }

    /// <summary>The document of a managed policy.</summary>
    /// <exception cref="AwsErrorException">IAM refuses the policy.</exception>
    public static PolicyDocument Parse(string json)
    {
        if (PolicyDocument.CountedLength(json) > MaxLength)
            throw new AwsErrorException(409, "LimitExceeded", $"Cannot exceed quota for PolicySize: {MaxLength}");
        return PolicyParser.Parse(json, PolicyKind.Managed);
    }

    public static CreatedResource Created(ManagedPolicy policy) => new(
        policy.Arn, new Dictionary<string, string>(StringComparer.Ordinal) { ["PolicyArn"] = policy.Arn, ["PolicyId"] = policy.Id });
}
