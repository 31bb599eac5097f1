using System.Text.Json;
using System.Text.RegularExpressions;

namespace Onboarding.Sandbox.Dynamo;

/// <summary>The partition keys that a request names: of the index, when it asks one.</summary>
/// <remarks>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html</remarks>
internal static partial class LeadingKeys
{
    /// <summary>The name by which policies ask for them.</summary>
    public const string ConditionKey = "dynamodb:LeadingKeys";

    [GeneratedRegex(@"(?<name>#?[A-Za-z0-9_]+)\s*=\s*(?<value>:[A-Za-z0-9_]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Equality { get; }

    /// <summary>The keys of one action's request: empty if such a request never has any; null if they can't be determined, as in a batch.</summary>
    public static IReadOnlyList<string>? Of(string action, JsonElement request) => action switch
    {
        "GetItem" or "UpdateItem" or "DeleteItem" or "ConditionCheckItem" => One(request, "Key", TableDefinition.PartitionKey(index: null)),
        "PutItem" => One(request, "Item", TableDefinition.PartitionKey(index: null)),
        "Query" => OfQuery(request),
        // Whatever their keys are, a scan returns all items.
        "Scan" or "DescribeTable" => [],
        _ => null,
    };

    private static IReadOnlyList<string>? OfQuery(JsonElement request)
    {
        var key = TableDefinition.PartitionKey(Text(request, "IndexName"));
        var condition = Text(request, "KeyConditionExpression") ?? "";
        var values = Equality.Matches(condition)
            .Where(m => string.Equals(Resolved(request, m.Groups["name"].Value), key, StringComparison.Ordinal))
            .Select(m => m.Groups["value"].Value)
            .ToList();
        return values.Count == 1 ? One(request, "ExpressionAttributeValues", values[0]) : null;
    }

    private static string? Resolved(JsonElement request, string name) =>
        name.StartsWith('#') ? Text(request, "ExpressionAttributeNames", name) : name;

    private static IReadOnlyList<string>? One(JsonElement request, string member, string? name) =>
        name is not null && Text(request, member, name, "S") is { } key ? [key] : null;

    private static string? Text(JsonElement element, params IReadOnlyList<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }
}
