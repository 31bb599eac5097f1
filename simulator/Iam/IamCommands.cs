using System.Xml.Linq;
using Onboarding.Simulator.CloudFormation;
using Onboarding.Simulator.Query;

namespace Onboarding.Simulator.Iam;

/// <summary>IAM's operations that create and delete roles and policies.</summary>
/// <remarks>Source: IAM API Reference (2010-05-08), each operation by its name. Not safe for threads, as <see cref="IamDirectory"/>.</remarks>
internal sealed class IamCommands(IamDirectory directory, RoleFactory roles, Authorizer authorizer, TimeProvider service)
{
    public XElement[] CreateRole(Caller caller, QueryRequest request)
    {
        request.RefuseOthers("Action", "Version", "RoleName", "AssumeRolePolicyDocument", "Path", "Description", "MaxSessionDuration", "PermissionsBoundary", "Tags.");
        var (name, path) = (Required(request, "RoleName"), request["Path"] ?? "/");
        authorizer.Require(caller, "iam:CreateRole", $"arn:{Partition(caller)}:iam::{caller.AccountId}:role{path}{name}", $"role {name}");
        var role = roles.Create(new RoleDefinition
        {
            Partition = Partition(caller),
            AccountId = caller.AccountId,
            Name = name,
            Path = path,
            TrustPolicy = Required(request, "AssumeRolePolicyDocument"),
            Description = request["Description"],
            MaxSessionDuration = request.Number("MaxSessionDuration") ?? 3600,
            BoundaryArn = request["PermissionsBoundary"],
            Tags = request.Pairs("Tags", "Key", "Value"),
        });
        return [IamXml.Role(role, directory)];
    }

    public XElement[] DeleteRole(Caller caller, QueryRequest request)
    {
        var role = Role(caller, request, "iam:DeleteRole");
        if (role.AttachedPolicies.Count > 0) throw new AwsErrorException(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
        if (role.InlinePolicies.Count > 0) throw new AwsErrorException(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
        directory.Remove(role);
        return [];
    }

    public XElement[] PutRolePolicy(Caller caller, QueryRequest request)
    {
        RoleFactory.PutInline(Role(caller, request, "iam:PutRolePolicy", "PolicyName", "PolicyDocument"), Required(request, "PolicyName"), Required(request, "PolicyDocument"));
        return [];
    }

    public XElement[] DeleteRolePolicy(Caller caller, QueryRequest request)
    {
        var name = Required(request, "PolicyName");
        if (!Role(caller, request, "iam:DeleteRolePolicy", "PolicyName").InlinePolicies.Remove(name)) throw NoSuchEntity($"The role policy with name {name} cannot be found.");
        return [];
    }

    public XElement[] AttachRolePolicy(Caller caller, QueryRequest request)
    {
        var role = Role(caller, request, "iam:AttachRolePolicy", "PolicyArn");
        roles.Change(role, role.MaxSessionDuration, role.BoundaryArn, [.. role.AttachedPolicies, Required(request, "PolicyArn")]);
        return [];
    }

    public XElement[] DetachRolePolicy(Caller caller, QueryRequest request)
    {
        var arn = Required(request, "PolicyArn");
        if (!Role(caller, request, "iam:DetachRolePolicy", "PolicyArn").AttachedPolicies.Remove(arn)) throw NoSuchEntity($"Policy {arn} was not found.");
        return [];
    }

    public XElement[] CreatePolicy(Caller caller, QueryRequest request)
    {
        request.RefuseOthers("Action", "Version", "PolicyName", "Path", "Description", "PolicyDocument");
        new MemberChecks().Text("policyName", request["PolicyName"], Members.PolicyName).Text("path", request["Path"] ?? "/", Members.Path).ThrowIfAny();
        var arn = $"arn:{Partition(caller)}:iam::{caller.AccountId}:policy{request["Path"] ?? "/"}{request["PolicyName"]}";
        authorizer.Require(caller, "iam:CreatePolicy", arn, $"policy {request["PolicyName"]}");
        if (directory.FindPolicy(arn) is not null)
            throw new AwsErrorException(409, "EntityAlreadyExists", $"A policy called {request["PolicyName"]} already exists. Duplicate names are not allowed.");
        var policy = new ManagedPolicy(arn, Randoms.ManagedPolicyId(), ManagedPolicyResource.Parse(Required(request, "PolicyDocument")), service.GetUtcNow());
        directory.Put(policy);
        return [IamXml.ManagedPolicy(policy, directory.Roles(caller.AccountId))];
    }

    public XElement[] DeletePolicy(Caller caller, QueryRequest request)
    {
        request.RefuseOthers("Action", "Version", "PolicyArn");
        var arn = Required(request, "PolicyArn");
        authorizer.Require(caller, "iam:DeletePolicy", arn, $"policy {arn}");
        if (!Arn.TryParse(arn, out var parsed) || parsed.AccountId != caller.AccountId || directory.FindPolicy(arn) is null) throw NoSuchEntity($"Policy {arn} was not found.");
        if (directory.Roles(caller.AccountId).Any(r => r.AttachedPolicies.Contains(arn, StringComparer.Ordinal) || string.Equals(r.BoundaryArn, arn, StringComparison.Ordinal)))
            throw new AwsErrorException(409, "DeleteConflict", "Cannot delete a policy attached to entities.");
        directory.RemovePolicy(arn);
        return [];
    }

    private Role Role(Caller caller, QueryRequest request, string action, params string[] members)
    {
        request.RefuseOthers(["Action", "Version", "RoleName", .. members]);
        var name = Required(request, "RoleName");
        var role = directory.FindRole(caller.AccountId, name);
        authorizer.Require(caller, action, role?.Arn ?? $"arn:{Partition(caller)}:iam::{caller.AccountId}:role/{name}", $"role {name}");
        return role ?? throw NoSuchEntity($"The role with name {name} cannot be found.");
    }

    private string Partition(Caller caller) => directory.FindCredential(caller.AccessKeyId)!.Partition;

    private static string Required(QueryRequest request, string member) =>
        request[member] ?? throw AwsErrorException.Validation($"1 validation error detected: Value null at '{char.ToLowerInvariant(member[0])}{member[1..]}' failed to satisfy constraint: Member must not be null");

    private static AwsErrorException NoSuchEntity(string message) => new(404, "NoSuchEntity", message);
}
