using System.Reflection;

namespace Onboarding.Benchmarks;

/// <summary>The folder that this program was built from.</summary>
internal static class Repository
{
    /// <summary>The <c>dotnet</c> that runs this program.</summary>
    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static string Root { get; } = Path.GetFullPath(typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!);
}
