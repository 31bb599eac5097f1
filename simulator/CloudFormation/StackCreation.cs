using System.Text.Json.Nodes;
using Onboarding.Simulator.Iam;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>Creates the resources of one stack in the order of their dependencies, or rolls back.</summary>
internal sealed class StackCreation(
    CreateStack request, Template template, Evaluator evaluator, IamDirectory directory, RoleFactory roles, TimeProvider service)
{
    private readonly List<OutcomeEvent> _events = [];

    /// <summary>The roles that an update changes in place, by logical id; none in a creation.</summary>
    public IReadOnlyDictionary<string, Role> Formers { get; init; } = new Dictionary<string, Role>(StringComparer.Ordinal);
    private readonly List<(string LogicalId, Role Role, DeletionPolicy Deletion)> _roles = [];
    private readonly List<(string LogicalId, ManagedPolicy Policy, DeletionPolicy Deletion)> _policies = [];

    public StackOutcome Run(IReadOnlyList<ResourceDefinition> ordered)
    {
        _events.Add(new OutcomeEvent(false, request.StackName, StackOutcome.StackType, "CREATE_IN_PROGRESS", "User Initiated"));
        foreach (var resource in ordered)
        {
            // What cannot be evaluated is the template's fault, and refused; what IAM refuses rolls back.
            var properties = new PropertyReader(resource.LogicalId, evaluator.Value(resource.Properties) as JsonObject ?? []);
            try
            {
                _events.Add(new OutcomeEvent(false, resource.LogicalId, resource.Type, "CREATE_IN_PROGRESS"));
                Create(resource, properties);
                _events.Add(new OutcomeEvent(true, resource.LogicalId, resource.Type, "CREATE_COMPLETE"));
            }
            catch (AwsErrorException error)
            {
                return RollBack(resource, HandlerWords.Of(error));
            }
        }
        return Complete();
    }

    private void Create(ResourceDefinition resource, PropertyReader properties)
    {
        if (resource.Type is RoleResource.Type)
        {
            var definition = RoleResource.Read(properties, request, resource.LogicalId);
            var role = roles.Create(definition with { Former = Formers.GetValueOrDefault(resource.LogicalId) is { } former && former.Name == definition.Name ? former : null });
            _roles.Add((resource.LogicalId, role, resource.DeletionPolicy));
            evaluator.Add(resource.LogicalId, RoleResource.Created(role));
            return;
        }
        var policy = ManagedPolicyResource.Read(properties, request, resource.LogicalId, service.GetUtcNow());
        if (directory.FindPolicy(policy.Arn) is not null)
            throw new AwsErrorException(409, "EntityAlreadyExists", $"A policy called {policy.Name} already exists. Duplicate names are not allowed.");
        directory.Put(policy);
        _policies.Add((resource.LogicalId, policy, resource.DeletionPolicy));
        evaluator.Add(resource.LogicalId, ManagedPolicyResource.Created(policy));
    }

    private StackOutcome Complete()
    {
        var outputs = template.Outputs.Where(o => o.Condition is null || evaluator.Condition(o.Condition)).ToList();
        _events.Add(new OutcomeEvent(true, request.StackName, StackOutcome.StackType, "CREATE_COMPLETE"));
        return new StackOutcome
        {
            FinalStatus = "CREATE_COMPLETE",
            Outputs = [.. outputs.Select(o => new StackOutput(
                o.Key,
                OutputText(o.Key, o.Value),
                o.Description))],
            Exports = outputs.Where(o => o.ExportName is not null)
                .ToDictionary(o => o.Key, o => OutputText(o.Key, o.ExportName!), StringComparer.Ordinal),
            Events = _events,
            Roles = [.. _roles.Where(r => r.Deletion is DeletionPolicy.Delete)
                .Select(r => new StackRole(r.LogicalId, r.Role.Id, [.. r.Role.InlinePolicies.Keys], [.. r.Role.AttachedPolicies]))],
            Policies = [.. _policies.Where(p => p.Deletion is DeletionPolicy.Delete).Select(p => new StackPolicy(p.LogicalId, p.Policy.Arn))],
        };
    }

    private string OutputText(string key, JsonNode value) => evaluator.Value(value) is JsonValue text
        ? TreeText.Of(text)
        : throw TemplateParser.Format($"Output {key} is malformed. The Value field of every Outputs member must evaluate to a String.");

    private StackOutcome RollBack(ResourceDefinition failed, string reason)
    {
        var summary = $"The following resource(s) failed to create: [{failed.LogicalId}]. Rollback requested by user.";
        _events.Add(new OutcomeEvent(true, failed.LogicalId, failed.Type, "CREATE_FAILED", reason));
        _events.Add(new OutcomeEvent(true, request.StackName, StackOutcome.StackType, "ROLLBACK_IN_PROGRESS", summary));
        Undo(keepsRetained: true);
        _events.Add(new OutcomeEvent(true, failed.LogicalId, failed.Type, "DELETE_COMPLETE"));
        _events.Add(new OutcomeEvent(true, request.StackName, StackOutcome.StackType, "ROLLBACK_COMPLETE"));
        return new StackOutcome { FinalStatus = "ROLLBACK_COMPLETE", Reason = $"{summary} {reason}", Outputs = [], Events = _events };
    }

    /// <summary>Takes back what was created.</summary>
    /// <param name="keepsRetained">Whether resources stay whose <c>DeletionPolicy</c> is <c>Retain</c>, as in a rollback.</param>
    public void Undo(bool keepsRetained)
    {
        foreach (var (id, role, deletion) in _roles) Undo(id, RoleResource.Type, keepsRetained && deletion is DeletionPolicy.Retain, () => directory.Remove(role));
        foreach (var (id, policy, deletion) in _policies)
            Undo(id, ManagedPolicyResource.Type, keepsRetained && deletion is DeletionPolicy.Retain, () => directory.RemovePolicy(policy.Arn));
    }

    private void Undo(string logicalId, string type, bool stays, Action delete)
    {
        if (!stays) delete();
        _events.Add(new OutcomeEvent(true, logicalId, type, stays ? "DELETE_SKIPPED" : "DELETE_COMPLETE"));
    }
}
