using Onboarding.Functions;
using Onboarding.Profiles;
using Onboarding.Templates;

namespace Onboarding.Sandbox;

/// <summary>The profiles that this sandbox offers: the functions read them from a file, as in a deployment.</summary>
internal sealed class OfferedProfiles : IDisposable
{
    private OfferedProfiles(ProfileCatalog catalog, PolicyStyle style, string? file) => (Catalog, Style, File) = (catalog, style, file);

    public ProfileCatalog Catalog { get; }

    /// <summary>How customers' roles have their permissions.</summary>
    public PolicyStyle Style { get; }

    /// <summary>The catalog that the functions read; null for their default.</summary>
    public string? File { get; }

    /// <summary>Loads the folder that the options name.</summary>
    /// <exception cref="StartProblemException">It has faults; the message has them all.</exception>
    public static OfferedProfiles Of(SandboxOptions options)
    {
        var style = string.Equals(options.Context.GetValueOrDefault(ContextKey.Policies.Variable), "managed", StringComparison.Ordinal) ? PolicyStyle.Managed : PolicyStyle.Inline;
        if (options.ProfilesDirectory is not { } directory)
        {
            return new(ProfileCatalog.Current, style, file: null);
        }

        var folder = ProfileFolder.Load(directory, Vendor.Brand);
        if (folder.Faults.Count > 0)
        {
            throw new StartProblemException(string.Join(Environment.NewLine, folder.Faults.Select(f => f.ToString())));
        }

        var file = Path.Combine(Directory.CreateTempSubdirectory("onboarding-profiles-").FullName, "profiles.json");
        System.IO.File.WriteAllText(file, folder.Catalog.Write());
        return new(folder.Catalog, style, file);
    }

    public void Dispose()
    {
        if (File is not null)
        {
            Directory.Delete(Path.GetDirectoryName(File)!, recursive: true);
        }
    }
}
