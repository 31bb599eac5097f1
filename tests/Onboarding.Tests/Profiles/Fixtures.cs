using Onboarding.Profiles;
using Onboarding.Templates;

namespace Onboarding.Tests.Profiles;

/// <summary>Eight profiles of invented vendors, of the sizes and forms that public permission sets have.</summary>
internal static class Fixtures
{
    private static readonly Lazy<ProfileFolder> s_folder = new(() => ProfileFolder.Load(Path.Combine(AppContext.BaseDirectory, "profiles"), "Onboarding"));

    public static ProfileFolder Folder => s_folder.Value;

    public static IReadOnlyList<Profile> All => Folder.Catalog.Profiles;

    public static TheoryData<string> Names => new(All.Select(p => p.Name));

    public static Profile Of(string name) => Folder.Catalog.Find(name)!;

    /// <summary>A value for each parameter that takes one.</summary>
    public static IReadOnlyDictionary<string, string> Values(Profile profile) =>
        profile.Parameters.ToDictionary(p => p.Name, p => p.Default.Length > 0 ? p.Default : p.Pattern.IsMatch("111122223333") && p.Name.Contains("Account", StringComparison.Ordinal) ? "111122223333" : "reports-of-ours", StringComparer.Ordinal);

    public static FeatureSet AllFeatures(Profile profile) => FeatureSet.Of(profile.Features.Select(f => f.Id));
}
