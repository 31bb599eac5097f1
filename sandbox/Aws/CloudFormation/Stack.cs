namespace Onboarding.Sandbox.Aws.CloudFormation;

/// <summary>A stack; its status follows from the machine's clock whenever somebody asks.</summary>
internal sealed class Stack
{
    public required string Id { get; init; }
    public required CreateStack Request { get; init; }
    public required Template Template { get; init; }

    /// <summary>As shown: on the service's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>On the machine's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Resolved values; those of NoEcho parameters too.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required StackOutcome Outcome { get; init; }

    /// <summary>A status that overrides what would follow: set by a test, or <c>DELETE_COMPLETE</c>.</summary>
    public string? FixedStatus { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public bool IsDeleted => FixedStatus is "DELETE_COMPLETE";

    public bool IsIn(string accountId, string region) =>
        string.Equals(Request.AccountId, accountId, StringComparison.Ordinal)
        && string.Equals(Request.Region, region, StringComparison.Ordinal);

    public string Status(DateTimeOffset machineNow) => FixedStatus ?? (HasEnded(machineNow) ? Outcome.FinalStatus : "CREATE_IN_PROGRESS");

    public string? StatusReason(DateTimeOffset machineNow) => HasEnded(machineNow) && FixedStatus is null ? Outcome.Reason : null;

    public bool HasEnded(DateTimeOffset machineNow) => machineNow >= StartedAt + Duration;

    /// <summary>The parameters as everyone may see them. Source: CloudFormation User Guide, "Parameters", NoEcho.</summary>
    public IReadOnlyDictionary<string, string> ShownParameters => Template.Parameters.ToDictionary(
        parameter => parameter.Name,
        parameter => parameter.NoEcho ? "****" : Parameters[parameter.Name],
        StringComparer.Ordinal);

    /// <summary>Outputs exist once the stack is complete.</summary>
    public IReadOnlyList<StackOutput> ShownOutputs(DateTimeOffset machineNow) => HasEnded(machineNow) ? Outcome.Outputs : [];

    public StackView View(DateTimeOffset machineNow) => new()
    {
        StackId = Id,
        StackName = Request.StackName,
        AccountId = Request.AccountId,
        Region = Request.Region,
        Status = Status(machineNow),
        StatusReason = StatusReason(machineNow),
        CreatedAt = CreatedAt,
        Parameters = ShownParameters,
        Outputs = ShownOutputs(machineNow),
        Events = ShownEvents(machineNow),
    };

    private List<StackEvent> ShownEvents(DateTimeOffset machineNow)
    {
        var shown = Outcome.Events
            .Where(e => !e.AtEnd || HasEnded(machineNow))
            .Select(e => new StackEvent(CreatedAt + (e.AtEnd ? Duration : TimeSpan.Zero), e.LogicalId, e.Type, e.Status, e.Reason))
            .ToList();
        if (DeletedAt is { } at) shown.Add(new StackEvent(at, Request.StackName, StackOutcome.StackType, "DELETE_COMPLETE", null));
        return shown;
    }
}
