using Onboarding.Simulator.Iam;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>Deletes the resources of one stack; what IAM does not let go stays, and the stack with it.</summary>
/// <remarks>
/// The template's policies are removed from a role, then the role is deleted: a manually added policy prevents that.
/// Source: IAM User Guide, "Delete roles or instance profiles"; CloudFormation User Guide, "Delete stack fails".
/// </remarks>
internal sealed class StackDeletion(Stack stack, IamDirectory directory, DateTimeOffset now)
{
    private readonly List<(string LogicalId, string Reason)> _failed = [];

    /// <summary>Ends in <c>DELETE_COMPLETE</c> or <c>DELETE_FAILED</c>.</summary>
    public void Run()
    {
        Tell(stack.Request.StackName, StackOutcome.StackType, "DELETE_IN_PROGRESS", "User Initiated");
        foreach (var given in stack.Outcome.Roles)
        {
            if (directory.FindRoleById(given.Id) is { } role) Delete(given.LogicalId, RoleResource.Type, () => Delete(role, given));
        }
        foreach (var policy in stack.Outcome.Policies.Where(p => directory.FindPolicy(p.Arn) is not null))
            Delete(policy.LogicalId, ManagedPolicyResource.Type, () => Delete(policy.Arn));
        var reason = _failed.Count == 0
            ? null
            : $"The following resource(s) failed to delete: [{string.Join(", ", _failed.Select(f => f.LogicalId))}]. {string.Join(' ', _failed.Select(f => f.Reason))}";
        var status = reason is null ? "DELETE_COMPLETE" : "DELETE_FAILED";
        Tell(stack.Request.StackName, StackOutcome.StackType, status, reason);
        stack.Become(status, reason);
    }

    private void Delete(string logicalId, string type, Action delete)
    {
        Tell(logicalId, type, "DELETE_IN_PROGRESS", null);
        try
        {
            delete();
            Tell(logicalId, type, "DELETE_COMPLETE", null);
        }
        catch (AwsErrorException error)
        {
            var reason = HandlerWords.Of(error);
            _failed.Add((logicalId, reason));
            Tell(logicalId, type, "DELETE_FAILED", reason);
        }
    }

    private void Delete(Role role, StackRole given)
    {
        foreach (var name in given.InlinePolicies) role.InlinePolicies.Remove(name);
        role.AttachedPolicies.RemoveAll(arn => given.AttachedPolicies.Contains(arn, StringComparer.Ordinal));
        if (role.AttachedPolicies.Count > 0) throw Conflict("Cannot delete entity, must detach all policies first.");
        if (role.InlinePolicies.Count > 0) throw Conflict("Cannot delete entity, must delete policies first.");
        directory.Remove(role);
    }

    private void Delete(string policyArn)
    {
        if (directory.Roles(stack.Request.AccountId).Any(role =>
            role.AttachedPolicies.Contains(policyArn, StringComparer.Ordinal) || string.Equals(role.BoundaryArn, policyArn, StringComparison.Ordinal)))
        {
            throw Conflict("Cannot delete a policy attached to entities.");
        }
        directory.RemovePolicy(policyArn);
    }

    private static AwsErrorException Conflict(string message) => new(409, "DeleteConflict", message);

    private void Tell(string logicalId, string type, string status, string? reason) => stack.Tell(new StackEvent(now, logicalId, type, status, reason));
}
