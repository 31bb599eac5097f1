namespace Onboarding.Simulator;

/// <summary>What a customer asks CloudFormation for, on the quick-create page or by CreateStack.</summary>
internal sealed record CreateStack
{
    public required string AccountId { get; init; }
    public required string Region { get; init; }
    public required string StackName { get; init; }
    public required string TemplateUrl { get; init; }
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }
    public required IReadOnlySet<string> Capabilities { get; init; }

    /// <summary>The stack's tags, which CloudFormation puts on its resources as well.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}
