using System.Text.Json;
using Onboarding.Templates;

namespace Onboarding.Profiles;

/// <summary>Reads a JSON file member by member. Invalid members are recorded as faults and read as empty, so that the rest is checked, too.</summary>
internal sealed class FileReader(string file, Faults faults)
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    public string File => file;

    public void Fault(string sentence) => faults.Add(file, sentence);

    public void Fault(string? sid, string sentence) => faults.Add(file, sid, sentence);

    /// <summary>The file's object; null if it can't be read.</summary>
    public JsonElement? Read(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            Fault("the file is missing; create it, or remove what refers to it.");
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(System.IO.File.ReadAllText(path), s_strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.Clone();
            Fault("the file is not a JSON object; begin it with { and end it with }.");
        }
        catch (JsonException e)
        {
            Fault($"the file is not JSON (line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}); correct it there.");
        }

        return null;
    }

    public void RefuseUnknown(JsonElement element, string at, params IReadOnlyList<string> known)
    {
        foreach (var member in element.EnumerateObject().Where(m => !known.Contains(m.Name, StringComparer.Ordinal)))
            Fault($"“{At(at, member.Name)}” is not a member that profiles have; remove it, or write one of {string.Join(", ", known)}.");
    }

    /// <summary>A text in both languages.</summary>
    public Words Words(JsonElement element, string at, string name)
    {
        var whole = At(at, name);
        if (!element.TryGetProperty(name, out var words) || words.ValueKind != JsonValueKind.Object)
        {
            Fault($"“{whole}” is missing; write it as {{ \"en\": \"…\", \"ja\": \"…\" }}.");
            return new Words("", "");
        }

        RefuseUnknown(words, whole, "en", "ja");
        return new Words(Translation(words, whole, "en", "English"), Translation(words, whole, "ja", "Japanese"));
    }

    public string? Text(JsonElement element, string at, string name, bool isRequired)
    {
        if (!element.TryGetProperty(name, out var value))
        {
            if (isRequired)
                Fault($"“{At(at, name)}” is missing; add it.");
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Fault($"“{At(at, name)}” is not a text; put it between quotation marks.");
        return null;
    }

    public IReadOnlyList<string> Texts(JsonElement element, string at, string name)
    {
        var all = List(element, at, name);
        if (all.Any(v => v.ValueKind != JsonValueKind.String))
            Fault($"“{At(at, name)}” has something that is not a text; put each between quotation marks.");
        return [.. all.Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];
    }

    public IReadOnlyList<JsonElement> Objects(JsonElement element, string at, string name)
    {
        var all = List(element, at, name);
        if (all.Any(v => v.ValueKind != JsonValueKind.Object))
            Fault($"“{At(at, name)}” has something that is not an object; begin each with {{ and end it with }}.");
        return [.. all.Where(v => v.ValueKind == JsonValueKind.Object)];
    }

    private static string At(string at, string name) => at.Length == 0 ? name : $"{at}.{name}";

    private IReadOnlyList<JsonElement> List(JsonElement element, string at, string name)
    {
        if (!element.TryGetProperty(name, out var list))
            return [];
        if (list.ValueKind == JsonValueKind.Array)
            return [.. list.EnumerateArray()];
        Fault($"“{At(at, name)}” is not a list; put it between [ and ].");
        return [];
    }

    // Texts end up in templates and on pages: one line each, and none that a template could take for a place of its own.
    private string Translation(JsonElement words, string at, string language, string languageName)
    {
        var text = words.TryGetProperty(language, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";
        if (text.Length == 0)
            Fault($"“{at}” has no {languageName} text; add “{language}”.");
        else if (text.Any(char.IsControl) || text.Contains("{{", StringComparison.Ordinal) || text.Length > 1000)
            Fault($"“{at}.{language}” has line breaks, control characters, “{{{{” or more than 1,000 characters; write one plain line.");
        return text;
    }
}
