using System.Text.Json.Nodes;

namespace Onboarding.Tests.Contract;

/// <summary>One operation of the document.</summary>
/// <param name="Document">The document.</param>
/// <param name="Key">Method, space, path, as API Gateway writes a route.</param>
/// <param name="Path">What the document says about the path.</param>
/// <param name="Node">What it says about the method.</param>
internal sealed record OpenApiOperation(OpenApiDocument Document, string Key, JsonNode Path, JsonNode Node)
{
    public IEnumerable<JsonNode> Parameters =>
        new[] { Path, Node }.SelectMany(n => n["parameters"]?.AsArray() ?? []).Select(p => Document.Resolve(p!));

    /// <summary>The names of the security schemes, one of which a caller needs.</summary>
    public IEnumerable<string> Security => (Node["security"] ?? Document.Root["security"])!.AsArray().SelectMany(s => s!.AsObject()).Select(s => s.Key);

    public IReadOnlyList<OpenApiContent> Responses =>
    [
        .. from response in Node["responses"]!.AsObject()
           let status = int.Parse(response.Key)
           let resolved = Document.Resolve(response.Value!)
           from content in ContentsOf(resolved).DefaultIfEmpty()
           select new OpenApiContent(Document, status, content.Key, content.Value, resolved["headers"]),
    ];

    /// <summary>The request body, with the status 0; none when the operation takes no body.</summary>
    public IEnumerable<OpenApiContent> Requests => Node["requestBody"] is { } body
        ? ContentsOf(body).Select(c => new OpenApiContent(Document, 0, c.Key, c.Value, null))
        : [];

    private static JsonObject ContentsOf(JsonNode node) => node["content"]?.AsObject() ?? [];
}

/// <summary>One media type of a request or response; its type and node are null when there is no body.</summary>
internal sealed record OpenApiContent(OpenApiDocument Document, int Status, string? MediaType, JsonNode? Node, JsonNode? Headers)
{
    public bool IsProblem => MediaType is "application/problem+json";

    public string? SchemaName => OpenApiDocument.SchemaName(Node?["schema"]);

    /// <summary>The error codes that the body can carry: those next to the reference to the schema, otherwise the schema's own.</summary>
    public IReadOnlyList<string> Codes
    {
        get
        {
            var schema = Node?["schema"];
            var code = schema?["properties"]?["code"] ?? (schema is null || IsProblem ? null : Document.Resolve(schema)["properties"]?["code"]);
            return [.. code?["enum"]?.AsArray().Select(c => c!.GetValue<string>()) ?? []];
        }
    }

    public IEnumerable<JsonNode> Examples
    {
        get
        {
            var named = Node?["examples"]?.AsObject().Select(e => Document.Resolve(e.Value!)["value"]) ?? [];
            return named.Append(Node?["example"]).OfType<JsonNode>();
        }
    }
}
