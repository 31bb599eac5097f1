using System.Globalization;
using System.Text.Json.Nodes;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>A parameter as the template declares it.</summary>
/// <remarks>Source: CloudFormation User Guide, "Parameters". AWS-specific and Systems Manager types are not known.</remarks>
internal sealed record ParameterDefinition(string Name, string Type)
{
    private static readonly string[] s_members =
    [
        "Type", "Default", "AllowedPattern", "AllowedValues", "ConstraintDescription", "Description", "MaxLength", "MinLength", "MaxValue",
        "MinValue", "NoEcho",
    ];

    public string? Default { get; init; }
    public string? Description { get; init; }
    public string? AllowedPattern { get; init; }
    public IReadOnlyList<string>? AllowedValues { get; init; }
    public string? ConstraintDescription { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }
    public decimal? MinValue { get; init; }
    public decimal? MaxValue { get; init; }
    public bool NoEcho { get; init; }

    public bool IsList => Type is "CommaDelimitedList" or "List<Number>";
    public bool IsNumeric => Type is "Number" or "List<Number>";

    public static ParameterDefinition Parse(string name, JsonObject map)
    {
        TemplateParser.RefuseUnknown(map, s_members, names => $"Invalid template parameter property '{names}'");
        var type = map[nameof(Type)]?.ToString()
            ?? throw TemplateParser.Format($"[/Parameters/{name}] Every Parameters object must contain a Type member.");
        if (type is not ("String" or "Number" or "CommaDelimitedList" or "List<Number>"))
            throw AwsErrorException.Unknown($"the parameter type {type}");
        return new ParameterDefinition(name, type)
        {
            Default = map[nameof(Default)] is { } value ? Scalar(value) : null,
            Description = TemplateParser.Text(map, nameof(Description), 4000),
            AllowedPattern = TemplateParser.Text(map, nameof(AllowedPattern), 4096),
            AllowedValues = map[nameof(AllowedValues)] is JsonArray values ? [.. values.Select(v => Scalar(v!))] : null,
            ConstraintDescription = TemplateParser.Text(map, nameof(ConstraintDescription), 4000),
            MinLength = (int?)Number(map, nameof(MinLength)),
            MaxLength = (int?)Number(map, nameof(MaxLength)),
            MinValue = Number(map, nameof(MinValue)),
            MaxValue = Number(map, nameof(MaxValue)),
            NoEcho = map[nameof(NoEcho)]?.ToString() is "true" or "True",
        };
    }

    private static string Scalar(JsonNode node) => node is JsonValue value
        ? TreeText.Of(value)
        : throw TemplateParser.Format("Every Default member must be a string.");

    private static decimal? Number(JsonObject map, string name)
    {
        if (map[name] is not { } node) return null;
        return decimal.TryParse(node.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw TemplateParser.Format($"Invalid template parameter property '{name}'");
    }
}
