using System.Reflection;

namespace Onboarding.Benchmarks;

/// <summary>The folder that this program was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!);
}
