using System.Text.Json;
using System.Text.RegularExpressions;

namespace Onboarding.Simulator;

/// <summary>AWS's partitions, as <c>partitions.json</c> lists them. The product has a list of its own, and a test compares the two.</summary>
internal static class Partitions
{
    private const string Resource = "partitions.json";

    private static readonly IReadOnlyList<PartitionFacts> s_all = Read();

    public static IReadOnlyList<string> All { get; } = [.. s_all.Select(p => p.Name)];

    /// <summary>The host of the page on which people switch roles, by partition.</summary>
    public static IEnumerable<KeyValuePair<string, string>> SignInHosts => s_all.Select(p => KeyValuePair.Create(p.Name, p.SignInHost));

    public static bool Exists(string partition) => All.Contains(partition, StringComparer.Ordinal);

    /// <summary>The partition of a Region; empty if the Region is unknown.</summary>
    public static string OfRegion(string region) => FindByRegion(region)?.Name ?? "";

    /// <summary>The value of <c>AWS::URLSuffix</c>.</summary>
    public static string UrlSuffix(string partition) => Find(partition).DnsSuffix;

    /// <summary>The console's host, after the Region's label.</summary>
    public static string ConsoleHost(string partition) => Find(partition).Console;

    /// <summary>Whether requests to IAM, a global service, are signed for this Region.</summary>
    public static bool IsIamRegion(string region) => s_all.Any(p => string.Equals(p.IamRegion, region, StringComparison.Ordinal));

    /// <summary>Whether the text is a Region's name, such as <c>ap-northeast-1</c>, of a partition that is simulated.</summary>
    public static bool IsRegionName(string text) => FindByRegion(text) is not null;

    private static PartitionFacts Find(string partition) => s_all.First(p => string.Equals(p.Name, partition, StringComparison.Ordinal));

    private static PartitionFacts? FindByRegion(string region) => s_all.FirstOrDefault(p => p.Regions.IsMatch(region));

    private static List<PartitionFacts> Read()
    {
        using var stream = typeof(Partitions).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not in the assembly.");
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("partitions").EnumerateArray().Select(PartitionFacts.Of)];
    }

    private sealed record PartitionFacts(string Name, Regex Regions, string DnsSuffix, string Console, string SignInHost, string IamRegion)
    {
        public static PartitionFacts Of(JsonElement partition) => new(
            Text(partition, "name"),
            new Regex(Text(partition, "regions"), RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)),
            Text(partition, "dnsSuffix"),
            Text(partition, "consoleHost"),
            Text(partition, "signInHost"),
            Text(partition, "iamRegion"));

        private static string Text(JsonElement partition, string member) => partition.GetProperty(member).GetString()!;
    }
}
