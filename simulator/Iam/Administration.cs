using Onboarding.Simulator.CloudFormation;
using Onboarding.Simulator.Policies;
using Onboarding.Simulator.Query;
using Onboarding.Simulator.Sts;

namespace Onboarding.Simulator.Iam;

/// <summary>What an account's administrator does in IAM, without permission checks.</summary>
/// <remarks>Not safe for threads, as <see cref="IamDirectory"/>.</remarks>
internal sealed class Administration(
    IamDirectory directory, RoleFactory roles, SecurityTokenService sts, TimeProvider machine, TimeProvider service)
{
    private static readonly TimeSpan s_functionSession = TimeSpan.FromHours(12);

    public void PutTrustPolicy(string roleArn, string policyJson)
    {
        if (directory.FindRole(roleArn) is { } role) role.Trust = TrustPolicies.Save(policyJson, role.Partition, directory);
        else roles.Create(Definition(roleArn, policyJson));
    }

    public void PutRolePolicy(string roleArn, string policyName, string policyJson) =>
        RoleFactory.PutInline(RequiredRole(roleArn), policyName, policyJson);

    public void DeleteRolePolicy(string roleArn, string policyName)
    {
        if (!RequiredRole(roleArn).InlinePolicies.Remove(policyName))
            throw new AwsErrorException(404, "NoSuchEntity", $"The role policy with name {policyName} cannot be found.");
    }

    public void ChangeRole(string roleArn, int maxSessionDuration, string? boundaryArn, IReadOnlyList<string> managedPolicyArns) =>
        roles.Change(RequiredRole(roleArn), maxSessionDuration, boundaryArn, managedPolicyArns);

    public void PutManagedPolicy(string policyArn, string policyJson)
    {
        if (!Arn.TryParse(policyArn, out var arn) || arn.Service is not "iam" || !arn.Resource.StartsWith("policy/", StringComparison.Ordinal))
            throw AwsErrorException.Validation($"ARN {policyArn} is not valid.");
        var document = arn.AccountId is "aws" ? PolicyParser.Parse(policyJson, PolicyKind.Managed) : ManagedPolicyResource.Parse(policyJson);
        directory.Put(directory.FindPolicy(policyArn) is { } former
            ? former with { Document = document, Version = former.Version + 1, UpdatedAt = service.GetUtcNow() }
            : new ManagedPolicy(policyArn, Randoms.ManagedPolicyId(), document, service.GetUtcNow()));
    }

    public void PutUser(string accountId, string userName, IReadOnlyDictionary<string, string> tags, bool hasPassword, int accessKeys) =>
        directory.Put(NewUser(accountId, userName, "aws") with
        {
            Tags = [.. tags],
            HasPassword = hasPassword,
            AccessKeys = [.. Enumerable.Range(0, accessKeys).Select(_ => Randoms.LongTermKeyId())],
        });

    public void DeleteRole(string roleArn) => directory.Remove(RequiredRole(roleArn));

    public IssuedCredentials IssueRoleSession(string roleArn, string sessionName, TimeSpan? lifetime) =>
        sts.Issue(RequiredRole(roleArn), sessionName, lifetime ?? s_functionSession).Issued;

    public IssuedCredentials IssueUserKey(string accountId, string userName, string identityPolicyJson, string partition)
    {
        var keyId = Randoms.LongTermKeyId();
        var policy = PolicyParser.Parse(identityPolicyJson, PolicyKind.Inline);
        var user = NewUser(accountId, userName, partition) with { AccessKeys = [keyId], InlinePolicy = policy };
        var credential = new Credential
        {
            AccessKeyId = keyId,
            FirstAccessKeyId = keyId,
            SecretAccessKey = Randoms.SecretKey(),
            Partition = user.Partition,
            AccountId = accountId,
            EntityId = user.Id,
            EntityArn = user.Arn,
            IssuedAt = machine.GetUtcNow(),
        };
        directory.Put(user);
        directory.Add(credential);
        return credential.Issued;
    }

    private Role RequiredRole(string roleArn) =>
        directory.FindRole(roleArn) ?? throw new AwsErrorException(404, "NoSuchEntity", $"The role with ARN {roleArn} cannot be found.");

    private static RoleDefinition Definition(string roleArn, string trustPolicy) =>
        Arn.TryParseRole(roleArn, out var arn, out var path, out var name) && Partitions.Exists(arn.Partition)
            ? new RoleDefinition { Partition = arn.Partition, AccountId = arn.AccountId, Path = path, Name = name, TrustPolicy = trustPolicy }
            : throw AwsErrorException.Validation($"ARN {roleArn} is not valid.");

    private User NewUser(string accountId, string userName, string partition)
    {
        new MemberChecks().Text("userName", userName, Members.RoleName).ThrowIfAny();
        return new User { Id = Randoms.UserId(), Partition = partition, AccountId = accountId, Name = userName, CreatedAt = service.GetUtcNow() };
    }
}
