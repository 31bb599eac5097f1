using System.Text.Json;
using System.Text.Json.Serialization;
using Onboarding.Templates;

namespace Onboarding.Cdk.Publishing;

/// <summary><c>templates/manifest.json</c>: every version of the templates that was ever published. A version that stands there never changes.</summary>
internal sealed class Manifest
{
    private const string RecordCommand = "dotnet run --project cdk -- templates record";
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly Vendor s_nobody = new("Brand", "000000000000", "brand-connect-access");

    public Manifest(IReadOnlyList<TemplateVersion> versions) => Versions = versions;

    /// <summary>The versions, oldest first.</summary>
    public IReadOnlyList<TemplateVersion> Versions { get; }

    private static string File => Repository.PathOf("templates", "manifest.json");

    public static Manifest Read() => new(System.IO.File.Exists(File) ? JsonSerializer.Deserialize<List<TemplateVersion>>(System.IO.File.ReadAllText(File), s_json)! : []);

    /// <summary>What the sources render now.</summary>
    public static TemplateVersion Current() => Of(ConnectTemplate.Version, p => ConnectTemplate.Render(p, s_nobody));

    /// <summary>A version from its templates' texts.</summary>
    public static TemplateVersion Of(string version, Func<Profile, string> render)
    {
        var profiles = new SortedDictionary<string, PublishedTemplate>(StringComparer.Ordinal);
        foreach (var profile in Profile.All)
        {
            var text = render(profile);
            profiles.Add(profile.Name, new(TemplateAddress.Digest(text), GrantedActions.In(text)));
        }

        return new TemplateVersion(version, profiles);
    }

    /// <summary>Holds the sources against what was published.</summary>
    /// <exception cref="DeployException">The version is not recorded, or it was recorded with other texts.</exception>
    public void Require(TemplateVersion current)
    {
        if (Versions.FirstOrDefault(v => v.Version == current.Version) is not { } published)
            throw new DeployException($"Version {current.Version} of the customers' templates is not in templates/manifest.json: write it there by “{RecordCommand}” and commit it.");
        if (current.Profiles.FirstOrDefault(p => published.Profiles.GetValueOrDefault(p.Key)?.Sha256 != p.Value.Sha256).Key is { } changed)
        {
            throw new DeployException(
                $"The template “{changed}” differs from version {current.Version}, which is published and never changes: raise ConnectTemplate.Version in templates/ConnectTemplate.cs, then run “{RecordCommand}”.");
        }
    }

    /// <summary>Adds a version; the same again changes nothing.</summary>
    /// <exception cref="DeployException">It is there with other texts.</exception>
    public Manifest With(TemplateVersion current)
    {
        if (Versions.All(v => v.Version != current.Version))
            return new([.. Versions, current]);
        Require(current);
        return this;
    }

    public void Write() => System.IO.File.WriteAllText(File, JsonSerializer.Serialize(Versions, s_json) + "\n");
}
