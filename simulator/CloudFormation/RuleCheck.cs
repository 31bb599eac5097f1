using System.Text.Json.Nodes;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>Evaluates the <c>Rules</c> section: assertions about parameters, before anything exists.</summary>
/// <remarks>
/// Source: CloudFormation User Guide, "Rules" and "Rule-specific intrinsic functions". Functions about AWS-specific parameter types
/// (<c>Fn::RefAll</c>, <c>Fn::ValueOf</c>, <c>Fn::ValueOfAll</c>) are not known.
/// </remarks>
internal sealed class RuleCheck(Evaluator evaluator)
{
    /// <summary>Refuses parameters that break a rule.</summary>
    /// <exception cref="AwsErrorException"><c>ValidationError</c> with the description of the first assertion that fails.</exception>
    public void Check(Template template)
    {
        foreach (var (name, node) in template.Rules)
        {
            if (node is not JsonObject rule) throw TemplateParser.Format("Any Rules member must be an object.");
            TemplateParser.RefuseUnknown(rule, ["RuleCondition", "Assertions"], names => $"Invalid template rule property '{names}'");
            if (rule["Assertions"] is not JsonArray { Count: > 0 } assertions)
                throw TemplateParser.Format($"Rule {name} must contain a list of Assertions");
            if (rule["RuleCondition"] is { } condition && !IsTrue(condition)) continue;
            foreach (var assertion in assertions) Check(name, assertion as JsonObject ?? []);
        }
    }

    private void Check(string rule, JsonObject assertion)
    {
        TemplateParser.RefuseUnknown(assertion, ["Assert", "AssertDescription"], names => $"Invalid template assertion property '{names}'");
        if (assertion["Assert"] is not { } assert) throw TemplateParser.Format($"Every assertion of rule {rule} must contain an Assert");
        if (IsTrue(assert)) return;
        throw AwsErrorException.Validation(
            $"Template validation error: {assertion["AssertDescription"]?.ToString() ?? $"Rule {rule} failed"}");
    }

    private bool IsTrue(JsonNode? tree) => tree is JsonObject { Count: 1 } map
        ? map.GetAt(0) switch
        {
            ("Fn::And", JsonArray { Count: >= 2 and <= 10 } all) => all.All(IsTrue),
            ("Fn::Or", JsonArray { Count: >= 2 and <= 10 } any) => any.Any(IsTrue),
            ("Fn::Not", JsonArray { Count: 1 } one) => !IsTrue(one[0]),
            ("Fn::Equals", JsonArray { Count: 2 } pair) => AreEqual(Text(pair[0]), Text(pair[1])),
            ("Fn::Contains", JsonArray { Count: 2 } pair) => List(pair[0]).Contains(Text(pair[1]), StringComparer.Ordinal),
            ("Fn::EachMemberEquals", JsonArray { Count: 2 } pair) => List(pair[0]).All(item => AreEqual(item, Text(pair[1]))),
            ("Fn::EachMemberIn", JsonArray { Count: 2 } pair) => List(pair[0]).All(item => List(pair[1]).Contains(item, StringComparer.Ordinal)),
            var (name, _) => throw AwsErrorException.Unknown($"the rule function {name} with these arguments"),
        }
        : throw TemplateParser.Format("A rule's condition and assertions must be rule-specific functions");

    private static bool AreEqual(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    private string Text(JsonNode? tree) => tree is JsonValue value
        ? TreeText.Of(value)
        : evaluator.Text(OnlyRef(tree), "rule functions compare strings");

    private List<string> List(JsonNode? tree)
    {
        if (tree is JsonArray items) return [.. items.Select(Text)];
        return evaluator.Value(OnlyRef(tree)) is JsonArray list
            ? [.. list.Select(item => item!.ToString())]
            : throw Evaluator.Error("rule functions need a list of strings here");
    }

    private static JsonObject OnlyRef(JsonNode? tree) => tree is JsonObject { Count: 1 } map && map.GetAt(0).Key is "Ref"
        ? map
        : throw Evaluator.Error("only Ref and rule-specific functions are supported in Rules");
}
