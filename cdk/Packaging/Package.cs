using System.IO.Compression;

namespace Onboarding.Cdk.Packaging;

/// <summary>The zip that Lambda runs: the same bytes for the same published files.</summary>
internal static class Package
{
    /// <summary>The earliest time that a zip can contain; every entry has it.</summary>
    private static readonly DateTimeOffset s_noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The file with the vendor's profiles.</summary>
    public const string CatalogFile = "profiles.json";

    private const int ReadableByAll = 0x81A4; // -rw-r--r--
    private const int ExecutableByAll = 0x81ED; // -rwxr-xr-x

    /// <summary>Publishes the functions and packs them.</summary>
    /// <param name="lane">How they run.</param>
    /// <param name="architecture">On which processor.</param>
    /// <param name="readyToRun">Whether the lane managed is compiled ahead of time.</param>
    /// <param name="nativeFramework">The .NET that the lane native is compiled for.</param>
    /// <param name="catalog">The vendor's profiles; null for those that the functions have by default.</param>
    /// <returns>The zip's path.</returns>
    /// <exception cref="DeployException">Something that this needs is missing, or the zip became too large.</exception>
    public static string Make(Lane lane, Architecture architecture, bool readyToRun, string nativeFramework, string? catalog = null)
    {
        var published = Publication.Make(lane, architecture, readyToRun, nativeFramework);
        if (catalog is not null)
            File.WriteAllText(Path.Combine(published, CatalogFile), catalog);
        var zip = Repository.PathOf("artifacts", lane.Name, $"functions-{architecture.Name}.zip");
        Pack(published, zip);
        var size = new FileInfo(zip).Length;
        return size <= lane.PackageLimitBytes
            ? zip
            : throw new DeployException($"The package of the lane {lane.Name} has {size} bytes, more than the {lane.PackageLimitBytes} that keep cold starts short.");
    }

    /// <summary>Packs a folder's files, in the order of their names.</summary>
    public static void Pack(string folder, string zip)
    {
        using var archive = new ZipArchive(File.Create(zip), ZipArchiveMode.Create);
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(Path.GetFileName(file), CompressionLevel.SmallestSize);
            entry.LastWriteTime = s_noTime;
            entry.ExternalAttributes = (entry.Name == Lane.Native.Handler ? ExecutableByAll : ReadableByAll) << 16;
            using var content = entry.Open();
            using var source = File.OpenRead(file);
            source.CopyTo(content);
        }
    }
}
