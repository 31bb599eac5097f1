namespace Onboarding.Cdk;

/// <summary>This repository's folder.</summary>
internal static class Repository
{
    /// <summary>Its root: the folder of <c>Onboarding.sln</c>, at or above this program.</summary>
    public static string Root { get; } = Find();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Onboarding.sln")))
                return folder.FullName;
        }

        throw new DeployException($"Onboarding.sln is nowhere above {AppContext.BaseDirectory}: run this from a clone of the repository.");
    }
}
