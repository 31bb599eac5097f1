using System.Runtime.InteropServices;

namespace Onboarding.Sandbox.Processes;

/// <summary>Finds the programs that the sandbox starts.</summary>
internal static class Executables
{
    /// <summary>The <c>dotnet</c> host that the sandbox itself runs on.</summary>
    public static string Dotnet { get; } = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Java, from <c>JAVA_HOME</c> or the path; null if it isn't installed.</summary>
    public static string? Java()
    {
        var name = OperatingSystem.IsWindows() ? "java.exe" : "java";
        var home = Environment.GetEnvironmentVariable("JAVA_HOME");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return (home is null ? folders : [Path.Combine(home, "bin"), .. folders]).Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>A file in the repository's <c>node_modules</c>; null when it has not been restored.</summary>
    public static string? InNodeModules(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "node_modules", path);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
