using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Onboarding.Tests.Properties;

/// <summary>A condition of a statement: operator, key and values.</summary>
internal sealed record DraftCondition(string Operator, string Key, params IReadOnlyList<string> Values);

/// <summary>A statement before it is written down. The meaning of a policy doesn't depend on the chosen notation.</summary>
internal sealed record PolicyDraft
{
    public string Effect { get; init; } = "Allow";

    /// <summary>Kind and value, such as <c>AWS</c> and an ARN; without a kind the value stands alone.</summary>
    public IReadOnlyList<(string Kind, string Value)> Principals { get; init; } = [];

    public IReadOnlyList<string> Actions { get; init; } = [];

    public bool IsNotAction { get; init; }

    public bool IsNotPrincipal { get; init; }

    /// <summary>None in a trust policy.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    public bool IsNotResource { get; init; }

    public IReadOnlyList<DraftCondition> Conditions { get; init; } = [];

    /// <summary>Writes statements down as one policy, in any order of statements, members and values, with and without lists around single values.</summary>
    public static Gen<string> Written(IReadOnlyList<PolicyDraft> drafts) =>
        from texts in Gen.CollectToArray(drafts, d => d.Text)
        from order in Gen.Shuffle(texts)
        from isList in Gen.Elements(true, false)
        from around in Gen.Elements("\"Version\":\"2012-10-17\",", "\"Version\":\"2008-10-17\",\"Id\":\"x\",", "")
        select order is [var only] && !isList ? $$"""{{{around}}"Statement":{{only}}}""" : $$"""{{{around}}"Statement":[{{string.Join(',', order)}}]}""";

    /// <summary>A written policy with some of its words changed: most results aren't policies.</summary>
    public static Gen<string> Spoiled(string policy) =>
        from edits in Gen.ArrayOf(s_spoilings, 2)
        from near in Texts.Near(Gen.Constant(policy))
        from isNear in Gen.Elements(true, false, false)
        select isNear ? near : edits.Aggregate(policy, (text, edit) => text.Replace(edit.From, edit.To, StringComparison.Ordinal));

    private static readonly Gen<(string From, string To)> s_spoilings = Gen.Elements(
        ("\"Allow\"", "\"allow\""), ("\"Allow\"", "\"Allow \""), ("\"Allow\"", "[\"Allow\"]"), ("\"Deny\"", "\"DENY\""), ("\"Effect\":", "\"effect\":"),
        ("\"Effect\":", "\"Effect\":\"Deny\",\"Effect\":"), ("\"Effect\":", "\"effect\":\"Deny\",\"Effect\":"), ("\"Principal\":", "\"principal\":"), ("\"AWS\":", "\"aws\":"),
        ("\"Action\":", "\"action\":\"sts:TagSession\",\"Action\":"), ("\"Condition\":", "\"condition\":"), ("\"StringEquals\":", "\"stringEquals\":"), ("\"StringEquals\":", "\"StringSame\":"),
        ("\"Statement\":", "\"statement\":"), ("\"Statement\":", "\"Statement\":[],\"Statement\":"), ("\"Version\":\"2012-10-17\"", "\"Version\":\"2020-10-17\""), ("\"sts:ExternalId\":", "\"STS:EXTERNALID\":\"x\",\"sts:ExternalId\":"),
        ("\"Resource\":", "\"resource\":"), ("\"arn:", "[\"arn:"), ("{\"Effect\"", "{\"Comment\":\"x\",\"Effect\""));

    /// <summary>The same with letters of another case where IAM has no case: in actions and in the keys of conditions.</summary>
    public Gen<PolicyDraft> Recased =>
        from actions in Gen.CollectToArray(Actions, Cased)
        from keys in Gen.CollectToArray(Conditions, c => Cased(c.Key))
        select this with { Actions = actions, Conditions = [.. Conditions.Zip(keys, (c, key) => c with { Key = key })] };

    private Gen<string> Text =>
        from principals in Gen.CollectToArray(
            Principals.GroupBy(p => p.Kind, p => p.Value, StringComparer.Ordinal), g => g.Key.Length == 0 ? Gen.Constant(Quoted(g.First())) : Member(g.Key, [.. g]))
        from actions in Member(IsNotAction ? "NotAction" : "Action", Actions)
        from resources in Member(IsNotResource ? "NotResource" : "Resource", Resources)
        from conditions in Gen.CollectToArray(Conditions.GroupBy(c => c.Operator, StringComparer.Ordinal), ConditionsOf)
        from members in Gen.Shuffle(Members(principals, actions, resources, conditions))
        select $"{{{string.Join(',', members)}}}";

    private IEnumerable<string> Members(string[] principals, string actions, string resources, string[] conditions)
    {
        yield return $"\"Effect\":{Quoted(Effect)}";
        yield return actions;
        if (Principals.Count > 0)
            yield return (IsNotPrincipal ? "\"NotPrincipal\":" : "\"Principal\":") + (Principals[0].Kind.Length == 0 ? principals[0] : $"{{{string.Join(',', principals)}}}");
        if (Resources.Count > 0)
            yield return resources;
        if (Conditions.Count > 0)
            yield return $"\"Condition\":{{{string.Join(',', conditions)}}}";
    }

    private static Gen<string> ConditionsOf(IGrouping<string, DraftCondition> conditions) =>
        from members in Gen.CollectToArray(conditions, c => Member(c.Key, c.Values))
        select $"{Quoted(conditions.Key)}:{{{string.Join(',', members)}}}";

    private static Gen<string> Member(string name, IReadOnlyList<string> values) =>
        from order in Gen.Shuffle(values.Select(Quoted))
        from isList in Gen.Elements(true, false)
        select Quoted(name) + ":" + (order is [var only] && !isList ? only : $"[{string.Join(',', order)}]");

    private static Gen<string> Cased(string text) =>
        from upper in Gen.ArrayOf(Gen.Elements(true, false), text.Length)
        select string.Concat(text.Zip(upper, (c, isUpper) => isUpper ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)));

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString();
}
