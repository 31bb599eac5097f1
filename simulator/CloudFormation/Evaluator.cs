using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>Evaluates a template's functions for one stack.</summary>
/// <remarks>Source: CloudFormation User Guide, "Intrinsic function reference".</remarks>
internal sealed class Evaluator(
    Template template, IReadOnlyDictionary<string, string> pseudo, IReadOnlyDictionary<string, string> parameters)
{
    private readonly Dictionary<string, bool> _conditions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _conditionsInProgress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CreatedResource> _resources = new(StringComparer.Ordinal);

    /// <summary>Makes a resource known to <c>Ref</c> and <c>Fn::GetAtt</c>.</summary>
    public void Add(string logicalId, CreatedResource resource) => _resources.Add(logicalId, resource);

    /// <summary>The value of a tree; null for <c>AWS::NoValue</c>.</summary>
    public JsonNode? Value(JsonNode? tree) => tree switch
    {
        null => null,
        JsonObject { Count: 1 } map when IsFunction(map.GetAt(0)) => Call(map.GetAt(0).Key, map.GetAt(0).Value!),
        JsonObject map => Map(map),
        JsonArray list => new JsonArray([.. list.Select(Value).Where(item => item is not null)]),
        _ => tree.DeepClone(),
    };

    /// <summary>The value of a tree that must be text.</summary>
    public string Text(JsonNode? tree, string failure) => Value(tree) is JsonValue value ? TreeText.Of(value) : throw Error(failure);

    public bool Condition(string name)
    {
        if (_conditions.TryGetValue(name, out var known)) return known;
        if (!_conditionsInProgress.Add(name)) throw Error($"Circular dependency between conditions: [{name}]");
        var value = Boolean(template.Conditions[name]);
        _conditionsInProgress.Remove(name);
        return _conditions[name] = value;
    }

    public static AwsErrorException Error(string message) => AwsErrorException.Validation($"Template error: {message}");

    private static bool IsFunction(KeyValuePair<string, JsonNode?> member) => ReferenceCheck.IsFunction(member);

    private JsonObject Map(JsonObject map)
    {
        var result = new JsonObject();
        foreach (var (key, value) in map)
        {
            if (Value(value) is { } present) result[key] = present;
        }
        return result;
    }

    private JsonNode? Call(string name, JsonNode argument) => name switch
    {
        "Ref" => Ref(argument.ToString()),
        "Fn::Base64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(argument, "every Fn::Base64 object must have a String-typed value."))),
        "Fn::FindInMap" => FindInMap(argument),
        "Fn::GetAtt" => GetAtt(argument),
        "Fn::If" => If(argument),
        "Fn::Join" => Join(argument),
        "Fn::Select" => Select(argument),
        "Fn::Split" => Split(argument),
        "Fn::Sub" => Sub(argument),
        "Condition" or "Fn::And" or "Fn::Equals" or "Fn::Not" or "Fn::Or" => Boolean(new JsonObject { [name] = argument.DeepClone() }),
        _ => throw AwsErrorException.Unknown($"the function {name}"),
    };

    private bool Boolean(JsonNode? tree) => tree is JsonObject { Count: 1 } map
        ? map.GetAt(0) switch
        {
            ("Condition", JsonValue name) => Condition(name.ToString()),
            ("Fn::Equals", JsonArray { Count: 2 } pair) => AreEqual(pair[0], pair[1]),
            ("Fn::Equals", _) => throw Error("every Fn::Equals object requires a list of 2 string parameters."),
            ("Fn::Not", JsonArray { Count: 1 } one) => !Boolean(one[0]),
            ("Fn::And", JsonArray { Count: >= 2 and <= 10 } all) => all.All(Boolean),
            ("Fn::Or", JsonArray { Count: >= 2 and <= 10 } any) => any.Any(Boolean),
            var (name, _) => throw Error($"{name} cannot be evaluated as a condition."),
        }
        : throw TemplateParser.Format("Conditions can only be boolean operations on parameters and other conditions");

    private bool AreEqual(JsonNode? one, JsonNode? other)
    {
        const string Failure = "every Fn::Equals object requires a list of 2 string parameters.";
        return string.Equals(Text(one, Failure), Text(other, Failure), StringComparison.Ordinal);
    }

    private JsonNode? Ref(string name)
    {
        if (name is Pseudo.NoValue) return null;
        if (pseudo.TryGetValue(name, out var pseudoValue)) return pseudoValue;
        if (!parameters.TryGetValue(name, out var value)) return Resource(name).Ref;
        var isList = template.Parameters.Single(p => string.Equals(p.Name, name, StringComparison.Ordinal)).IsList;
        return isList ? new JsonArray([.. value.Split(',', StringSplitOptions.TrimEntries).Select(item => JsonValue.Create(item))]) : value;
    }

    private CreatedResource Resource(string name) => _resources.GetValueOrDefault(name)
        ?? throw TemplateParser.Format($"Unresolved resource dependencies [{name}] in the Resources block of the template");

    private JsonNode GetAtt(JsonNode argument)
    {
        const string Failure =
            "every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute";
        if (argument is JsonArray { Count: 2 } list) return Attribute(list[0]!.ToString(), Text(list[1], Failure));
        return argument is JsonValue text && text.ToString().Split('.', 2) is [var resource, var attribute]
            ? Attribute(resource, attribute)
            : throw Error(Failure);
    }

    private string Attribute(string resource, string attribute) => Resource(resource).Attributes.GetValueOrDefault(attribute)
        ?? throw Error($"resource {resource} does not support attribute type {attribute} in Fn::GetAtt");

    private JsonNode? If(JsonNode argument) => argument is JsonArray { Count: 3 } list
        ? Value(Condition(list[0]!.ToString()) ? list[1] : list[2])
        : throw Error("Fn::If requires a list argument with the first element being a condition");

    private JsonNode Sub(JsonNode argument)
    {
        var (text, map) = argument switch
        {
            JsonValue only => (only.ToString(), []),
            JsonArray { Count: 2 } list when list[0] is JsonValue first && list[1] is JsonObject second => (first.ToString(), second),
            _ => throw Error(
                "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, "
                + "and an optional second argument to specify a mapping of values to replace in the string"),
        };
        return SubText.Replace(text, name => map.ContainsKey(name) ? Text(map[name], NotText(name)) : Named(name));
    }

    private string Named(string name)
    {
        if (name.Split('.', 2) is [var resource, var attribute]) return Attribute(resource, attribute);
        return Ref(name) is JsonValue value ? TreeText.Of(value) : throw Error(NotText(name));
    }

    private static string NotText(string name) => $"every value of the context object of every Fn::Sub object must be a string: {name}";

    private JsonNode Join(JsonNode argument)
    {
        const string Failure =
            "every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function "
            + "that returns a list of strings (such as Fn::GetAZs) to be joined.";
        if (argument is not JsonArray { Count: 2 } list || Value(list[1]) is not JsonArray items) throw Error(Failure);
        return string.Join(Text(list[0], Failure), items.Select(item => item is JsonValue value ? TreeText.Of(value) : throw Error(Failure)));
    }

    private JsonNode Select(JsonNode argument)
    {
        const string Failure = "Fn::Select requires a list argument with two elements: an integer index and a list";
        if (argument is not JsonArray { Count: 2 } list || Value(list[1]) is not JsonArray items) throw Error(Failure);
        if (!int.TryParse(Text(list[0], Failure), NumberStyles.None, CultureInfo.InvariantCulture, out var index)) throw Error(Failure);
        return index < items.Count
            ? items[index]!.DeepClone()
            : throw Error($"Fn::Select cannot select nonexistent value at index {index}");
    }

    private JsonArray Split(JsonNode argument)
    {
        const string Failure =
            "every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that "
            + "returns a string to be split.";
        if (argument is not JsonArray { Count: 2 } list) throw Error(Failure);
        var (delimiter, text) = (Text(list[0], Failure), Text(list[1], Failure));
        return delimiter.Length > 0
            ? new JsonArray([.. text.Split(delimiter).Select(part => JsonValue.Create(part))])
            : throw Error(Failure);
    }

    private JsonNode FindInMap(JsonNode argument)
    {
        if (argument is not JsonArray { Count: 3 } list)
            throw Error("every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value");
        var names = list.Select(part => Text(part, "FindInMap's parameters must be strings")).ToList();
        return template.Mappings[names[0]]?[names[1]]?[names[2]]?.DeepClone()
            ?? throw Error($"Unable to get mapping for {string.Join("::", names)}");
    }
}

/// <summary>What functions can ask of a resource that exists.</summary>
/// <param name="Ref">The physical id.</param>
/// <param name="Attributes">What <c>Fn::GetAtt</c> gives, by name.</param>
internal sealed record CreatedResource(string Ref, IReadOnlyDictionary<string, string> Attributes);
