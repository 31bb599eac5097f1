using System.Text.Json.Nodes;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>Checks a template's form: sections, members, names, and that everything it refers to is there.</summary>
/// <remarks>Source: CloudFormation User Guide, "Template anatomy", and quotas.</remarks>
internal static class TemplateParser
{
    private static readonly string[] s_sections =
        ["AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Rules", "Mappings", "Conditions", "Resources", "Outputs"];

    /// <summary>The template in its parts.</summary>
    /// <exception cref="AwsErrorException"><c>ValidationError</c>.</exception>
    public static Template Parse(string text)
    {
        var root = TemplateText.Read(text);
        RefuseUnknown(root, s_sections, names => $"Invalid template property or properties [{names}]");
        if (root["AWSTemplateFormatVersion"] is { } version && version.ToString() is not "2010-09-09")
            throw Format("unsupported value for AWSTemplateFormatVersion.");
        var template = new Template
        {
            Description = Text(root, "Description", 1024),
            Parameters = [.. Section(root, "Parameters", 200).Select(p => ParameterDefinition.Parse(p.Key, Map(p.Value, "Parameters")))],
            Groups = Groups(root),
            Rules = Section(root, "Rules", 200),
            Mappings = CheckMappings(Section(root, "Mappings", 200)),
            Conditions = Section(root, "Conditions", 200),
            Resources = [.. Section(root, "Resources", 500).Select(r => ParseResource(r.Key, r.Value))],
            Outputs = [.. Section(root, "Outputs", 200).Select(o => ParseOutput(o.Key, Map(o.Value, "Outputs")))],
        };
        if (template.Resources.Count == 0) throw Format("At least one Resources member must be defined.");
        ReferenceCheck.Check(template);
        return template;
    }

    public static AwsErrorException Format(string message) => AwsErrorException.Validation($"Template format error: {message}");

    public static void RefuseUnknown(JsonObject map, IReadOnlyCollection<string> known, Func<string, string> message)
    {
        var unknown = map.Select(member => member.Key).Where(name => !known.Contains(name, StringComparer.Ordinal)).ToList();
        if (unknown.Count > 0) throw AwsErrorException.Validation(message(string.Join(", ", unknown)));
    }

    /// <summary>A literal text, or null; a function is not allowed here.</summary>
    public static string? Text(JsonObject map, string name, int maxBytes) => map[name] switch
    {
        null => null,
        JsonValue value when System.Text.Encoding.UTF8.GetByteCount(value.ToString()) <= maxBytes => value.ToString(),
        JsonValue => throw Format($"'{name}' length is greater than {maxBytes}."),
        _ => throw Format($"Every {name} member must be a string."),
    };

    // The console ignores what it does not understand of it; CloudFormation itself does not read it.
    private static IReadOnlyList<ParameterGroup> Groups(JsonObject root) =>
        (root["Metadata"] as JsonObject)?["AWS::CloudFormation::Interface"] is JsonObject shown && shown["ParameterGroups"] is JsonArray groups
            ? [.. groups.OfType<JsonObject>().Select(g => new ParameterGroup((g["Label"] as JsonObject)?["default"]?.ToString(), [.. (g["Parameters"] as JsonArray ?? []).OfType<JsonNode>().Select(p => p.ToString())]))]
            : [];

    private static JsonObject Section(JsonObject root, string name, int most)
    {
        if (root[name] is null) return [];
        var section = Map(root[name], name);
        if (section.Count > most) throw Format($"Number of {name.ToLowerInvariant()}, {section.Count}, is greater than maximum allowed, {most}");
        foreach (var (key, _) in section)
        {
            if (key.Length is 0 or > 255 || !key.All(char.IsAsciiLetterOrDigit)) throw Format($"{name[..^1]} name {key} is non alphanumeric.");
        }
        return section;
    }

    private static JsonObject Map(JsonNode? node, string section) =>
        node as JsonObject ?? throw Format($"Any {section} member must be an object.");

    private static JsonObject CheckMappings(JsonObject mappings)
    {
        foreach (var (name, map) in mappings)
        {
            foreach (var (key, row) in Map(map, "Mappings"))
            {
                if (row is not JsonObject columns) throw Format($"Every Mappings member {key} must be a map");
                if (columns.Any(column => column.Value is JsonObject)) throw Format("Every Mappings attribute must be a String or a List.");
            }
            if (map!.AsObject().Count == 0) throw Format($"Every Mappings member {name} must be a map");
        }
        return mappings;
    }

    private static ResourceDefinition ParseResource(string id, JsonNode? node)
    {
        var resource = Map(node, "Resources");
        RefuseUnknown(
            resource,
            ["Type", "Properties", "Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata"],
            names => $"Invalid template resource property '{names}'");
        if (resource["Type"] is not JsonValue type) throw Format($"[/Resources/{id}] Every Resources object must contain a Type member.");
        if (type.ToString() is not (RoleResource.Type or ManagedPolicyResource.Type))
            throw AwsErrorException.Unknown($"the resource type {type}");
        return new ResourceDefinition(id, type.ToString(), resource["Properties"] is null ? [] : Map(resource["Properties"], "Properties"))
        {
            Condition = resource["Condition"]?.ToString(),
            DependsOn = resource["DependsOn"] switch
            {
                null => [],
                JsonArray several => [.. several.Select(name => name!.ToString())],
                var one => [one.ToString()],
            },
            DeletionPolicy = ParseDeletionPolicy(resource["DeletionPolicy"]),
        };
    }

    private static DeletionPolicy ParseDeletionPolicy(JsonNode? node) => node?.ToString() switch
    {
        null or "Delete" => DeletionPolicy.Delete,
        "Retain" => DeletionPolicy.Retain,
        "RetainExceptOnCreate" => DeletionPolicy.RetainExceptOnCreate,
        var other => throw Format($"Unrecognized DeletionPolicy {other}"),
    };

    private static OutputDefinition ParseOutput(string key, JsonObject output)
    {
        RefuseUnknown(output, ["Condition", "Description", "Export", "Value"], names => $"Invalid template output property '{names}'");
        if (output["Export"] is { } export && export is not JsonObject { Count: 1 }) throw Format($"Output {key} is malformed. Export must contain only Name.");
        return new OutputDefinition(key, output["Value"] ?? throw Format("Every Outputs member must contain a Value object"))
        {
            Description = Text(output, "Description", 1024),
            Condition = output["Condition"]?.ToString(),
            ExportName = output["Export"] is { } named ? named["Name"] ?? throw Format($"Output {key} is malformed. Export must contain Name.") : null,
        };
    }
}
