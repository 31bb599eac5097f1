using System.Text.Json.Nodes;

namespace Onboarding.Cdk.Tests;

/// <summary>One resource of a synthesized template.</summary>
internal sealed record Resource(string Id, JsonNode Node)
{
    public string Type => Node[nameof(Type)]!.GetValue<string>();

    public JsonNode Properties => Node[nameof(Properties)] ?? new JsonObject();

    /// <summary>Where the CDK app made it.</summary>
    public string Path => Node["Metadata"]?["aws:cdk:path"]?.GetValue<string>() ?? "";

    /// <summary>The resources that must be there before it.</summary>
    public IReadOnlyList<string> DependsOn => Node[nameof(DependsOn)] switch
    {
        JsonArray several => [.. several.Select(d => d!.GetValue<string>())],
        { } one => [one.GetValue<string>()],
        null => [],
    };

    public string? DeletionPolicy => Node[nameof(DeletionPolicy)]?.GetValue<string>();

    /// <summary>A property by its dotted path, as JSON; null when it is absent.</summary>
    public string? this[string path] => path.Split('.').Aggregate((JsonNode?)Properties, (node, name) => node is JsonArray list ? list[int.Parse(name)] : node?[name])?.ToJsonString();
}

/// <summary>A synthesized template, and what the CDK's command line does with it.</summary>
internal sealed record StackTemplate(string Json, string StackName, bool TerminationProtection)
{
    private readonly JsonNode _root = JsonNode.Parse(Json)!;

    public IReadOnlyList<Resource> All => [.. _root["Resources"]!.AsObject().Select(r => new Resource(r.Key, r.Value!))];

    public JsonObject Outputs => _root[nameof(Outputs)]!.AsObject();

    public IReadOnlyList<Resource> Of(string type) => [.. All.Where(r => r.Type == type)];

    public Resource Only(string type) => Of(type).ShouldHaveSingleItem();

    /// <summary>The JSON, without the resources of some types.</summary>
    public string Without(params string[] types)
    {
        var rest = JsonNode.Parse(Json)!;
        foreach (var resource in types.SelectMany(Of))
            rest["Resources"]!.AsObject().Remove(resource.Id);
        return rest.ToJsonString();
    }

    public Resource Function(string feature) =>
        Of("AWS::Lambda::Function").Single(f => f["Environment.Variables.ONBOARDING_FEATURE"] == $"\"{feature}\"");
}
