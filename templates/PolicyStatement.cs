using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Onboarding.Templates;

/// <summary>One condition of a statement.</summary>
/// <param name="Operator">The operator, such as <c>StringEquals</c>.</param>
/// <param name="Key">The condition key.</param>
/// <param name="Values">Its values, with variables still open.</param>
public sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values);

/// <summary>One statement of a profile's policy, with its variables still open.</summary>
public sealed record PolicyStatement
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Its name, unique in the profile.</summary>
    public required string Sid { get; init; }

    /// <summary>Whether it allows; otherwise it denies.</summary>
    public bool Allows { get; init; } = true;

    /// <summary>The actions, as they are written.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>Whether the actions are those that it is not about.</summary>
    public bool IsNotAction { get; init; }

    /// <summary>The resources, as they are written.</summary>
    public required IReadOnlyList<string> Resources { get; init; }

    /// <summary>Whether the resources are those that it is not about.</summary>
    public bool IsNotResource { get; init; }

    /// <summary>The conditions, all of which must be met.</summary>
    public IReadOnlyList<PolicyCondition> Conditions { get; init; } = [];

    /// <summary>Why the vendor asks for it.</summary>
    public Words Why { get; init; } = new("", "");

    /// <summary>Every text in which a variable can be.</summary>
    public IEnumerable<string> OpenTexts => [.. Resources, .. Conditions.SelectMany(c => c.Values)];

    /// <summary>The statement with its variables filled in.</summary>
    /// <param name="fill">Fills one text.</param>
    public PolicyStatement Filled(Func<string, string> fill) => this with
    {
        Resources = [.. Resources.Select(fill)],
        Conditions = [.. Conditions.Select(c => c with { Values = [.. c.Values.Select(fill)] })],
    };

    /// <summary>The statement as a policy document has it, without white space.</summary>
    public string ToJson() => Text(WriteTo);

    /// <summary>A policy document of statements, without white space.</summary>
    /// <param name="statements">The statements, in order.</param>
    public static string Document(IEnumerable<PolicyStatement> statements) => Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("Version", "2012-10-17");
        writer.WriteStartArray("Statement");
        foreach (var statement in statements)
            statement.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Writes the statement.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString(nameof(Sid), Sid);
        writer.WriteString("Effect", Allows ? "Allow" : "Deny");
        WriteValues(writer, IsNotAction ? "NotAction" : "Action", Actions);
        WriteValues(writer, IsNotResource ? "NotResource" : "Resource", Resources);
        if (Conditions.Count > 0)
        {
            writer.WriteStartObject("Condition");
            foreach (var operators in Conditions.GroupBy(c => c.Operator, StringComparer.Ordinal))
            {
                writer.WriteStartObject(operators.Key);
                foreach (var condition in operators)
                    WriteValues(writer, condition.Key, condition.Values);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a statement that was written here.</summary>
    /// <param name="json">The statement.</param>
    public static PolicyStatement Of(JsonElement json)
    {
        var (isNotAction, isNotResource) = (json.TryGetProperty("NotAction", out var notActions), json.TryGetProperty("NotResource", out var notResources));
        return new PolicyStatement
        {
            Sid = json.GetProperty(nameof(Sid)).GetString()!,
            Allows = json.GetProperty("Effect").ValueEquals("Allow"),
            Actions = Values(isNotAction ? notActions : json.GetProperty("Action")),
            IsNotAction = isNotAction,
            Resources = Values(isNotResource ? notResources : json.GetProperty("Resource")),
            IsNotResource = isNotResource,
            Conditions = json.TryGetProperty("Condition", out var conditions)
                ? [.. conditions.EnumerateObject().SelectMany(o => o.Value.EnumerateObject().Select(k => new PolicyCondition(o.Name, k.Name, Values(k.Value))))]
                : [],
        };
    }

    private static void WriteValues(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 1)
        {
            writer.WriteString(name, values[0]);
            return;
        }

        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static IReadOnlyList<string> Values(JsonElement values) =>
        values.ValueKind == JsonValueKind.Array ? [.. values.EnumerateArray().Select(v => v.GetString()!)] : [values.GetString()!];

    internal static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_json))
            write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
