using System.Text.Json.Nodes;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>Checks, before any value is known, that functions are known and that what they refer to is in the template.</summary>
internal static class ReferenceCheck
{
    private static readonly HashSet<string> s_functions = new(StringComparer.Ordinal)
    {
        "Fn::And", "Fn::Base64", "Fn::Equals", "Fn::FindInMap", "Fn::GetAtt", "Fn::If", "Fn::Join", "Fn::Not", "Fn::Or", "Fn::Select",
        "Fn::Split", "Fn::Sub", "Ref", "Condition",
    };

    /// <summary>Refuses what the template does not hold, or the simulation does not know.</summary>
    /// <exception cref="AwsErrorException"><c>ValidationError</c>.</exception>
    public static void Check(Template template)
    {
        var parameters = template.Parameters.Select(p => p.Name).Concat(Pseudo.Names).ToHashSet(StringComparer.Ordinal);
        var resources = template.Resources.Select(r => r.LogicalId).ToHashSet(StringComparer.Ordinal);
        var clash = resources.FirstOrDefault(parameters.Contains);
        if (clash is not null) throw TemplateParser.Format($"Duplicate logical name {clash} in Parameters and Resources");
        CheckConditions(template);
        foreach (var (_, condition) in template.Conditions) CheckNames(condition!, parameters, "Conditions");
        var all = parameters.Concat(resources).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in template.Resources)
        {
            CheckNames(resource.Properties, all, "Resources");
            RequireKnown(resource.DependsOn, resources, "Resources");
        }
        foreach (var output in template.Outputs)
        {
            CheckNames(output.Value, all, "Outputs");
            if (output.ExportName is { } export) CheckNames(export, all, "Outputs");
        }
    }

    /// <summary>The parameters and resources that a tree refers to.</summary>
    public static IEnumerable<string> References(JsonNode tree) => Functions(tree).SelectMany(Names);

    /// <summary>Whether a map with this one member is a function call.</summary>
    /// <remarks>A policy's <c>Condition</c> is a map; only with a name it is the function.</remarks>
    public static bool IsFunction(KeyValuePair<string, JsonNode?> member) =>
        member.Key is "Ref"
        || member.Key.StartsWith("Fn::", StringComparison.Ordinal)
        || (member.Key is "Condition" && member.Value is JsonValue);


    private static void CheckNames(JsonNode tree, IReadOnlySet<string> known, string block)
    {
        foreach (var (name, argument) in Functions(tree))
        {
            if (!s_functions.Contains(name)) throw AwsErrorException.Unknown($"the function {name}");
            RequireKnown(Names((name, argument)), known, block);
        }
    }

    private static void RequireKnown(IEnumerable<string> names, IReadOnlySet<string> known, string block)
    {
        var unknown = names.Where(name => !known.Contains(name)).Distinct(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
            throw TemplateParser.Format($"Unresolved resource dependencies [{string.Join(", ", unknown)}] in the {block} block of the template");
    }

    private static void CheckConditions(Template template)
    {
        var used = template.Resources.Select(r => (Name: r.Condition, Where: "Resources block"))
            .Concat(template.Outputs.Select(o => (Name: o.Condition, Where: "Outputs block")));
        foreach (var (name, where) in used)
        {
            if (name is not null && !template.Conditions.ContainsKey(name))
                throw TemplateParser.Format($"Unresolved condition dependency {name} in the {where} of the template");
        }
        var trees = template.Resources.Select(r => (JsonNode)r.Properties)
            .Concat(template.Outputs.Select(o => o.Value))
            .Concat(template.Conditions.Select(c => c.Value!));
        foreach (var (function, argument) in trees.SelectMany(Functions))
        {
            var name = function switch
            {
                "Condition" => argument?.ToString(),
                "Fn::If" => argument is JsonArray { Count: 3 } list ? list[0]!.ToString() : null,
                _ => null,
            };
            if (name is not null && !template.Conditions.ContainsKey(name))
                throw AwsErrorException.Validation($"Template error: unresolved condition dependency {name} in {function}");
        }
    }

    private static IEnumerable<(string Name, JsonNode? Argument)> Functions(JsonNode tree)
    {
        if (tree is JsonObject { Count: 1 } map && IsFunction(map.GetAt(0))) yield return (map.GetAt(0).Key, map.GetAt(0).Value);
        var children = tree switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var function in children.OfType<JsonNode>().SelectMany(Functions)) yield return function;
    }

    private static IEnumerable<string> Names((string Name, JsonNode? Argument) function) => function switch
    {
        ("Ref", { } name) => [name.ToString()],
        ("Fn::GetAtt", JsonArray { Count: >= 1 } list) => [list[0]!.ToString()],
        ("Fn::GetAtt", JsonValue text) => [text.ToString().Split('.')[0]],
        ("Fn::Sub", JsonValue text) => SubText.Names(text.ToString()),
        ("Fn::Sub", JsonArray { Count: 2 } list) when list[1] is JsonObject map =>
            SubText.Names(list[0]!.ToString()).Where(name => !map.ContainsKey(name)),
        _ => [],
    };
}
