namespace Onboarding.Simulator.CloudFormation;

/// <summary>A stack; its status is derived from the machine's clock when it is read.</summary>
internal sealed class Stack
{
    private readonly List<StackEvent> _laterEvents = [];

    // A status, and its reason, that overrides what would follow.
    private (string Status, string? Reason)? _given;

    public required string Id { get; init; }
    public required CreateStack Request { get; set; }
    public required Template Template { get; set; }

    /// <summary>As shown: on the service's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>On the machine's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Resolved values; those of NoEcho parameters too.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; set; }

    public required StackOutcome Outcome { get; set; }

    public bool IsDeleted => _given?.Status is "DELETE_COMPLETE";

    /// <summary>As shown: on the service's clock.</summary>
    public DateTimeOffset? DeletedAt => IsDeleted ? _laterEvents.LastOrDefault()?.Time : null;

    public bool IsIn(string accountId, string region) =>
        string.Equals(Request.AccountId, accountId, StringComparison.Ordinal)
        && string.Equals(Request.Region, region, StringComparison.Ordinal);

    public string Status(DateTimeOffset machineNow) => _given?.Status ?? (HasEnded(machineNow) ? Outcome.FinalStatus : "CREATE_IN_PROGRESS");

    public string? StatusReason(DateTimeOffset machineNow)
    {
        if (_given is { } given) return given.Reason;
        return HasEnded(machineNow) ? Outcome.Reason : null;
    }

    public bool HasEnded(DateTimeOffset machineNow) => machineNow >= StartedAt + Duration;

    /// <summary>The parameters as everyone can see them. Source: CloudFormation User Guide, "Parameters", NoEcho.</summary>
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

    /// <summary>Gives the stack a status: that of its deletion, or one that a test sets.</summary>
    public void Become(string status, string? reason = null) => _given = (status, reason);

    /// <summary>Adds an event that happened after the creation.</summary>
    public void Tell(StackEvent later) => _laterEvents.Add(later);

    private List<StackEvent> ShownEvents(DateTimeOffset machineNow)
    {
        var created = Outcome.Events
            .Where(e => !e.AtEnd || HasEnded(machineNow))
            .Select(e => new StackEvent(CreatedAt + (e.AtEnd ? Duration : TimeSpan.Zero), e.LogicalId, e.Type, e.Status, e.Reason));
        return [.. created, .. _laterEvents];
    }
}
