using System.Globalization;
using Onboarding.Simulator.Iam;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>The resource type <c>AWS::IAM::Role</c>.</summary>
/// <remarks>Source: CloudFormation Template Reference, AWS::IAM::Role.</remarks>
internal static class RoleResource
{
    public const string Type = "AWS::IAM::Role";

    private static readonly string[] s_properties =
    [
        "AssumeRolePolicyDocument", "Description", "ManagedPolicyArns", "MaxSessionDuration", "Path", "PermissionsBoundary", "Policies",
        "RoleName", "Tags",
    ];

    /// <summary>The role that the properties describe.</summary>
    /// <exception cref="AwsErrorException">The properties do not fit the type.</exception>
    public static RoleDefinition Read(PropertyReader properties, CreateStack stack, string logicalId)
    {
        properties.RefuseUnknown(s_properties);
        return new RoleDefinition
        {
            Partition = Partitions.OfRegion(stack.Region),
            AccountId = stack.AccountId,
            Name = properties.OptionalText("RoleName") ?? GeneratedName(stack.StackName, logicalId),
            Path = properties.OptionalText("Path") ?? "/",
            TrustPolicy = properties.Document("AssumeRolePolicyDocument"),
            Description = properties.OptionalText("Description"),
            MaxSessionDuration = MaxSessionDuration(properties),
            BoundaryArn = properties.OptionalText("PermissionsBoundary"),
            ManagedPolicyArns = properties.Texts("ManagedPolicyArns"),
            Policies = [.. properties.Objects("Policies", ["PolicyName", "PolicyDocument"])
                .Select(policy => KeyValuePair.Create(policy.Text("PolicyName"), policy.Document("PolicyDocument")))],
            Tags = WithStackTags([.. properties.Objects("Tags", ["Key", "Value"]).Select(tag => KeyValuePair.Create(tag.Text("Key"), tag.Text("Value")))], stack),
        };
    }

    // Source: CloudFormation User Guide, "Resource tags": the stack's tags are propagated, and the resource's own win.
    private static IReadOnlyList<KeyValuePair<string, string>> WithStackTags(IReadOnlyList<KeyValuePair<string, string>> own, CreateStack stack) =>
        [.. own, .. stack.Tags.Where(tag => !own.Any(o => string.Equals(o.Key, tag.Key, StringComparison.OrdinalIgnoreCase)))];

    public static CreatedResource Created(Role role) => new(
        role.Name, new Dictionary<string, string>(StringComparer.Ordinal) { ["Arn"] = role.Arn, ["RoleId"] = role.Id });

    /// <summary>The name CloudFormation gives: stack, logical id, random; 64 characters at most.</summary>
    public static string GeneratedName(string stackName, string logicalId)
    {
        var suffix = "-" + Randoms.ResourceSuffix();
        var stem = $"{stackName}-{logicalId}";
        return stem[..Math.Min(stem.Length, 64 - suffix.Length)] + suffix;
    }

    private static int MaxSessionDuration(PropertyReader properties)
    {
        if (properties.OptionalText("MaxSessionDuration") is not { } text) return 3600;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw properties.Failure("#/MaxSessionDuration: expected type: Number, found: String");
    }
}
