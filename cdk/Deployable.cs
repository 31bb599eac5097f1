using System.Collections.Concurrent;
using Onboarding.Profiles;

namespace Onboarding.Cdk;

/// <summary>The vendor's profiles, which are deployed without a fault or not at all.</summary>
internal static class Deployable
{
    private static readonly ConcurrentDictionary<(string Folder, string Brand), ProfileFolder> s_loaded = new();

    /// <summary>The profiles of this repository.</summary>
    public static string DefaultFolder => Repository.PathOf("templates", "profiles");

    /// <summary>Loads a folder.</summary>
    /// <param name="folder">The folder, from the repository's root if it is not a whole path.</param>
    /// <param name="brand">The vendor's brand.</param>
    /// <exception cref="DeployException">It has faults; the message has them all.</exception>
    public static ProfileFolder Load(string folder, string brand)
    {
        var loaded = s_loaded.GetOrAdd((Path.GetFullPath(folder, Repository.Root), brand), key => ProfileFolder.Load(key.Folder, key.Brand));
        return loaded.Faults.Count == 0 ? loaded : throw new DeployException(string.Join('\n', loaded.Faults.Select(f => f.ToString())));
    }
}
