using System.Text.Json;

namespace Onboarding.Simulator.Policies;

/// <summary>Reads a policy as IAM does when it saves one, and refuses what IAM refuses.</summary>
/// <remarks>Source: IAM User Guide, "Grammar of the IAM JSON policy language". Unknown condition keys are saved, as IAM does.</remarks>
internal static class PolicyParser
{
    private static readonly HashSet<string> s_members = new(StringComparer.Ordinal)
    {
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
    };

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>A policy from its JSON.</summary>
    /// <exception cref="AwsErrorException"><c>MalformedPolicyDocument</c>.</exception>
    public static PolicyDocument Parse(string json, PolicyKind kind)
    {
        using var document = ParseJson(json);
        try
        {
            return Parse(json, document.RootElement, kind);
        }
        catch (InvalidOperationException)
        {
            // Lone surrogates pass JsonDocument.Parse and fail when a name or text is read.
            throw AwsErrorException.MalformedPolicy("This policy contains invalid Json");
        }
    }

    private static PolicyDocument Parse(string json, JsonElement root, PolicyKind kind)
    {
        if (root.ValueKind is not JsonValueKind.Object) throw SyntaxErrors();
        if (root.EnumerateObject().Any(p => p.Name is not ("Version" or "Id" or "Statement"))) throw SyntaxErrors();
        var version = ParseVersion(root, kind);
        var statements = ParseStatements(root, kind);
        PolicyRules.Check(statements, kind);
        return new PolicyDocument { Json = json, HasVariables = version is "2012-10-17", Statements = statements };
    }

    private static AwsErrorException SyntaxErrors() => AwsErrorException.MalformedPolicy("Syntax errors in policy.");

    private static JsonDocument ParseJson(string json)
    {
        try
        {
            return JsonDocument.Parse(json, s_strict);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw AwsErrorException.MalformedPolicy("This policy contains invalid Json");
        }
    }

    private static string ParseVersion(JsonElement root, PolicyKind kind)
    {
        var version = root.TryGetProperty("Version", out var found) ? Text(found) : "2008-10-17";
        if (version is not ("2012-10-17" or "2008-10-17")) throw SyntaxErrors();
        if (kind is PolicyKind.Managed && version is not "2012-10-17")
            throw AwsErrorException.MalformedPolicy("Policy document must be version 2012-10-17 or greater.");
        return version;
    }

    private static IReadOnlyList<Statement> ParseStatements(JsonElement root, PolicyKind kind)
    {
        if (!root.TryGetProperty("Statement", out var found)) throw SyntaxErrors();
        IReadOnlyList<Statement> statements = found.ValueKind switch
        {
            JsonValueKind.Object => [ParseStatement(found, kind)],
            JsonValueKind.Array => [.. found.EnumerateArray().Select(element => ParseStatement(element, kind))],
            _ => [],
        };
        return statements.Count > 0 ? statements : throw SyntaxErrors();
    }

    private static Statement ParseStatement(JsonElement element, PolicyKind kind)
    {
        if (element.ValueKind is not JsonValueKind.Object) throw SyntaxErrors();
        if (element.EnumerateObject().Any(member => !s_members.Contains(member.Name))) throw SyntaxErrors();
        PolicyRules.CheckMembers(element, kind);
        return new Statement
        {
            Sid = element.TryGetProperty("Sid", out var sid) ? Text(sid) : null,
            Effect = ParseEffect(element),
            Principal = element.TryGetProperty("Principal", out var principal) ? ParsePrincipal(principal) : null,
            Actions = ParseListed(element, "Action", "NotAction")
                ?? throw AwsErrorException.MalformedPolicy("Policy statement must contain actions."),
            Resources = ParseListed(element, "Resource", "NotResource"),
            Conditions = element.TryGetProperty("Condition", out var condition) ? [.. ParseConditions(condition)] : [],
        };
    }

    private static Effect ParseEffect(JsonElement element) =>
        element.TryGetProperty("Effect", out var effect) && effect.ValueKind is JsonValueKind.String
            ? effect.GetString() switch
            {
                "Allow" => Effect.Allow,
                "Deny" => Effect.Deny,
                _ => throw SyntaxErrors(),
            }
            : throw SyntaxErrors();

    private static Listed? ParseListed(JsonElement element, string name, string inverted)
    {
        var isInverted = element.TryGetProperty(inverted, out var values);
        if (!element.TryGetProperty(name, out var plain)) return isInverted ? new Listed(Texts(values), Inverted: true) : null;
        return isInverted ? throw SyntaxErrors() : new Listed(Texts(plain), Inverted: false);
    }

    private static PrincipalElement ParsePrincipal(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.String && element.ValueEquals("*")) return new PrincipalElement(Everyone: true, [], []);
        if (element.ValueKind is not JsonValueKind.Object) throw SyntaxErrors();
        var named = element.EnumerateObject().SelectMany(p => Texts(p.Value).Select(value => (Type: p.Name, Value: value))).ToList();
        return new PrincipalElement(
            named.Contains(("AWS", "*")),
            [.. named.Where(p => p is { Type: "AWS", Value: not "*" }).Select(p => p.Value)],
            [.. named.Where(p => p.Type is not "AWS")]);
    }

    private static IEnumerable<Condition> ParseConditions(JsonElement element)
    {
        if (element.ValueKind is not JsonValueKind.Object) throw SyntaxErrors();
        foreach (var block in element.EnumerateObject())
        {
            if (!ConditionOperator.Exists(block.Name) || block.Value.ValueKind is not JsonValueKind.Object) throw SyntaxErrors();
            foreach (var key in block.Value.EnumerateObject())
                yield return new Condition(ConditionOperator.Find(block.Name), key.Name, ConditionValues(key.Value));
        }
    }

    private static IReadOnlyList<string> ConditionValues(JsonElement element) =>
        element.ValueKind is JsonValueKind.Array ? [.. element.EnumerateArray().Select(Scalar)] : [Scalar(element)];

    // Quotation marks are optional for numbers and Booleans in conditions.
    private static string Scalar(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Text(element),
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw SyntaxErrors(),
    };

    private static IReadOnlyList<string> Texts(JsonElement element) => element.ValueKind is JsonValueKind.Array
        ? [.. element.EnumerateArray().Select(Text)]
        : [Text(element)];

    private static string Text(JsonElement element) =>
        element.ValueKind is JsonValueKind.String ? element.GetString()! : throw SyntaxErrors();
}
