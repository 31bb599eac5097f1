using System.Text.Json;
using Onboarding.Templates;

namespace Onboarding.Profiles;

/// <summary>Reads the features of <c>profile.json</c> with their policies.</summary>
internal sealed class FeatureReader(FileReader file, string folder, Faults faults)
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>The files that features name.</summary>
    public IReadOnlyCollection<string> Files => _files.Values;

    /// <summary>The file of a feature; null for what belongs to none.</summary>
    public string? FileOf(ProfileFeature? feature) => feature is null ? null : _files.GetValueOrDefault(feature.Id);

    public IReadOnlyList<ProfileFeature> Read(JsonElement json, IReadOnlyList<ProfileParameter> parameters)
    {
        var features = new List<ProfileFeature>();
        foreach (var (element, place) in file.Objects(json, "", "features").Select((e, i) => (e, i)))
        {
            var at = $"features[{place}]";
            file.RefuseUnknown(element, at, "id", "title", "why", "default", "policy", "managedPolicies", "parameters");
            if (file.Text(element, at, "id", isRequired: true) is not { } id)
                continue;
            if (id.Length is 0 or > 32 || !char.IsAsciiLetterLower(id[0]) || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
                file.Fault($"the feature “{id}” has no id that a template's parameter can have; name it with at most 32 lower-case letters and digits, beginning with a letter.");
            else if (features.Exists(f => f.Id == id))
                file.Fault($"two features have the id “{id}”; give each its own.");
            else
                features.Add(FeatureOf(element, at, id, parameters));
        }

        return features;
    }

    public IReadOnlyList<string> ManagedPolicies(JsonElement json, string at)
    {
        var names = file.Texts(json, at, "managedPolicies");
        foreach (var wrong in names.Where(n => n.Length is 0 or > 512 || n.StartsWith('/') || n.Any(c => !char.IsAsciiLetterOrDigit(c) && !"+=,.@_/-".Contains(c, StringComparison.Ordinal))))
            file.Fault($"“{wrong}” names no AWS managed policy; write what is in its ARN behind “policy/”, such as job-function/ViewOnlyAccess.");
        return names;
    }

    private ProfileFeature FeatureOf(JsonElement element, string at, string id, IReadOnlyList<ProfileParameter> parameters)
    {
        var why = file.Words(element, at, "why");
        var needed = file.Texts(element, at, "parameters");
        foreach (var unknown in needed.Where(n => parameters.All(p => p.Name != n)))
            file.Fault($"the feature “{id}” needs the parameter “{unknown}”, which is not declared; add it to “parameters”.");
        var managed = ManagedPolicies(element, at);
        var statements = Statements(element, at, id, isRequired: managed.Count == 0);
        return new ProfileFeature(id, file.Words(element, at, "title"), why, DefaultOf(element, at), new PolicySet([.. statements.Select(s => s with { Why = why })], managed), needed);
    }

    private bool DefaultOf(JsonElement element, string at)
    {
        if (!element.TryGetProperty("default", out var value))
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            file.Fault($"“{at}.default” is neither true nor false; write one of them.");
        return value.ValueKind == JsonValueKind.True;
    }

    private IReadOnlyList<PolicyStatement> Statements(JsonElement element, string at, string id, bool isRequired)
    {
        if (file.Text(element, at, "policy", isRequired) is not { } name)
            return [];
        if (Path.GetFileName(name) != name || !name.EndsWith(".json", StringComparison.Ordinal) || name is "profile.json" or "policy.json")
        {
            file.Fault($"the feature “{id}” has the policy “{name}”; name a file of its own in the same folder, such as {id}.json.");
            return [];
        }

        _files.Add(id, name);
        return PolicyFile.Read(new FileReader($"{Path.GetFileName(folder)}/{name}", faults), Path.Combine(folder, name));
    }
}
