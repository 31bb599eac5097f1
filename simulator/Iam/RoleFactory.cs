using Onboarding.Simulator.Policies;
using Onboarding.Simulator.Query;

namespace Onboarding.Simulator.Iam;

/// <summary>Creates roles as IAM's CreateRole, PutRolePolicy and AttachRolePolicy would, all or nothing.</summary>
internal sealed class RoleFactory(IamDirectory directory, Faults faults, TimeProvider machine, TimeProvider service)
{
    /// <summary>Characters without white space, over all inline policies of a role. Source: IAM quotas.</summary>
    public const int MaxInlineLength = 10_240;

    /// <summary>Source: IAM quotas, "Managed policies attached to an IAM role", its default.</summary>
    private const int MaxAttached = 10;

    /// <summary>Creates a role.</summary>
    /// <exception cref="AwsErrorException">IAM refuses the role; nothing of it exists then.</exception>
    public Role Create(RoleDefinition definition)
    {
        Check(definition);
        if (directory.IsRoleNameTaken(definition.AccountId, definition.Name))
            throw new AwsErrorException(409, "EntityAlreadyExists", $"Role with name {definition.Name} already exists.");
        var role = Build(definition);
        foreach (var (name, json) in definition.Policies) PutInline(role, name, json);
        foreach (var arn in definition.ManagedPolicyArns) Attach(role, arn);
        directory.Add(role);
        return role;
    }

    /// <summary>Puts an inline policy into a role.</summary>
    /// <exception cref="AwsErrorException">IAM refuses the policy.</exception>
    public static void PutInline(Role role, string name, string json)
    {
        new MemberChecks().Text("policyName", name, Members.PolicyName).ThrowIfAny();
        var document = PolicyParser.Parse(json, PolicyKind.Inline);
        var others = role.InlinePolicies.Where(p => !string.Equals(p.Key, name, StringComparison.Ordinal));
        if (others.Sum(p => PolicyDocument.CountedLength(p.Value.Json)) + PolicyDocument.CountedLength(json) > MaxInlineLength)
        {
            throw new AwsErrorException(
                409, "LimitExceeded", $"Maximum policy size of {MaxInlineLength} bytes exceeded for role {role.Name}");
        }
        role.InlinePolicies[name] = document;
    }

    /// <summary>Gives a role another session length, boundary and managed policies, as UpdateRole, PutRolePermissionsBoundary and AttachRolePolicy do.</summary>
    /// <exception cref="AwsErrorException">IAM refuses; nothing is changed then.</exception>
    public void Change(Role role, int maxSessionDuration, string? boundaryArn, IReadOnlyList<string> managedPolicyArns)
    {
        new MemberChecks().Number("maxSessionDuration", maxSessionDuration, 3600, 43_200).ThrowIfAny();
        CheckBoundary(boundaryArn, role.Partition, role.AccountId);
        var former = role.AttachedPolicies.ToList();
        role.AttachedPolicies.Clear();
        try
        {
            foreach (var arn in managedPolicyArns) Attach(role, arn);
        }
        catch (AwsErrorException)
        {
            role.AttachedPolicies.Clear();
            role.AttachedPolicies.AddRange(former);
            throw;
        }
        (role.MaxSessionDuration, role.BoundaryArn) = (maxSessionDuration, boundaryArn);
    }

    private static void Check(RoleDefinition definition)
    {
        var checks = new MemberChecks()
            .Text("roleName", definition.Name, Members.RoleName)
            .Text("path", definition.Path, Members.Path)
            .Number("maxSessionDuration", definition.MaxSessionDuration, 3600, 43_200);
        if (definition.Description is { } description) checks.Text("description", description, Members.Description);
        foreach (var (key, value) in definition.Tags)
            checks.Text("tags.1.member.key", key, Members.TagKey).Text("tags.1.member.value", value, Members.TagValue);
        checks.ThrowIfAny();
        CheckTagKeys([.. definition.Tags.Select(tag => tag.Key)]);
    }

    private static void CheckTagKeys(IReadOnlyList<string> keys)
    {
        if (keys.Count > 50) throw new AwsErrorException(409, "LimitExceeded", "The number of tags has reached the maximum limit.");
        if (keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < keys.Count)
        {
            throw new AwsErrorException(
                400, "InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        }
        if (keys.Any(key => key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)))
            throw new AwsErrorException(400, "InvalidInput", "Tag keys beginning with aws: are reserved for AWS.");
    }

    private Role Build(RoleDefinition definition)
    {
        CheckBoundary(definition.BoundaryArn, definition.Partition, definition.AccountId);
        return new Role
        {
            Id = definition.Former?.Id ?? Randoms.RoleId(),
            Partition = definition.Partition,
            AccountId = definition.AccountId,
            Name = definition.Name,
            Path = definition.Path,
            CreatedAt = definition.Former?.CreatedAt ?? service.GetUtcNow(),
            VisibleFrom = definition.Former?.VisibleFrom ?? machine.GetUtcNow() + faults.TakePropagationDelay(),
            Trust = TrustPolicies.Save(definition.TrustPolicy, definition.Partition, directory),
            Description = definition.Description,
            MaxSessionDuration = definition.MaxSessionDuration,
            BoundaryArn = definition.BoundaryArn,
            Tags = definition.Tags,
        };
    }

    private void CheckBoundary(string? arn, string partition, string accountId)
    {
        if (arn is not null && !IsThere(arn, partition, accountId))
            throw new AwsErrorException(404, "NoSuchEntity", $"Scope ARN: {arn} does not exist or is not attachable.");
    }

    private void Attach(Role role, string arn)
    {
        if (!IsThere(arn, role.Partition, role.AccountId))
            throw new AwsErrorException(404, "NoSuchEntity", $"Policy {arn} does not exist or is not attachable.");
        if (!role.AttachedPolicies.Contains(arn, StringComparer.Ordinal)) role.AttachedPolicies.Add(arn);
        if (role.AttachedPolicies.Count > MaxAttached)
            throw new AwsErrorException(409, "LimitExceeded", $"Cannot exceed quota for PoliciesPerRole: {MaxAttached}");
    }

    // To a role, IAM has no policies but those of its own account and AWS's own.
    private bool IsThere(string policyArn, string partition, string accountId)
    {
        if (Arn.TryParse(policyArn, out var arn) && !string.Equals(arn.Partition, partition, StringComparison.Ordinal))
            throw AwsErrorException.Validation("Invalid ARN partition");
        return arn is not null && (arn.AccountId is "aws" || string.Equals(arn.AccountId, accountId, StringComparison.Ordinal)) && directory.FindPolicy(policyArn) is not null;
    }
}
