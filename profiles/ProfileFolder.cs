using Onboarding.Profiles.Aws;
using Onboarding.Templates;

namespace Onboarding.Profiles;

/// <summary>A folder of profiles, loaded.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Catalog">The profiles as far as they can be read.</param>
/// <param name="Manifest">What was published of them.</param>
/// <param name="Faults">What keeps them from being used; empty when they can.</param>
internal sealed record ProfileFolder(string Path, ProfileCatalog Catalog, Manifest Manifest, IReadOnlyList<Fault> Faults)
{
    /// <summary>Loads every profile of a folder, and finds every fault in one run.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="brand">The vendor's brand.</param>
    public static ProfileFolder Load(string path, string brand)
    {
        var faults = new Faults();
        var folder = System.IO.Path.GetFullPath(path);
        string[] names = Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)] : [];
        if (names.Length == 0)
            faults.Add(path, Directory.Exists(folder) ? "the folder has no profile; add a folder with profile.json and policy.json." : "there is no such folder; name the one that has your profiles.");
        var manifest = Manifest.Read(System.IO.Path.Combine(folder, Manifest.FileName), faults);
        var checks = new StatementChecks(ActionTable.Current, brand.ToLowerInvariant());
        IReadOnlyList<Profile> profiles = [.. names.Select(n => new ProfileLoader(n, ActionTable.Current, checks, faults).Load()).OfType<Profile>()];
        foreach (var profile in profiles)
            NewFeaturesAreOff(profile, manifest, faults);
        return new ProfileFolder(folder, new ProfileCatalog([.. profiles.Select(p => WithEarlier(p, manifest))], FactsOf(profiles, manifest), manifest.Published), manifest, faults.All);
    }

    // Who updates a stack keeps what was chosen. What is new must be chosen.
    private static void NewFeaturesAreOff(Profile profile, Manifest manifest, Faults faults)
    {
        if (manifest.Published.GetValueOrDefault(profile.Name)?.LastOrDefault(v => v.Name != profile.Version) is not { } last)
            return;
        foreach (var feature in profile.Features.Where(f => f.Default && last.Features.All(l => l.Id != f.Id)))
            faults.Add($"{profile.Name}/profile.json", $"the feature “{feature.Id}” is new since version {last.Name} and granted by default; set its “default” to false, so that no update grants it unasked.");
    }

    private static Profile WithEarlier(Profile profile, Manifest manifest) => new()
    {
        Name = profile.Name,
        Version = profile.Version,
        Title = profile.Title,
        Description = profile.Description,
        MaxSessionSeconds = profile.MaxSessionSeconds,
        Grants = profile.Grants,
        Parameters = profile.Parameters,
        Features = profile.Features,
        EarlierVersions = [.. (manifest.Published.GetValueOrDefault(profile.Name) ?? []).Where(v => v.Name != profile.Version)],
    };

    /// <summary>What is known of the actions that are shown anywhere: those of the profiles, of their earlier versions, and of self-inspection.</summary>
    private static Dictionary<string, ActionFacts> FactsOf(IEnumerable<Profile> profiles, Manifest manifest)
    {
        var shown = profiles.SelectMany(p => p.AllStatements).Select(s => s.Statement)
            .Concat(manifest.Published.SelectMany(p => p.Value).SelectMany(v => v.Grants.Statements.Concat(v.Features.SelectMany(f => f.Grants.Statements))))
            .SelectMany(s => s.Actions).Concat(SelfInspection.Actions).Distinct(StringComparer.OrdinalIgnoreCase);
        var facts = new Dictionary<string, ActionFacts>(StringComparer.OrdinalIgnoreCase);
        foreach (var action in shown)
        {
            var matching = ActionTable.Current.Matching(action);
            if (matching.Count > 0)
                facts.Add(action, new ActionFacts(matching.Max(a => a.Level), action.AsSpan().ContainsAny('*', '?') ? "" : matching[0].Description));
        }

        return facts;
    }
}
