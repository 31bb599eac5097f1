using System.Text.Json;

namespace Onboarding.Templates;

/// <summary>The form of the catalog's file.</summary>
internal static class CatalogFile
{
    public static string Write(ProfileCatalog catalog) => PolicyStatement.Text(writer =>
    {
        writer.WriteStartObject();
        WriteAll(writer, "profiles", catalog.Profiles, WriteProfile);
        writer.WriteStartObject("actions");
        foreach (var (action, facts) in catalog.Actions.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            writer.WriteStartArray(action);
            writer.WriteStringValue(AccessLevels.NameOf(facts.Level));
            writer.WriteStringValue(facts.Description);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("published");
        foreach (var (name, versions) in catalog.Published.OrderBy(p => p.Key, StringComparer.Ordinal))
            WriteAll(writer, name, versions, WriteVersion);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    public static ProfileCatalog Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var published = root.GetProperty("published").EnumerateObject()
            .ToDictionary(p => p.Name, IReadOnlyList<TemplateVersion> (p) => [.. p.Value.EnumerateArray().Select(VersionOf)], StringComparer.Ordinal);
        return new ProfileCatalog(
            [.. root.GetProperty("profiles").EnumerateArray().Select(p => ProfileOf(p, published))],
            root.GetProperty("actions").EnumerateObject().ToDictionary(
                a => a.Name, a => new ActionFacts(AccessLevels.Parse(a.Value[0].GetString()!), a.Value[1].GetString()!), StringComparer.OrdinalIgnoreCase),
            published);
    }

    public static void WriteVersion(Utf8JsonWriter writer, TemplateVersion version)
    {
        writer.WriteStartObject();
        writer.WriteString("version", version.Name);
        writer.WriteNumber("maxSessionSeconds", version.MaxSessionSeconds);
        WriteSet(writer, version.Grants);
        WriteAll(writer, "features", version.Features, (w, f) =>
        {
            w.WriteStartObject();
            w.WriteString("id", f.Id);
            WriteSet(w, f.Grants);
            w.WriteEndObject();
        });
        writer.WriteEndObject();
    }

    public static TemplateVersion VersionOf(JsonElement version) => new(
        version.GetProperty("version").GetString()!,
        SetOf(version, new Words("", ""), whys: false),
        [.. version.GetProperty("features").EnumerateArray().Select(f => new FeatureGrants(f.GetProperty("id").GetString()!, SetOf(f, new Words("", ""), whys: false)))],
        version.GetProperty("maxSessionSeconds").GetInt32());

    private static void WriteProfile(Utf8JsonWriter writer, Profile profile)
    {
        writer.WriteStartObject();
        writer.WriteString("name", profile.Name);
        writer.WriteString("version", profile.Version);
        WriteWords(writer, "title", profile.Title);
        WriteWords(writer, "description", profile.Description);
        writer.WriteNumber("maxSessionSeconds", profile.MaxSessionSeconds);
        WriteSet(writer, profile.Grants);
        WriteAll(writer, "whys", profile.Grants.Statements, (w, s) => WriteWords(w, null, s.Why));
        WriteAll(writer, "parameters", profile.Parameters, WriteParameter);
        WriteAll(writer, "features", profile.Features, WriteFeature);
        writer.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter writer, ProfileParameter parameter)
    {
        writer.WriteStartObject();
        writer.WriteString("name", parameter.Name);
        WriteWords(writer, "title", parameter.Title);
        WriteWords(writer, "description", parameter.Description);
        writer.WriteString("allowedPattern", parameter.Pattern.Text);
        writer.WriteString("default", parameter.Default);
        writer.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter writer, ProfileFeature feature)
    {
        writer.WriteStartObject();
        writer.WriteString("id", feature.Id);
        WriteWords(writer, "title", feature.Title);
        WriteWords(writer, "why", feature.Why);
        writer.WriteBoolean("default", feature.Default);
        WriteSet(writer, feature.Grants);
        WriteAll(writer, "parameters", feature.Parameters, (w, p) => w.WriteStringValue(p));
        writer.WriteEndObject();
    }

    private static void WriteSet(Utf8JsonWriter writer, PolicySet set)
    {
        WriteAll(writer, "statements", set.Statements, (w, s) => s.WriteTo(w));
        WriteAll(writer, "managedPolicies", set.ManagedPolicies, (w, p) => w.WriteStringValue(p));
    }

    private static void WriteWords(Utf8JsonWriter writer, string? name, Words words)
    {
        if (name is null)
            writer.WriteStartArray();
        else
            writer.WriteStartArray(name);
        writer.WriteStringValue(words.English);
        writer.WriteStringValue(words.Japanese);
        writer.WriteEndArray();
    }

    private static void WriteAll<T>(Utf8JsonWriter writer, string name, IEnumerable<T> all, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var one in all)
            write(writer, one);
        writer.WriteEndArray();
    }

    private static Profile ProfileOf(JsonElement json, Dictionary<string, IReadOnlyList<TemplateVersion>> published)
    {
        var (name, version) = (json.GetProperty("name").GetString()!, json.GetProperty("version").GetString()!);
        return new Profile
        {
            Name = name,
            Version = version,
            Title = WordsOf(json.GetProperty("title")),
            Description = WordsOf(json.GetProperty("description")),
            MaxSessionSeconds = json.GetProperty("maxSessionSeconds").GetInt32(),
            Grants = SetOf(json, new Words("", ""), whys: true),
            Parameters = [.. json.GetProperty("parameters").EnumerateArray().Select(ParameterOf)],
            Features = [.. json.GetProperty("features").EnumerateArray().Select(FeatureOf)],
            EarlierVersions = [.. (published.GetValueOrDefault(name) ?? []).Where(v => v.Name != version)],
        };
    }

    private static ProfileParameter ParameterOf(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        WordsOf(json.GetProperty("title")),
        WordsOf(json.GetProperty("description")),
        ParameterPattern.Parse(json.GetProperty("allowedPattern").GetString()!),
        json.GetProperty("default").GetString()!);

    private static ProfileFeature FeatureOf(JsonElement json)
    {
        var why = WordsOf(json.GetProperty("why"));
        return new ProfileFeature(
            json.GetProperty("id").GetString()!, WordsOf(json.GetProperty("title")), why, json.GetProperty("default").GetBoolean(), SetOf(json, why, whys: false), Texts(json, "parameters"));
    }

    private static PolicySet SetOf(JsonElement json, Words why, bool whys) => new(
        [.. json.GetProperty("statements").EnumerateArray().Select((s, i) => PolicyStatement.Of(s) with { Why = whys ? WordsOf(json.GetProperty("whys")[i]) : why })],
        Texts(json, "managedPolicies"));

    private static Words WordsOf(JsonElement json) => new(json[0].GetString()!, json[1].GetString()!);

    private static IReadOnlyList<string> Texts(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(t => t.GetString()!)];
}
