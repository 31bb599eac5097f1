using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>Reads a resource's evaluated properties and says what does not fit as CloudFormation does.</summary>
internal sealed class PropertyReader(string logicalId, JsonObject properties, string path = "#")
{
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool Has(string name) => properties.ContainsKey(name);

    public AwsErrorException Failure(string what) => new(
        400, "InvalidRequest", $"Properties validation failed for resource {logicalId} with message:\n[{what}]");

    public void RefuseUnknown(IReadOnlyCollection<string> known)
    {
        var unknown = properties.Select(p => p.Key).FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal));
        if (unknown is not null) throw Failure($"{path}: extraneous key [{unknown}] is not permitted");
    }

    public string? OptionalText(string name) => properties[name] switch
    {
        null => null,
        JsonValue value => TreeText.Of(value),
        var other => throw Failure($"{path}/{name}: expected type: String, found: {Kind(other)}"),
    };

    public string Text(string name) => OptionalText(name) ?? throw Missing(name);

    public IReadOnlyList<string> Texts(string name) => properties[name] switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => item is JsonValue value
            ? TreeText.Of(value)
            : throw Failure($"{path}/{name}: expected type: String, found: {Kind(item!)}"))],
        var other => throw Failure($"{path}/{name}: expected type: JSONArray, found: {Kind(other)}"),
    };

    public IEnumerable<PropertyReader> Objects(string name, IReadOnlyCollection<string> known)
    {
        if (properties[name] is not { } node) yield break;
        if (node is not JsonArray list) throw Failure($"{path}/{name}: expected type: JSONArray, found: {Kind(node)}");
        for (var at = 0; at < list.Count; at++)
        {
            if (list[at] is not JsonObject map) throw Failure($"{path}/{name}/{at}: expected type: JSONObject, found: {Kind(list[at]!)}");
            var reader = new PropertyReader(logicalId, map, $"{path}/{name}/{at}");
            reader.RefuseUnknown(known);
            yield return reader;
        }
    }

    /// <summary>A policy document: a map, or text that holds one.</summary>
    public string Document(string name) => properties[name] switch
    {
        null => throw Missing(name),
        JsonObject map => map.ToJsonString(s_compact),
        JsonValue value => TreeText.Of(value),
        var other => throw Failure($"{path}/{name}: expected type: JSONObject, found: {Kind(other)}"),
    };

    private AwsErrorException Missing(string name) => Failure($"{path}: required key [{name}] not found");

    private static string Kind(JsonNode node) => node switch
    {
        JsonObject => "JSONObject",
        JsonArray => "JSONArray",
        _ => "String",
    };
}
