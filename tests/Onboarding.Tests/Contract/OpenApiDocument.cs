using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace Onboarding.Tests.Contract;

/// <summary><c>docs/openapi.yaml</c>, read.</summary>
internal sealed class OpenApiDocument
{
    private const string SchemaPrefix = "#/components/schemas/";
    private static readonly string[] s_methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private OpenApiDocument(JsonNode root) => Root = root;

    public JsonNode Root { get; }

    public JsonObject Schemas => Root["components"]!["schemas"]!.AsObject();

    public IReadOnlyList<OpenApiOperation> Operations =>
    [
        .. from path in Root["paths"]!.AsObject()
           from member in path.Value!.AsObject()
           where s_methods.Contains(member.Key)
           select new OpenApiOperation(this, $"{member.Key.ToUpperInvariant()} {path.Key}", path.Value!, member.Value!),
    ];

    /// <summary>Reads the document; a key written twice is an error.</summary>
    public static OpenApiDocument Read()
    {
        var yaml = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "openapi.yaml"));
        var tree = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().WithDuplicateKeyChecking().Build().Deserialize<object>(yaml);
        return new OpenApiDocument(JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(tree))!);
    }

    /// <summary>The node itself, or what its <c>$ref</c> points at.</summary>
    public JsonNode Resolve(JsonNode node) => ReferenceOf(node) is { } reference ? Resolve(Find(reference)) : node;

    /// <summary>What a reference such as <c>#/components/schemas/Group</c> points at.</summary>
    public JsonNode Find(string reference) =>
        reference.Split('/').Skip(1).Aggregate<string, JsonNode?>(Root, (node, name) => node?[name])
        ?? throw new InvalidDataException($"{reference} points at nothing.");

    /// <summary>The name of the schema that a node refers to, or null.</summary>
    public static string? SchemaName(JsonNode? node) =>
        ReferenceOf(node) is { } reference && reference.StartsWith(SchemaPrefix, StringComparison.Ordinal) ? reference[SchemaPrefix.Length..] : null;

    public static string? ReferenceOf(JsonNode? node) => (node as JsonObject)?["$ref"]?.GetValue<string>();

    /// <summary>A node and everything below it.</summary>
    public static IEnumerable<JsonNode> Everything(JsonNode node)
    {
        var children = node switch
        {
            JsonObject o => o.Select(member => member.Value),
            JsonArray a => a,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(Everything).Prepend(node);
    }
}
