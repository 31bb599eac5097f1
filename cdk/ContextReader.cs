using System.Globalization;
using System.Text.Json;

namespace Onboarding.Cdk;

/// <summary>An error that stops a deployment before it starts: one sentence for the person at the command line.</summary>
internal sealed class DeployException(string message) : Exception(message);

/// <summary>Reads typed values from the CDK's context. Every refusal names the key, the value it got and the value it expects.</summary>
/// <param name="context">The context: of <c>cdk.json</c>, of <c>-c key=value</c> (then every value is a string), of both.</param>
internal sealed class ContextReader(JsonElement context)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>A text; null when the key is absent or empty.</summary>
    public string? Text(string key, string wants, Predicate<string> isRight)
    {
        if (Find(key) is not { } value)
            return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return isRight(text) ? text : throw Refuse(key, text, wants);
    }

    /// <summary>A list, as a JSON array or as texts separated by commas; empty when the key is absent.</summary>
    public IReadOnlyList<string> List(string key, string wants, Predicate<string> isRight)
    {
        if (Find(key) is not { } value)
            return [];
        string[] items = value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(i => i.ValueKind == JsonValueKind.String ? i.GetString()! : i.GetRawText())]
            : value.ToString().Split(',', StringSplitOptions.TrimEntries);
        return Array.Find(items, i => !isRight(i)) is { } wrong ? throw Refuse(key, wrong, wants) : items;
    }

    /// <summary>Names and values, as a JSON object or as texts such as <c>a=1,b=2</c>; empty when the key is absent.</summary>
    public IReadOnlyDictionary<string, string> Map(string key, string wants, Func<string, string, bool> isRight)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Find(key) is { } found ? Pairs(found) : [])
        {
            if (!isRight(name, value) || !map.TryAdd(name, value))
                throw Refuse(key, value.Length == 0 ? name : $"{name}={value}", wants);
        }

        return map;
    }

    /// <summary>One of a few words.</summary>
    public string Choice(string key, string otherwise, params IReadOnlyList<string> words) =>
        Text(key, string.Join(" or ", words), t => words.Contains(t, StringComparer.Ordinal)) ?? otherwise;

    public bool Flag(string key, bool otherwise) => Choice(key, otherwise ? "true" : "false", "true", "false") == "true";

    /// <summary>A whole number.</summary>
    public int Number(string key, int otherwise, string wants, Predicate<int> isRight) =>
        Text(key, wants, t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && isRight(n)) is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;

    /// <summary>Refuses an unknown key, most likely a typo. The CDK's own keys have a colon.</summary>
    public void RefuseUnknown()
    {
        if (context.ValueKind != JsonValueKind.Object)
            return;
        var unknown = context.EnumerateObject().Select(p => p.Name).FirstOrDefault(n => !n.Contains(':', StringComparison.Ordinal) && !_known.Contains(n));
        if (unknown is not null)
            throw new DeployException($"The context key “{unknown}” is not known. The keys are {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
    }

    public static DeployException Refuse(string key, string? got, string wants) => new($"The context key “{key}” expects {wants}, not “{got}”.");

    private static IEnumerable<(string Name, string Value)> Pairs(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().Select(p => (p.Name, p.Value.ToString()))
        : value.ToString().Split(',', StringSplitOptions.TrimEntries).Select(p => p.Split('=', 2)).Select(p => (p[0], p.Length > 1 ? p[1] : ""));

    private JsonElement? Find(string key)
    {
        _known.Add(key);
        return context.ValueKind == JsonValueKind.Object
            && context.TryGetProperty(key, out var value)
            && value.ValueKind != JsonValueKind.Null
            && value.ToString().Length > 0
                ? value
                : null;
    }
}
