using System.Text.Json.Nodes;

namespace Onboarding.Cdk.Tests;

/// <summary>One permission of a role, in the words of <c>docs/security.md</c>.</summary>
internal sealed record Permission(string Who, string Actions, string On, string Keys)
{
    public override string ToString() => $"| {Who} | {Actions} | {On} | {Keys} |";
}

/// <summary>Reads the permissions of every role of a stack from its policies.</summary>
internal static class Permissions
{
    /// <summary>All permissions, sorted.</summary>
    public static IReadOnlyList<Permission> Of(StackTemplate stack) =>
        [.. stack.Of("AWS::IAM::Policy").SelectMany(p => OfPolicy(stack, p)).OrderBy(p => p.ToString(), StringComparer.Ordinal)];

    private static IEnumerable<Permission> OfPolicy(StackTemplate stack, Resource policy)
    {
        var role = stack.All.Single(r => r.Id == policy.Properties["Roles"]!.AsArray().ShouldHaveSingleItem()!["Ref"]!.GetValue<string>());
        foreach (var statement in policy.Properties["PolicyDocument"]!["Statement"]!.AsArray())
        {
            statement!["Effect"]!.GetValue<string>().ShouldBe("Allow");
            yield return new Permission(
                NameOf(role),
                string.Join(", ", Texts(statement["Action"]!).Select(a => $"`{a}`")),
                string.Join(", ", Several(statement["Resource"]!).Select(r => $"`{Words(stack, r)}`").Distinct(StringComparer.Ordinal)),
                Keys(statement["Condition"]));
        }
    }

    /// <summary>The construct that made the role, such as <c>registrations</c> or <c>Schedules/sweeperRole</c>.</summary>
    private static string NameOf(Resource role)
    {
        var parts = role.Path.Split('/')[1..^1];
        return string.Join('/', parts[^1] is "Role" ? parts[..^1] : parts);
    }

    private static string Keys(JsonNode? condition)
    {
        if (condition is null)
            return "";
        condition.AsObject().ShouldHaveSingleItem().Key.ShouldBe("ForAllValues:StringLike");
        return string.Join(", ", Texts(condition["ForAllValues:StringLike"]!["dynamodb:LeadingKeys"]!).Select(k => $"`{k}`"));
    }

    private static string Words(StackTemplate stack, JsonNode resource) => resource switch
    {
        JsonObject o when o["Fn::GetAtt"] is { } attribute => Construct(stack, attribute[0]!.GetValue<string>()) + (attribute[1]!.GetValue<string>() == "StreamArn" ? "/stream" : ""),
        JsonObject o when o["Ref"] is { } reference => Construct(stack, reference.GetValue<string>()),
        JsonObject o => string.Concat(o["Fn::Join"]![1]!.AsArray().Select(p => p is JsonObject part ? Part(stack, part) : p!.GetValue<string>())),
        _ => resource.GetValue<string>(),
    };

    private static string Part(StackTemplate stack, JsonObject part) =>
        part["Ref"]?.GetValue<string>() is { } name && name.StartsWith("AWS::", StringComparison.Ordinal) ? $"<{name[5..]}>"
        : part["Fn::Sub"] is { } substitution ? substitution.GetValue<string>()
        : Words(stack, part);

    private static string Construct(StackTemplate stack, string id)
    {
        var resource = stack.All.Single(r => r.Id == id);
        return $"{resource.Type.Split(':')[^1]} {string.Join('/', resource.Path.Split('/')[1..^1])}";
    }

    private static IEnumerable<string> Texts(JsonNode node) => Several(node).Select(n => n.GetValue<string>());

    private static IEnumerable<JsonNode> Several(JsonNode node) => node is JsonArray list ? list.Select(n => n!) : [node];
}
