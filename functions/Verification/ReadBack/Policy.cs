using System.Collections.Frozen;
using System.Text.Json;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>A policy document that was read: its statements, or where it stops being a policy.</summary>
/// <remarks>
/// Reads what IAM's grammar allows, member by member and letter by letter, and nothing else: whatever is not understood could mean anything.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
/// </remarks>
/// <param name="Statements">The statements; none when the document cannot be read.</param>
/// <param name="Unreadable">What cannot be read, such as <c>Statement 1, Effect: "allow"</c>; null when everything can.</param>
internal sealed record Policy(IReadOnlyList<Statement> Statements, string? Unreadable = null)
{
    private static readonly FrozenSet<string> s_document = Names("Version", "Id", "Statement");
    private static readonly FrozenSet<string> s_trust = Names("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Condition");
    private static readonly FrozenSet<string> s_identity = Names("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
    private static readonly FrozenSet<string> s_principals = Names("AWS", "Federated", "Service", "CanonicalUser");

    /// <summary>Reads a role's trust policy: it names principals, and its resource is the role.</summary>
    public static Policy OfTrust(string json) => Read(json, s_trust);

    /// <summary>Reads a policy of permissions: it names resources, and its principal is the role.</summary>
    public static Policy OfPermissions(string json) => Read(json, s_identity);

    private static Policy Read(string json, FrozenSet<string> statementMembers)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new Policy([.. StatementsOf(document.RootElement, statementMembers)]);
        }
        catch (NotGrammarException e)
        {
            return new Policy([], e.Message);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, or JSON whose texts are not Unicode.
            return new Policy([], "JSON");
        }
    }

    private static IEnumerable<Statement> StatementsOf(JsonElement root, FrozenSet<string> statementMembers)
    {
        var members = new Members("", root, s_document);
        if (members.Find("Version") is { } version && TextOf("Version", version) is not ("2012-10-17" or "2008-10-17"))
            throw new NotGrammarException("Version", version);
        if (members.Find("Id") is { } id)
            TextOf("Id", id);
        var statements = members.Require("Statement");
        return statements.ValueKind != JsonValueKind.Array ? [StatementOf(statements, 1, statementMembers)]
            : statements.GetArrayLength() > 0 ? statements.EnumerateArray().Select((s, i) => StatementOf(s, i + 1, statementMembers))
            : throw new NotGrammarException("Statement", statements);
    }

    private static Statement StatementOf(JsonElement statement, int number, FrozenSet<string> allowed)
    {
        var at = $"Statement {number}";
        var members = new Members(at, statement, allowed);
        var sid = members.Find("Sid") is { } found ? TextOf(members.At("Sid"), found) : "";
        var effect = members.Require("Effect");
        var (actions, isNotAction) = members.Either("Action", "NotAction");
        var isTrust = allowed == s_trust;
        var (resources, isNotResource) = isTrust ? (default, false) : members.Either("Resource", "NotResource");
        return new Statement
        {
            Place = sid.Length > 0 ? $"{number} ({sid})" : $"{number}",
            Sid = sid,
            Allows = TextOf(members.At("Effect"), effect) switch
            {
                "Allow" => true,
                "Deny" => false,
                _ => throw new NotGrammarException(members.At("Effect"), effect),
            },
            Principals = isTrust ? [.. PrincipalsOf(members)] : [],
            Actions = TextsOf(members.At(isNotAction ? "NotAction" : "Action"), actions),
            IsNotAction = isNotAction,
            Resources = isTrust ? [] : TextsOf(members.At(isNotResource ? "NotResource" : "Resource"), resources),
            IsNotResource = isNotResource,
            Conditions = members.Find("Condition") is { } conditions ? [.. ConditionsOf(members.At("Condition"), conditions)] : [],
        };
    }

    private static IEnumerable<string> PrincipalsOf(Members members)
    {
        var (principal, isNot) = members.Either("Principal", "NotPrincipal");
        var (name, prefix) = isNot ? ("NotPrincipal", "NotPrincipal ") : ("Principal", "");
        if (principal.ValueKind == JsonValueKind.String)
            return principal.ValueEquals("*") ? [prefix + "*"] : throw new NotGrammarException(members.At(name), principal);
        var kinds = new Members(members.At(name), principal, s_principals);
        return kinds.IsEmpty
            ? throw new NotGrammarException(members.At(name), principal)
            : kinds.All.SelectMany(k => TextsOf(kinds.At(k.Key), k.Value).Select(v => prefix + (k.Key is "AWS" ? v : $"{k.Key} {v}")));
    }

    private static IEnumerable<Condition> ConditionsOf(string at, JsonElement conditions)
    {
        foreach (var (name, keys) in new Members(at, conditions, allowed: null).All)
        {
            var conditionOperator = ConditionOperator.Find(name) ?? throw new NotGrammarException($"{at}, {name}");
            foreach (var (key, values) in new Members($"{at}, {name}", keys, allowed: null).All)
                yield return new Condition(conditionOperator, key, ValuesOf($"{at}, {name}, {key}", values, isCondition: true));
        }
    }

    private static string[] TextsOf(string at, JsonElement value) => ValuesOf(at, value, isCondition: false);

    // One value needs no list, and in conditions numbers and Booleans need no quotation marks.
    private static string[] ValuesOf(string at, JsonElement value, bool isCondition)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return [One(value)];
        return value.GetArrayLength() > 0 ? [.. value.EnumerateArray().Select(One).Distinct(StringComparer.Ordinal)] : throw new NotGrammarException(at, value);

        string One(JsonElement one) => isCondition && one.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? one.GetRawText() : TextOf(at, one);
    }

    private static string TextOf(string at, JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new NotGrammarException(at, value);

    private static FrozenSet<string> Names(params ReadOnlySpan<string> names) => FrozenSet.Create(StringComparer.Ordinal, names);

    /// <summary>An object's members: each known, each there once, whatever the case of its letters.</summary>
    private sealed class Members
    {
        private readonly string _at;
        private readonly Dictionary<string, JsonElement> _all = new(StringComparer.OrdinalIgnoreCase);

        public Members(string at, JsonElement element, FrozenSet<string>? allowed)
        {
            _at = at;
            if (element.ValueKind != JsonValueKind.Object)
                throw new NotGrammarException(at.Length > 0 ? at : "JSON", element);
            foreach (var (name, value) in element.EnumerateObject().Select(m => (m.Name, m.Value)))
                _ = allowed?.Contains(name) is not false && _all.TryAdd(name, value) ? true : throw new NotGrammarException(At(name));
        }

        public bool IsEmpty => _all.Count == 0;

        public IEnumerable<KeyValuePair<string, JsonElement>> All => _all;

        public string At(string name) => _at.Length > 0 ? $"{_at}, {name}" : name;

        public JsonElement? Find(string name) => _all.TryGetValue(name, out var value) ? value : null;

        public JsonElement Require(string name) => Find(name) ?? throw new NotGrammarException(At(name));

        /// <summary>One of two members that exclude each other, and whether it is the second.</summary>
        public (JsonElement Value, bool IsNot) Either(string name, string not) => (Find(name), Find(not)) switch
        {
            ({ } value, null) => (value, false),
            (null, { } value) => (value, true),
            _ => throw new NotGrammarException(At(name)),
        };
    }

    /// <summary>Ends the reading; the message says where.</summary>
    private sealed class NotGrammarException(string at) : Exception(at)
    {
        public NotGrammarException(string at, JsonElement value)
            : this($"{at}: {value.GetRawText()}")
        {
        }
    }
}
