namespace Onboarding.Simulator;

/// <summary>A template as the quick-create page shows it.</summary>
internal sealed record TemplateSummary(
    string? Description, IReadOnlyList<TemplateParameter> Parameters, IReadOnlySet<string> Capabilities, IReadOnlyList<ParameterGroup> Groups);

/// <summary>Parameters that the console shows together.</summary>
/// <param name="Label">The heading; null when the template has none.</param>
/// <param name="Parameters">The parameters' names.</param>
/// <remarks>Source: CloudFormation User Guide, "AWS::CloudFormation::Interface".</remarks>
internal sealed record ParameterGroup(string? Label, IReadOnlyList<string> Parameters);

/// <summary>A parameter as the quick-create page shows it.</summary>
internal sealed record TemplateParameter(string Name, string Type, string? Default, string? Description, bool NoEcho);
