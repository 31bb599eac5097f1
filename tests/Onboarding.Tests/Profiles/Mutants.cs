using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Templates;

namespace Onboarding.Tests.Profiles;

/// <summary>A live role with one thing changed.</summary>
/// <param name="What">What was changed, for people.</param>
/// <param name="Policies">Its policies.</param>
/// <param name="Attached">The AWS managed policies attached to it.</param>
/// <param name="Widens">Whether the role can do more, or is used by more.</param>
/// <param name="Names">What a finding must name, all of it in one.</param>
internal sealed record Mutant(string What, IReadOnlyList<(string Name, string Json)> Policies, IReadOnlyList<string> Attached, bool Widens, params IReadOnlyList<string> Names)
{
    /// <summary>A principal that the trust policy lets in, too; null for none.</summary>
    public string? Principal { get; init; }
}

/// <summary>Changes one action, resource, condition, effect, principal or attached policy of a live role at a time.</summary>
internal sealed class Mutants(Profile profile, IReadOnlyList<(string Name, string Json)> policies, IReadOnlyList<string> attached)
{
    private const int PerStatement = 40;
    private const string Stranger = "arn:aws:iam::123123123123:role/stranger";

    // Not in any of the fixtures, and covered by none of their wildcards.
    private static readonly string[] s_foreign = ["iam:CreateUser", "organizations:LeaveOrganization", "sts:AssumeRole"];

    public IEnumerable<Mutant> All =>
    [
        .. policies.SelectMany((p, i) => Statements(p.Json).SelectMany(at => OfStatement(i, at))),
        .. attached.Select(a => new Mutant($"{a} detached", policies, [.. attached.Where(x => x != a)], Widens: false, a)),
        new("AdministratorAccess attached", policies, [.. attached, "arn:aws:iam::aws:policy/AdministratorAccess"], Widens: true, "arn:aws:iam::aws:policy/AdministratorAccess"),
        new("a principal added", policies, attached, Widens: true, Stranger) { Principal = Stranger },
    ];

    private static IEnumerable<int> Statements(string json) => Enumerable.Range(0, JsonNode.Parse(json)!["Statement"]!.AsArray().Count);

    private IEnumerable<Mutant> OfStatement(int policy, int at)
    {
        var statement = JsonNode.Parse(policies[policy].Json)!["Statement"]![at]!.AsObject();
        var sid = statement["Sid"]!.GetValue<string>();
        var allows = statement["Effect"]!.GetValue<string>() == "Allow";
        var actions = Texts(statement["Action"] ?? statement["NotAction"]!);
        foreach (var action in Spread(actions).Where(a => actions.Count > 1 && IsOnlyHere(a, statement)))
            yield return Of($"{sid} lost {action}", s => s["Action"] = List(actions.Where(a => a != action)), !allows, sid, action);
        foreach (var foreign in s_foreign)
            yield return Of($"{sid} got {foreign}", s => s["Action"] = List([.. actions, foreign]), allows, foreign);
        foreach (var action in Spread(actions).Where(a => IsOnlyHere(a, statement)).Take(3))
            yield return Of($"{sid} has {s_foreign[0]} in place of {action}", s => s["Action"] = List([.. actions.Where(a => a != action), s_foreign[0]]), widens: true, sid, action);
        // Where another statement allows the same, what this one says makes no difference.
        foreach (var mutant in actions.All(a => IsOnlyHere(a, statement)) ? OfResources(statement, sid, allows, Of).Concat(OfConditions(statement, sid, allows, Of)) : [])
            yield return mutant;
        if (IsOnlyHere(actions[0], statement))
            yield return Of($"{sid} turned", s => s["Effect"] = allows ? "Deny" : "Allow", !allows, sid, allows ? "Deny" : "Allow");

        Mutant Of(string what, Action<JsonObject> change, bool widens, params string[] names)
        {
            var document = JsonNode.Parse(policies[policy].Json)!;
            change(document["Statement"]![at]!.AsObject());
            return new Mutant($"{profile.Name}: {what}", [.. policies.Select((p, i) => i == policy ? (p.Name, document.ToJsonString()) : p)], attached, widens, names);
        }
    }

