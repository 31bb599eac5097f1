using Onboarding.Simulator.Iam;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>Updates one stack: roles of the same name are changed in place, and keep what others added to them.</summary>
/// <remarks>Source: CloudFormation User Guide, "Update behaviors of stack resources"; Template Reference, AWS::IAM::Role (only RoleName and Path are replaced).</remarks>
internal sealed class StackUpdate(Stack stack, IamDirectory directory, RoleFactory roles, TimeProvider service)
{
    /// <summary>Ends in <c>UPDATE_COMPLETE</c> or <c>UPDATE_ROLLBACK_COMPLETE</c>.</summary>
    public void Run(CreateStack request, Template template, IReadOnlyDictionary<string, string> parameters)
    {
        var evaluator = new Evaluator(template, Pseudo.Values(request, stack.Id), parameters);
        new RuleCheck(evaluator).Check(template);
        var wanted = template.Resources.Where(r => r.Condition is null || evaluator.Condition(r.Condition)).ToList();
        var formers = stack.Outcome.Roles.Select(r => (r.LogicalId, Given: r, Role: directory.FindRoleById(r.Id))).Where(r => r.Role is not null).ToList();
        var policies = stack.Outcome.Policies.Select(p => directory.FindPolicy(p.Arn)).OfType<ManagedPolicy>().ToList();
        formers.ForEach(f => directory.Remove(f.Role!));
        policies.ForEach(p => directory.RemovePolicy(p.Arn));
        var creation = new StackCreation(request, template, evaluator, directory, roles, service)
        {
            Formers = formers.ToDictionary(f => f.LogicalId, f => f.Role!, StringComparer.Ordinal),
        };
        StackOutcome outcome;
        try
        {
            outcome = creation.Run(ResourceOrder.Of(wanted));
        }
        catch (AwsErrorException)
        {
            // Functions that cannot be evaluated: the update is refused, and nothing has changed.
            creation.Undo(keepsRetained: false);
            PutBack();
            throw;
        }

        if (outcome.FinalStatus is not "CREATE_COMPLETE")
        {
            PutBack();
            Tell("UPDATE_IN_PROGRESS", "User Initiated");
            End("UPDATE_ROLLBACK_COMPLETE", outcome.Reason);
            return;
        }

        Tell("UPDATE_IN_PROGRESS", "User Initiated");

        foreach (var (_, given, former) in formers)
            KeepWhatOthersAdded(given, former!);
        (stack.Request, stack.Template, stack.Parameters) = (request, template, parameters);
        stack.Outcome = outcome with { Events = stack.Outcome.Events };
        End("UPDATE_COMPLETE", reason: null);

        void PutBack()
        {
            formers.ForEach(f => directory.Add(f.Role!));
            policies.ForEach(directory.Put);
        }
    }

    private void KeepWhatOthersAdded(StackRole given, Role former)
    {
        if (directory.FindRoleById(former.Id) is not { } role) return;
        foreach (var (name, policy) in former.InlinePolicies.Where(p => !given.InlinePolicies.Contains(p.Key, StringComparer.Ordinal)))
            role.InlinePolicies.TryAdd(name, policy);
        role.AttachedPolicies.AddRange(former.AttachedPolicies.Except(given.AttachedPolicies, StringComparer.Ordinal).Except(role.AttachedPolicies, StringComparer.Ordinal));
    }

    private void End(string status, string? reason)
    {
        Tell(status, reason);
        stack.Become(status, reason);
    }

    private void Tell(string status, string? reason) => stack.Tell(new StackEvent(service.GetUtcNow(), stack.Request.StackName, StackOutcome.StackType, status, reason));
}
