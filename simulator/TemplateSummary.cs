namespace Onboarding.Simulator;

/// <summary>A template as the quick-create page shows it.</summary>
internal sealed record TemplateSummary(string? Description, IReadOnlyList<TemplateParameter> Parameters, IReadOnlySet<string> Capabilities);

/// <summary>A parameter as the quick-create page shows it.</summary>
internal sealed record TemplateParameter(string Name, string Type, string? Default, string? Description, bool NoEcho);
