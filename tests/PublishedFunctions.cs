using System.Reflection;

namespace Onboarding;

/// <summary>The build of the functions that tests run as processes.</summary>
internal static class PublishedFunctions
{
    /// <summary>What <c>ONBOARDING_FUNCTIONS</c> names, a .dll or a native executable; without it what was published when these tests were built.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("ONBOARDING_FUNCTIONS") is { Length: > 0 } named
        ? named
        : typeof(PublishedFunctions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Functions").Value!;
}
