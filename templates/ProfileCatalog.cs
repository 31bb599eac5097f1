using System.Collections.Concurrent;

namespace Onboarding.Templates;

/// <summary>What is known of one action that a profile names.</summary>
/// <param name="Level">What it does; for a wildcard, the highest level of the actions that it matches.</param>
/// <param name="Description">What AWS says it does; empty for a wildcard.</param>
public sealed record ActionFacts(AccessLevel Level, string Description);

/// <summary>The vendor's profiles as one file: checked, with what is known of their actions and which versions were published.</summary>
/// <remarks>The folder of profiles is compiled into it when a deployment is made, and when the sandbox starts; the functions carry the result and read it once.</remarks>
public sealed class ProfileCatalog
{
    /// <summary>The environment variable that names the file; without it the profiles of <c>templates/profiles</c> are in force.</summary>
    public const string Variable = "PROFILES_FILE";

    private static readonly Lazy<ProfileCatalog> s_current = new(ReadCurrent);

    private readonly ConcurrentDictionary<string, Profile> _retired = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<TemplateVersion>> _published;

    /// <summary>Puts profiles together.</summary>
    /// <param name="profiles">The profiles that are offered.</param>
    /// <param name="actions">What is known about their actions, by the action as written.</param>
    /// <param name="published">The published versions by profile, also those of profiles that are no longer offered.</param>
    public ProfileCatalog(IReadOnlyList<Profile> profiles, IReadOnlyDictionary<string, ActionFacts> actions, IReadOnlyDictionary<string, IReadOnlyList<TemplateVersion>> published)
    {
        (Profiles, Actions) = (profiles, new Dictionary<string, ActionFacts>(actions, StringComparer.OrdinalIgnoreCase));
        _published = new(published, StringComparer.Ordinal);
    }

    /// <summary>The profiles of this process.</summary>
    public static ProfileCatalog Current => s_current.Value;

    /// <summary>The profiles that are offered, in the order of their names.</summary>
    public IReadOnlyList<Profile> Profiles { get; }

    /// <summary>What is known of the actions that they name.</summary>
    public IReadOnlyDictionary<string, ActionFacts> Actions { get; }

    /// <summary>The published versions of each profile, oldest first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TemplateVersion>> Published => _published;

    /// <summary>Reads the file.</summary>
    /// <param name="json">Its text.</param>
    public static ProfileCatalog Read(string json) => CatalogFile.Read(json);

    /// <summary>The text of the file.</summary>
    public string Write() => CatalogFile.Write(this);

    /// <summary>Finds a profile that is offered.</summary>
    /// <param name="name">The name as a request gave it; compared exactly.</param>
    /// <returns>The profile, or null when there is none of that name.</returns>
    public Profile? Find(string? name) => Profiles.FirstOrDefault(p => p.Name == name);

    /// <summary>Finds a profile of a connection, whether it is still offered or not.</summary>
    /// <param name="name">The name as it was stored.</param>
    /// <returns>The profile; null when none of that name was ever published.</returns>
    public Profile? FindStored(string name) => Find(name) ?? (_published.TryGetValue(name, out var versions) && versions.Count > 0 ? _retired.GetOrAdd(name, n => Retired(n, versions)) : null);

    // Its last published version is what its connections have.
    private static Profile Retired(string name, IReadOnlyList<TemplateVersion> versions)
    {
        var last = versions[^1];
        return new Profile
        {
            Name = name,
            Version = last.Name,
            Title = new Words(name, name),
            Description = new Words("This profile is no longer offered.", "このプロファイルの提供は終了しました。"),
            MaxSessionSeconds = last.MaxSessionSeconds,
            Grants = last.Grants,
            Parameters = [],
            Features = [.. last.Features.Select(f => new ProfileFeature(f.Id, new Words(f.Id, f.Id), new Words("", ""), Default: false, f.Grants, []))],
            EarlierVersions = [.. versions.SkipLast(1)],
            IsOffered = false,
        };
    }

    private static ProfileCatalog ReadCurrent() =>
        Read(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file ? File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)) : Resource.Read("catalog.json"));
}
