namespace Onboarding.Simulator;

/// <summary>What a customer asks CloudFormation for when the quick-create page's button is pressed.</summary>
internal sealed record CreateStack
{
    public required string AccountId { get; init; }
    public required string Region { get; init; }
    public required string StackName { get; init; }
    public required string TemplateUrl { get; init; }
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }
    public required IReadOnlySet<string> Capabilities { get; init; }
}
