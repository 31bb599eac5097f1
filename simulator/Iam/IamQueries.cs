using System.Xml.Linq;
using Onboarding.Simulator.Query;

namespace Onboarding.Simulator.Iam;

/// <summary>IAM's operations that read.</summary>
/// <remarks>Source: IAM API Reference (2010-05-08). Not safe for threads, as <see cref="IamDirectory"/>.</remarks>
internal sealed class IamQueries(IamDirectory directory, Authorizer authorizer)
{
    public XElement[] GetRole(Caller caller, QueryRequest request) =>
        [IamXml.Role(FindRole(caller, request, "iam:GetRole"), directory)];

    public XElement[] GetRolePolicy(Caller caller, QueryRequest request)
    {
        new MemberChecks().Text("roleName", request["RoleName"], Members.RoleName)
            .Text("policyName", request["PolicyName"], Members.PolicyName).ThrowIfAny();
        var (role, name) = (FindRole(caller, request, "iam:GetRolePolicy"), request["PolicyName"]!);
        return role.InlinePolicies.TryGetValue(name, out var policy)
            ?
            [
                new("RoleName", role.Name),
                new("PolicyName", name),
                new("PolicyDocument", Uri.EscapeDataString(policy.Json)),
            ]
            : throw NoSuchEntity($"The role policy with name {name} cannot be found.");
    }

    public XElement[] ListRolePolicies(Caller caller, QueryRequest request)
    {
        var role = FindRole(caller, request, "iam:ListRolePolicies");
        return Paging.Page(request, "PolicyNames", role.InlinePolicies.Keys, name => name, name => new XElement("member", name));
    }

    public XElement[] ListAttachedRolePolicies(Caller caller, QueryRequest request)
    {
        if (request.Has("PathPrefix")) throw AwsErrorException.Unknown("ListAttachedRolePolicies's PathPrefix");
        var role = FindRole(caller, request, "iam:ListAttachedRolePolicies");
        var attached = role.AttachedPolicies.Select(directory.FindPolicy).OfType<ManagedPolicy>().OrderBy(p => p.Arn, StringComparer.Ordinal);
        return Paging.Page(request, "AttachedPolicies", attached, policy => policy.Arn, policy => new XElement(
            "member", new XElement("PolicyName", policy.Name), new XElement("PolicyArn", policy.Arn)));
    }

    public XElement[] GetAccountSummary(Caller caller)
    {
        Authorize(caller, "iam:GetAccountSummary", "*");
        var entries = AccountSummary.Of(caller.AccountId, directory).Select(entry =>
            new XElement("entry", new XElement("key", entry.Key), new XElement("value", entry.Value)));
        return [new XElement("SummaryMap", entries)];
    }

    public XElement[] ListUsers(Caller caller, QueryRequest request)
    {
        if (request.Has("PathPrefix")) throw AwsErrorException.Unknown("ListUsers's PathPrefix");
        var partition = directory.FindCredential(caller.AccessKeyId)!.Partition;
        Authorize(caller, "iam:ListUsers", $"arn:{partition}:iam::{caller.AccountId}:user/");
        return Paging.Page(request, "Users", directory.Users(caller.AccountId), user => user.Name, user => IamXml.User("member", user));
    }

    public XElement[] ListUserTags(Caller caller, QueryRequest request)
    {
        new MemberChecks().Text("userName", request["UserName"], Members.UserName).ThrowIfAny();
        var name = request["UserName"]!;
        var partition = directory.FindCredential(caller.AccessKeyId)!.Partition;
        Authorize(caller, "iam:ListUserTags", $"arn:{partition}:iam::{caller.AccountId}:user/{name}", $"user {name}");
        var user = directory.FindUser(caller.AccountId, name) ?? throw NoSuchEntity($"The user with name {name} cannot be found.");
        return Paging.Page(request, "Tags", user.Tags, tag => tag.Key, IamXml.Tag);
    }

    public XElement[] GetPolicy(Caller caller, QueryRequest request)
    {
        var policy = FindPolicy(caller, request, "iam:GetPolicy");
        return [IamXml.ManagedPolicy(policy, directory.Roles(caller.AccountId))];
    }

    public XElement[] GetPolicyVersion(Caller caller, QueryRequest request)
    {
        var policy = FindPolicy(caller, request, "iam:GetPolicyVersion");
        if (!string.Equals(request["VersionId"], policy.VersionId, StringComparison.Ordinal))
            throw NoSuchEntity($"Policy {policy.Arn} version {request["VersionId"]} does not exist or is not attachable.");
        return [IamXml.PolicyVersion(policy)];
    }

    private Role FindRole(Caller caller, QueryRequest request, string action)
    {
        new MemberChecks().Text("roleName", request["RoleName"], Members.RoleName).ThrowIfAny();
        var name = request["RoleName"]!;
        var role = directory.FindRole(caller.AccountId, name);
        var partition = directory.FindCredential(caller.AccessKeyId)!.Partition;
        Authorize(caller, action, role?.Arn ?? $"arn:{partition}:iam::{caller.AccountId}:role/{name}", $"role {name}");
        return role ?? throw NoSuchEntity($"The role with name {name} cannot be found.");
    }

    private ManagedPolicy FindPolicy(Caller caller, QueryRequest request, string action)
    {
        new MemberChecks().Text("policyArn", request["PolicyArn"], Members.RoleArn).ThrowIfAny();
        var arn = request["PolicyArn"]!;
        Authorize(caller, action, arn, $"policy {arn}");
        var isOwn = Arn.TryParse(arn, out var parsed) && (parsed.AccountId is "aws" || string.Equals(parsed.AccountId, caller.AccountId, StringComparison.Ordinal));
        return (isOwn ? directory.FindPolicy(arn) : null) ?? throw NoSuchEntity($"Policy {arn} was not found.");
    }

    private void Authorize(Caller caller, string action, string resource, string? shownResource = null) => authorizer.Require(caller, action, resource, shownResource);

    private static AwsErrorException NoSuchEntity(string message) => new(404, "NoSuchEntity", message);
}
