namespace Onboarding.Simulator.CloudFormation;

/// <summary>What becomes of a stack's creation.</summary>
internal sealed record StackOutcome
{
    public const string StackType = "AWS::CloudFormation::Stack";

    /// <summary><c>CREATE_COMPLETE</c> or <c>ROLLBACK_COMPLETE</c>.</summary>
    public required string FinalStatus { get; init; }

    public string? Reason { get; init; }
    public required IReadOnlyList<StackOutput> Outputs { get; init; }

    /// <summary>Names under which outputs are exported, by output.</summary>
    public IReadOnlyDictionary<string, string> Exports { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public required IReadOnlyList<OutcomeEvent> Events { get; init; }

    /// <summary>The roles to delete with the stack.</summary>
    public IReadOnlyList<StackRole> Roles { get; init; } = [];

    /// <summary>The managed policies to delete with the stack.</summary>
    public IReadOnlyList<StackPolicy> Policies { get; init; } = [];
}

/// <summary>A role that a stack created.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Id">The role's unique id.</param>
/// <param name="InlinePolicies">Names of the inline policies that the template gives it.</param>
/// <param name="AttachedPolicies">ARNs of the managed policies that the template gives it.</param>
internal sealed record StackRole(string LogicalId, string Id, IReadOnlyList<string> InlinePolicies, IReadOnlyList<string> AttachedPolicies);

/// <summary>A managed policy that a stack created.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Arn">Its ARN.</param>
internal sealed record StackPolicy(string LogicalId, string Arn);

/// <summary>An event of a stack's creation, at its beginning or at its end.</summary>
internal sealed record OutcomeEvent(bool AtEnd, string LogicalId, string Type, string Status, string? Reason = null);
