using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Templates;

namespace Onboarding.Profiles;

/// <summary>A version of a profile's template as it was published.</summary>
/// <param name="Sha256">The SHA-256 of its text for a made-up vendor.</param>
/// <param name="Version">What it grants.</param>
internal sealed record PublishedVersion(string Sha256, TemplateVersion Version);

/// <summary><c>manifest.json</c> next to the profiles: every published version of each, oldest first. Its entries never change.</summary>
internal sealed class Manifest(IReadOnlyDictionary<string, IReadOnlyList<PublishedVersion>> versions)
{
    /// <summary>The file's name, in the folder of profiles.</summary>
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Vendor s_nobody = new("Brand", "000000000000", "brand-connect-access");

    /// <summary>The versions of each profile, oldest first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PublishedVersion>> Versions => versions;

    /// <summary>What each of them grants.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TemplateVersion>> Published =>
        versions.ToDictionary(p => p.Key, IReadOnlyList<TemplateVersion> (p) => [.. p.Value.Select(v => v.Version)], StringComparer.Ordinal);

    /// <summary>Every version's name, whichever profile has it.</summary>
    public IEnumerable<string> Names => versions.Values.SelectMany(v => v).Select(v => v.Version.Name).Distinct(StringComparer.Ordinal);

    /// <summary>What a profile is now.</summary>
    public static PublishedVersion Current(Profile profile) => Of(profile, ConnectTemplate.Render(profile, s_nobody));

    /// <summary>What a profile would be with another text.</summary>
    public static PublishedVersion Of(Profile profile, string template) => new(TemplateAddress.Digest(template), profile.CurrentVersion);

    /// <summary>Reads the file; without one nothing was published.</summary>
    public static Manifest Read(string path, Faults faults)
    {
        var versions = new Dictionary<string, IReadOnlyList<PublishedVersion>>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return new Manifest(versions);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            foreach (var profile in document.RootElement.EnumerateObject())
                versions.Add(profile.Name, [.. profile.Value.EnumerateArray().Select(v => new PublishedVersion(v.GetProperty("sha256").GetString()!, CatalogFile.VersionOf(v)))]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            faults.Add(FileName, "the record of what was published can't be read; restore it from the last commit.");
        }

        return new Manifest(versions);
    }

    /// <summary>Why profiles can't be published as they are now; null when they can.</summary>
    public string? WhyNot(IEnumerable<Profile> profiles, string recordCommand)
    {
        foreach (var profile in profiles)
        {
            var recorded = versions.GetValueOrDefault(profile.Name)?.FirstOrDefault(v => v.Version.Name == profile.Version);
            if (recorded is null)
                return $"Version {profile.Version} of the profile “{profile.Name}” is not in {FileName}: record it with “{recordCommand}” and commit the file.";
            if (recorded.Sha256 != Current(profile).Sha256)
                return Changed(profile);
        }

        return null;
    }

    /// <summary>Adds what profiles are now; the same again changes nothing.</summary>
    /// <returns>The manifest with them, or why that can't be.</returns>
    public (Manifest? Manifest, string? WhyNot) With(IEnumerable<PublishedVersion> current, IEnumerable<Profile> profiles)
    {
        var all = versions.ToDictionary(StringComparer.Ordinal);
        foreach (var (published, profile) in current.Zip(profiles))
        {
            var earlier = all.GetValueOrDefault(profile.Name) ?? [];
            var recorded = earlier.FirstOrDefault(v => v.Version.Name == profile.Version);
            if (recorded is not null && recorded.Sha256 != published.Sha256)
                return (null, Changed(profile));
            if (recorded is null && earlier.Count > 0 && !earlier[^1].Version.IsBefore(published.Version))
                return (null, $"Version {profile.Version} of the profile “{profile.Name}” is not newer than {earlier[^1].Version.Name}, which is published: raise “version” in its profile.json.");
            if (recorded is null)
                all[profile.Name] = [.. earlier, published];
        }

        return (new Manifest(all), null);
    }

    /// <summary>The file's text.</summary>
    public string Write()
    {
        var root = new JsonObject();
        foreach (var (name, published) in versions.OrderBy(v => v.Key, StringComparer.Ordinal))
            root.Add(name, new JsonArray([.. published.Select(Node)]));
        return root.ToJsonString(s_json) + "\n";
    }

    private static JsonNode Node(PublishedVersion published)
    {
        var version = JsonNode.Parse(PolicyStatement.Text(w => CatalogFile.WriteVersion(w, published.Version)))!.AsObject();
        version.Insert(1, "sha256", published.Sha256);
        return version;
    }

    private static string Changed(Profile profile) =>
        $"The template of the profile “{profile.Name}” differs from its version {profile.Version}, which is published and never changes: raise “version” in its profile.json (or ConnectTemplate.Version, if the template itself changed), then record it.";
}
