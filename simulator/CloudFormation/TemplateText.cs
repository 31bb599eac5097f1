using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>Reads a template's text, JSON or YAML, into one tree; YAML's short forms become the long ones.</summary>
/// <remarks>Source: CloudFormation User Guide, "Template format". Refused: duplicate keys, aliases, hash merges, nulls.</remarks>
internal static class TemplateText
{
    /// <summary>In bytes, for a template object in S3. Source: CloudFormation quotas.</summary>
    public const int MaxBytes = 1_048_576;

    /// <summary>The template as a tree.</summary>
    /// <exception cref="AwsErrorException"><c>ValidationError</c>.</exception>
    public static JsonObject Read(string text)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(text) > MaxBytes)
            throw AwsErrorException.Validation($"Template may not exceed {MaxBytes} bytes in size.");
        var root = text.TrimStart().StartsWith('{') ? ReadJson(text) : YamlTree.Read(text);
        if (root is not JsonObject template) throw AwsErrorException.Validation("Template format error: unsupported structure.");
        RefuseNulls(template, "");
        return template;
    }

    private static JsonNode? ReadJson(string text)
    {
        try
        {
            return JsonNode.Parse(text, null, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 64 });
        }
        catch (JsonException error)
        {
            throw AwsErrorException.Validation(
                $"Template format error: JSON not well-formed. (line {error.LineNumber + 1}, column {error.BytePositionInLine + 1})");
        }
    }

    private static void RefuseNulls(JsonNode node, string path)
    {
        if (node is not (JsonObject or JsonArray)) return;
        var children = node is JsonObject map
            ? map.Select(member => (Path: $"{path}/{member.Key}", member.Value))
            : node.AsArray().Select((item, at) => (Path: $"{path}/{at}", Value: item));
        foreach (var (childPath, child) in children)
        {
            if (child is null) throw AwsErrorException.Validation($"Template format error: [{childPath}] 'null' values are not allowed in templates");
            RefuseNulls(child, childPath);
        }
    }
}
