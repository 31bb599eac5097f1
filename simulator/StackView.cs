namespace Onboarding.Simulator;

/// <summary>A stack as the console shows it.</summary>
internal sealed record StackView
{
    public required string StackId { get; init; }
    public required string StackName { get; init; }
    public required string AccountId { get; init; }
    public required string Region { get; init; }
    public required string Status { get; init; }
    public string? StatusReason { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }
    public required IReadOnlyList<StackOutput> Outputs { get; init; }
    public required IReadOnlyList<StackEvent> Events { get; init; }
}

/// <summary>One row of the Outputs tab.</summary>
internal sealed record StackOutput(string Key, string Value, string? Description);

/// <summary>One row of the Events tab.</summary>
internal sealed record StackEvent(DateTimeOffset Time, string LogicalId, string ResourceType, string Status, string? Reason);
