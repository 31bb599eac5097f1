namespace Onboarding.Simulator.Policies;

/// <summary>What policies decide on: who wants to do what, to what, under which circumstances.</summary>
internal sealed record AccessRequest
{
    public required string Action { get; init; }
    public required string Resource { get; init; }
    public required ConditionKeys Keys { get; init; }
}
