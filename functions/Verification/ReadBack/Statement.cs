using System.Text.Json;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>One condition of a statement.</summary>
/// <param name="Operator">The operator, such as <c>StringEquals</c>.</param>
/// <param name="Key">The condition key, such as <c>sts:ExternalId</c>.</param>
/// <param name="Values">The values, of which one must match.</param>
internal sealed record Condition(string Operator, string Key, IReadOnlyList<string> Values)
{
    public bool IsAbout(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

    public bool Has(string conditionOperator) => string.Equals(Operator, conditionOperator, StringComparison.OrdinalIgnoreCase);

    public bool IsExactly(string value) => Values is [var only] && string.Equals(only, value, StringComparison.Ordinal);

    public override string ToString() => $"{Operator} {Key} {string.Join(", ", Values)}";
}

/// <summary>One statement of a policy in the one form that all ways of writing it have: lists for single values, no Sid, no order.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html</remarks>
internal sealed record Statement
{
    /// <summary>Its place in the policy, from 1, and its Sid: for people who look for it.</summary>
    public required string Place { get; init; }

    public required bool Allows { get; init; }

    /// <summary>ARNs, account numbers, unique ids or <c>*</c>; of other kinds with the kind before them, as in <c>Service ec2.amazonaws.com</c>.</summary>
    public required string[] Principals { get; init; }

    public required string[] Actions { get; init; }

    /// <summary>Whether <see cref="Actions"/> are those that the statement is not about.</summary>
    public required bool IsNotAction { get; init; }

    public required string[] Resources { get; init; }

    /// <summary>Whether <see cref="Resources"/> are those that the statement is not about.</summary>
    public required bool IsNotResource { get; init; }

    public required IReadOnlyList<Condition> Conditions { get; init; }

    /// <summary>The actions as a person reads them.</summary>
    public string ActionsText => (IsNotAction ? "NotAction " : "") + string.Join(", ", Actions);

    /// <summary>The resources as a person reads them.</summary>
    public string ResourcesText => (IsNotResource ? "NotResource " : "") + string.Join(", ", Resources);

    /// <summary>Whether the statement is about an action; actions have no case.</summary>
    public bool IsAboutAction(string action) => Array.Exists(Actions, a => Pattern.Matches(a, action, ignoreCase: true)) != IsNotAction;

    /// <summary>Whether the statement reaches everything that a resource pattern stands for.</summary>
    public bool Covers(string resource) => Array.Exists(Resources, r => Pattern.Matches(r, resource, ignoreCase: false)) != IsNotResource;

    /// <summary>Reads a policy document's statements.</summary>
    /// <exception cref="InvalidDataException">It is no policy; IAM keeps none that is not.</exception>
    public static IReadOnlyList<Statement> Read(string policy)
    {
        try
        {
            using var document = JsonDocument.Parse(policy, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var statements = document.RootElement.GetProperty("Statement");
            return statements.ValueKind == JsonValueKind.Array ? [.. statements.EnumerateArray().Select((s, i) => Of(s, i + 1))] : [Of(statements, 1)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new InvalidDataException("IAM showed a policy that cannot be read.", e);
        }
    }

    private static Statement Of(JsonElement statement, int number) => new()
    {
        Place = statement.TryGetProperty("Sid", out var sid) && sid.GetString() is { Length: > 0 } name ? $"{number} ({name})" : $"{number}",
        Allows = statement.GetProperty("Effect").GetString() is "Allow",
        Principals = [.. PrincipalsOf(statement, "Principal", ""), .. NotPrincipals(statement)],
        Actions = [.. Texts(statement, "Action"), .. Texts(statement, "NotAction")],
        IsNotAction = statement.TryGetProperty("NotAction", out _),
        Resources = [.. Texts(statement, "Resource"), .. Texts(statement, "NotResource")],
        IsNotResource = statement.TryGetProperty("NotResource", out _),
        Conditions = statement.TryGetProperty("Condition", out var conditions)
            ? [.. conditions.EnumerateObject().SelectMany(o => o.Value.EnumerateObject().Select(k => new Condition(o.Name, k.Name, [.. Texts(k.Value)])))]
            : [],
    };

    private static IEnumerable<string> PrincipalsOf(JsonElement statement, string member, string prefix) =>
        !statement.TryGetProperty(member, out var principal) ? []
        : principal.ValueKind == JsonValueKind.String ? [prefix + principal.GetString()]
        : principal.EnumerateObject().SelectMany(kind => Texts(kind.Value).Select(v => prefix + (kind.Name is "AWS" ? v : kind.Name + " " + v)));

    // Everybody but nobody is everybody.
    private static IEnumerable<string> NotPrincipals(JsonElement statement) =>
        statement.TryGetProperty("NotPrincipal", out _) ? PrincipalsOf(statement, "NotPrincipal", "NotPrincipal ").DefaultIfEmpty("NotPrincipal") : [];

    private static IEnumerable<string> Texts(JsonElement statement, string member) => statement.TryGetProperty(member, out var value) ? Texts(value) : [];

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Select(One).Distinct(StringComparer.Ordinal),
        _ => [One(value)],
    };

    // Conditions may hold bare booleans and numbers.
    private static string One(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
