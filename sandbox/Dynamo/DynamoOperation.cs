using System.Text.Json;
using Onboarding.Simulator.Policies;

namespace Onboarding.Sandbox.Dynamo;

/// <summary>What one DynamoDB request must be allowed to do.</summary>
/// <param name="Action">The IAM action.</param>
/// <param name="ResourceArn">The table's or the index's ARN.</param>
/// <param name="LeadingKeys">The partition keys that it concerns; null if they can't be determined, so that a policy with a condition on them doesn't allow it.</param>
internal sealed record DynamoPermission(string Action, string ResourceArn, IReadOnlyList<string>? LeadingKeys)
{
    /// <summary>Tells policies the partition keys.</summary>
    public void Tell(ConditionKeys keys)
    {
        if (LeadingKeys is not null)
        {
            keys.WithAll(Dynamo.LeadingKeys.ConditionKey, LeadingKeys);
        }
    }
}

/// <summary>Says which permissions a DynamoDB request needs.</summary>
/// <remarks>
/// Transactions are authorized as the actions they are made of, as <c>transaction-apis-iam</c> in the DynamoDB developer guide says. Whether their keys are
/// judged item by item, action by action or all together it does not say: here a transaction must be allowed in each of these readings.
/// An operation that isn't listed here needs a permission that no one has.
/// </remarks>
internal static class DynamoOperation
{
    private const string TargetPrefix = "DynamoDB_20120810.";

    /// <summary>Reads the operation's name from the <c>X-Amz-Target</c> header; null when it is not DynamoDB's.</summary>
    public static string? Name(string target) =>
        target.StartsWith(TargetPrefix, StringComparison.Ordinal) && target.Length > TargetPrefix.Length ? target[TargetPrefix.Length..] : null;

    /// <summary>The permissions that a request needs, at least one.</summary>
    /// <param name="operation">The operation's name.</param>
    /// <param name="body">The request.</param>
    /// <param name="tableArn">The ARN that a table of this name has.</param>
    public static IReadOnlyList<DynamoPermission> Permissions(string operation, JsonElement body, Func<string, string> tableArn)
    {
        IReadOnlyList<DynamoPermission> permissions = operation switch
        {
            "GetItem" or "PutItem" or "UpdateItem" or "DeleteItem" or "Query" or "Scan" or "DescribeTable" => [One(operation, body)],
            "BatchGetItem" or "BatchWriteItem" => [.. Members(body, "RequestItems").Select(m => Permission(operation, m.Name, index: null, leadingKeys: null))],
            "TransactGetItems" => EveryReading([.. Elements(body, "TransactItems").SelectMany(e => e.EnumerateObject()).Select(m => One("GetItem", m.Value))]),
            "TransactWriteItems" => EveryReading([.. Elements(body, "TransactItems").SelectMany(e => e.EnumerateObject()).Select(m => One(Underlying(m.Name), m.Value))]),
            _ => [],
        };
        return permissions.Count > 0 ? permissions : [new("dynamodb:" + operation, "*", null)];

        DynamoPermission One(string action, JsonElement request) =>
            Permission(action, Text(request, "TableName") ?? "", Text(request, "IndexName"), LeadingKeys.Of(action, request));

        DynamoPermission Permission(string action, string table, string? index, IReadOnlyList<string>? leadingKeys)
        {
            var arn = table.StartsWith("arn:", StringComparison.Ordinal) ? table : tableArn(table);
            return new("dynamodb:" + action, index is null ? arn : $"{arn}/index/{index}", leadingKeys);
        }
    }

    private static IReadOnlyList<DynamoPermission> EveryReading(IReadOnlyList<DynamoPermission> items)
    {
        var ofTable = items.GroupBy(i => i.ResourceArn, StringComparer.Ordinal).ToList();
        return
        [
            .. items,
            .. items.GroupBy(i => (i.Action, i.ResourceArn)).Select(g => g.First() with { LeadingKeys = Union(g) }),
            .. ofTable.SelectMany(t => t.DistinctBy(i => i.Action, StringComparer.Ordinal).Select(i => i with { LeadingKeys = Union(t) })),
        ];
    }

    private static IReadOnlyList<string>? Union(IEnumerable<DynamoPermission> items) =>
        items.Any(i => i.LeadingKeys is null) ? null : [.. items.SelectMany(i => i.LeadingKeys!).Distinct(StringComparer.Ordinal)];

    private static string Underlying(string member) => member is "ConditionCheck" ? "ConditionCheckItem" : member + "Item";

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement.ObjectEnumerator Members(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;

    private static IEnumerable<JsonElement> Elements(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object)
            : [];
}
