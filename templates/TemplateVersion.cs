using System.Text.Json;

namespace Onboarding.Templates;

/// <summary>A published version of the customers' templates, as <c>manifest.json</c> remembers it.</summary>
/// <param name="Name">The version, such as <c>1.0.0</c>.</param>
/// <param name="Actions">The IAM actions that each profile's template gives its role, by the profile's name.</param>
public sealed record TemplateVersion(string Name, IReadOnlyDictionary<string, IReadOnlyList<string>> Actions)
{
    private static readonly Lazy<IReadOnlyList<TemplateVersion>> s_all = new(() => Read(Resource.Read("manifest.json")));

    /// <summary>Every published version, oldest first.</summary>
    public static IReadOnlyList<TemplateVersion> All => s_all.Value;

    /// <summary>The version that new connections get.</summary>
    public static TemplateVersion Current =>
        Find(ConnectTemplate.Version) ?? throw new InvalidOperationException($"manifest.json does not record {ConnectTemplate.Version}.");

    /// <summary>Finds a version by its name.</summary>
    /// <param name="name">The name, compared exactly.</param>
    /// <returns>The version, or null when none of that name was published.</returns>
    public static TemplateVersion? Find(string? name) => All.FirstOrDefault(v => v.Name == name);

    /// <summary>Reads versions as <c>manifest.json</c> has them.</summary>
    /// <param name="json">The file's text.</param>
    /// <returns>The versions in the file's order.</returns>
    public static IReadOnlyList<TemplateVersion> Read(string json)
    {
        using var manifest = JsonDocument.Parse(json);
        return [.. manifest.RootElement.EnumerateArray().Select(Of)];
    }

    /// <summary>The actions that a profile's template of this version gives its role.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The actions, sorted; none when this version had no such profile.</returns>
    public IReadOnlyList<string> ActionsOf(Profile profile) => Actions.GetValueOrDefault(profile.Name) ?? [];

    /// <summary>Whether this version is older than another: versions are numbers between dots.</summary>
    /// <param name="other">The other version.</param>
    public bool IsBefore(TemplateVersion other) => Version.Parse(Name) < Version.Parse(other.Name);

    private static TemplateVersion Of(JsonElement version) => new(
        version.GetProperty("version").GetString()!,
        version.GetProperty("profiles").EnumerateObject().ToDictionary(
            p => p.Name,
            IReadOnlyList<string> (p) => [.. p.Value.GetProperty("actions").EnumerateArray().Select(a => a.GetString()!)],
            StringComparer.Ordinal));
}
