namespace Onboarding.Sandbox.Aws.CloudFormation;

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

    /// <summary>Unique ids of the roles to delete with the stack.</summary>
    public IReadOnlyList<string> RoleIds { get; init; } = [];

    /// <summary>ARNs of the managed policies to delete with the stack.</summary>
    public IReadOnlyList<string> PolicyArns { get; init; } = [];
}

/// <summary>An event of a stack's creation, at its beginning or at its end.</summary>
internal sealed record OutcomeEvent(bool AtEnd, string LogicalId, string Type, string Status, string? Reason = null);