    private static IEnumerable<Mutant> OfResources(JsonObject statement, string sid, bool allows, Func<string, Action<JsonObject>, bool, string[], Mutant> of)
    {
        var isNot = statement.ContainsKey("NotResource");
        var name = isNot ? "NotResource" : "Resource";
        var resources = Texts(statement[name]!);
        if (resources is ["*"])
        {
            yield return of($"{sid} narrowed", s => s[name] = "arn:aws:s3:::only", !allows, [sid, "arn:aws:s3:::only"]);
            yield break;
        }

        foreach (var resource in resources.Where(_ => resources.Count > 1))
            yield return of($"{sid} lost {resource}", s => s[name] = List(resources.Where(r => r != resource)), allows == isNot, [sid, resource]);
        yield return of($"{sid} got another resource", s => s[name] = List([.. resources, "arn:aws:s3:::another/*"]), allows != isNot, [sid, "arn:aws:s3:::another/*"]);
        yield return of($"{sid} has another resource", s => s[name] = "arn:aws:s3:::another/*", allows || isNot, [sid, "arn:aws:s3:::another/*"]);
        if (!isNot)
            yield return of($"{sid} opened", s => s[name] = "*", allows, [sid, "*"]);
    }

    private static IEnumerable<Mutant> OfConditions(JsonObject statement, string sid, bool allows, Func<string, Action<JsonObject>, bool, string[], Mutant> of)
    {
        yield return of($"{sid} got a condition", s => (s["Condition"] ??= new JsonObject())["DateLessThan"] = new JsonObject { ["aws:CurrentTime"] = "2030-01-01T00:00:00Z" }, !allows, [sid, "aws:CurrentTime"]);
        if (statement["Condition"] is not JsonObject conditions)
            yield break;
        foreach (var (name, keys) in conditions)
        {
            // Every request that reaches AWS meets it: without it nothing changes.
            foreach (var (key, values) in keys!.AsObject().Where(k => k.Key != "aws:SecureTransport"))
            {
                yield return of($"{sid} lost {name} {key}", s => Remove(s, name, key), allows, [sid, key]);
                yield return of($"{sid} has another value of {key}", s => s["Condition"]![name]![key] = "another", true, [sid, key]);
                yield return of($"{sid} has one more value of {key}", s => s["Condition"]![name]![key] = List([.. Texts(values!), "another"]), allows != name.Contains("Not", StringComparison.Ordinal), [sid, key]);
            }
        }
    }

    private static void Remove(JsonObject statement, string name, string key)
    {
        var keys = statement["Condition"]![name]!.AsObject();
        keys.Remove(key);
        if (keys.Count == 0)
            statement["Condition"]!.AsObject().Remove(name);
        if (statement["Condition"]!.AsObject().Count == 0)
            statement.Remove("Condition");
    }

    // What another entry covers is not lost: such a change says nothing else.
    private bool IsOnlyHere(string action, JsonObject statement) => !statement.ContainsKey("NotAction") && policies.SelectMany(p => JsonNode.Parse(p.Json)!["Statement"]!.AsArray())
        .SelectMany(s => Texts(s!["Action"] ?? new JsonArray())).Count(a => Pattern.Matches(a, action, ignoreCase: true)) == 1;

    private static IEnumerable<string> Spread(IReadOnlyList<string> all) => all.Where((_, i) => i % Math.Max(1, (all.Count / PerStatement) + 1) == 0);

    private static IReadOnlyList<string> Texts(JsonNode node) => node is JsonArray list ? [.. list.Select(v => v!.GetValue<string>())] : [node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString()];

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
