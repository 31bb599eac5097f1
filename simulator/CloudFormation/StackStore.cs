using Onboarding.Simulator.Iam;
using Onboarding.Simulator.Query;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>The stacks of every account.</summary>
/// <remarks>Not safe for threads, as <see cref="IamDirectory"/>.</remarks>
internal sealed class StackStore(IamDirectory directory, RoleFactory roles, TimeProvider machine, TimeProvider service)
{
    private readonly List<Stack> _stacks = [];

    /// <summary>Oldest first, deleted ones too.</summary>
    public IReadOnlyList<Stack> All => _stacks;

    public Stack? Find(string stackId) => _stacks.Find(stack => string.Equals(stack.Id, stackId, StringComparison.Ordinal));

    /// <summary>A stack of the caller's account and Region: by its ID, also when it is deleted, or by its name.</summary>
    public Stack? Find(Caller caller, string nameOrId) => nameOrId.StartsWith("arn:", StringComparison.Ordinal)
        ? Find(nameOrId) is { } stack && stack.IsIn(caller.AccountId, caller.Region) ? stack : null
        : FindByName(caller.AccountId, caller.Region, nameOrId);

    /// <summary>The stack of this name that is not deleted.</summary>
    public Stack? FindByName(string accountId, string region, string name) => _stacks.Find(stack =>
        !stack.IsDeleted
        && stack.IsIn(accountId, region)
        && string.Equals(stack.Request.StackName, name, StringComparison.Ordinal));

    /// <summary>Creates a stack; if a resource fails, it is rolled back.</summary>
    /// <exception cref="AwsErrorException">CloudFormation refuses before there is a stack.</exception>
    public Stack Create(CreateStack request, Template template, TimeSpan duration)
    {
        Check(request, template);
        var id = $"arn:{Partitions.OfRegion(request.Region)}:cloudformation:{request.Region}:{request.AccountId}"
            + $":stack/{request.StackName}/{Randoms.Uuid()}";
        var parameters = ParameterValues.Resolve(template, request.Parameters);
        var evaluator = new Evaluator(template, Pseudo.Values(request, id), parameters);
        new RuleCheck(evaluator).Check(template);
        var wanted = template.Resources.Where(r => r.Condition is null || evaluator.Condition(r.Condition)).ToList();
        if (wanted.Count == 0) throw TemplateParser.Format("At least one Resources member must be defined.");
        var creation = new StackCreation(request, template, evaluator, directory, roles, service);
        var stack = new Stack
        {
            Id = id,
            Request = request,
            Template = template,
            CreatedAt = service.GetUtcNow(),
            StartedAt = machine.GetUtcNow(),
            Duration = duration,
            Parameters = parameters,
            Outcome = Run(creation, request, ResourceOrder.Of(wanted)),
        };
        _stacks.Add(stack);
        return stack;
    }

    /// <summary>Updates a stack in place; if a resource fails, it stays as it was.</summary>
    /// <exception cref="AwsErrorException">CloudFormation refuses before anything is changed.</exception>
    public void Update(Stack stack, CreateStack request, Template template)
    {
        if (!stack.Status(machine.GetUtcNow()).EndsWith("_COMPLETE", StringComparison.Ordinal) || stack.Status(machine.GetUtcNow()) is "ROLLBACK_COMPLETE")
            throw AwsErrorException.Validation($"Stack:{stack.Id} is in {stack.Status(machine.GetUtcNow())} state and can not be updated.");
        CheckCapabilities(request, template);
        var parameters = ParameterValues.Resolve(template, request.Parameters);
        if (request.TemplateUrl == stack.Request.TemplateUrl && parameters.OrderBy(p => p.Key, StringComparer.Ordinal).SequenceEqual(stack.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal)))
            throw AwsErrorException.Validation("No updates are to be performed.");
        new StackUpdate(stack, directory, roles, service).Run(request, template, parameters);
    }

    public void Delete(Stack stack)
    {
        if (!stack.IsDeleted) new StackDeletion(stack, directory, service.GetUtcNow()).Run();
    }

    private StackOutcome Run(StackCreation creation, CreateStack request, IReadOnlyList<ResourceDefinition> ordered)
    {
        try
        {
            var outcome = creation.Run(ordered);
            CheckExports(outcome, request);
            return outcome;
        }
        catch (AwsErrorException)
        {
            // Functions that cannot be evaluated: nothing of the stack must remain.
            creation.Undo(keepsRetained: false);
            throw;
        }
    }

    private void Check(CreateStack request, Template template)
    {
        new MemberChecks()
            .Text("stackName", request.StackName, Members.StackName)
            .Text("templateURL", request.TemplateUrl, Members.TemplateUrl)
            .ThrowIfAny();
        if (!Arn.IsAccountId(request.AccountId)) throw AwsErrorException.Validation($"There is no account {request.AccountId}.");
        if (!Partitions.IsRegionName(request.Region)) throw AwsErrorException.Validation($"There is no Region {request.Region}.");
        CheckCapabilities(request, template);
        if (FindByName(request.AccountId, request.Region, request.StackName) is not null)
            throw new AwsErrorException(400, "AlreadyExistsException", $"Stack [{request.StackName}] already exists");
    }

    private static void CheckCapabilities(CreateStack request, Template template)
    {
        var required = template.RequiredCapabilities().Contains("CAPABILITY_NAMED_IAM") ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM";
        if (!request.Capabilities.Contains(required) && !request.Capabilities.Contains("CAPABILITY_NAMED_IAM"))
            throw new AwsErrorException(400, "InsufficientCapabilitiesException", $"Requires capabilities : [{required}]");
    }

    private void CheckExports(StackOutcome outcome, CreateStack request)
    {
        foreach (var name in outcome.Exports.Values)
        {
            var other = _stacks.Find(stack => !stack.IsDeleted
                && stack.IsIn(request.AccountId, request.Region)
                && stack.Outcome.Exports.Values.Contains(name, StringComparer.Ordinal));
            if (other is not null)
                throw AwsErrorException.Validation($"Export with name {name} is already exported by stack {other.Request.StackName}");
        }
    }
}
