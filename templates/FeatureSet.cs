namespace Onboarding.Templates;

/// <summary>Which features of a profile are granted. Two are equal when they name the same.</summary>
public sealed record FeatureSet
{
    private FeatureSet(string text) => Text = text;

    /// <summary>None.</summary>
    public static FeatureSet None { get; } = new("");

    /// <summary>The ids with commas between them, sorted.</summary>
    public string Text { get; }

    /// <summary>The ids, sorted.</summary>
    public IReadOnlyList<string> Ids => Text.Length == 0 ? [] : Text.Split(',');

    /// <summary>A set of features.</summary>
    /// <param name="ids">Their ids, in any order.</param>
    public static FeatureSet Of(IEnumerable<string> ids) => new(string.Join(',', ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));

    /// <summary>Reads what <see cref="Text"/> is.</summary>
    /// <param name="text">The text; null or empty for none.</param>
    public static FeatureSet Parse(string? text) => string.IsNullOrEmpty(text) ? None : Of(text.Split(',', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether a feature is in it.</summary>
    /// <param name="id">The feature's id.</param>
    public bool Contains(string id) => Ids.Contains(id, StringComparer.Ordinal);
}

/// <summary>The values of a profile's parameters. Two are equal when they have the same values.</summary>
public sealed record ParameterValues
{
    private ParameterValues(string text) => Text = text;

    /// <summary>None.</summary>
    public static ParameterValues None { get; } = new("");

    /// <summary>A line <c>name=value</c> for each, sorted by name: a value has no white space.</summary>
    public string Text { get; }

    /// <summary>The values by name.</summary>
    public IReadOnlyDictionary<string, string> Values => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);

    /// <summary>Some values.</summary>
    /// <param name="values">By name; empty ones are left out.</param>
    public static ParameterValues Of(IEnumerable<KeyValuePair<string, string>> values) =>
        new(string.Join('\n', values.Where(v => v.Value.Length > 0).OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}")));

    /// <summary>Reads what <see cref="Text"/> is.</summary>
    /// <param name="text">The text; null or empty for none.</param>
    public static ParameterValues Parse(string? text) => new(text ?? "");
}
