using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Lifecycle;

/// <summary>The partitions of the due index that a sweep processes: with several sweepers, each has its own.</summary>
/// <param name="Number">Which part, from 0.</param>
/// <param name="Of">How many parts there are, 1 to <see cref="Keys.Shards"/>.</param>
internal sealed record SweepPart(int Number, int Of)
{
    /// <summary>Everything.</summary>
    public static SweepPart Whole { get; } = new(0, 1);

    /// <summary>The part's partitions.</summary>
    public IReadOnlyList<int> Shards => [.. Enumerable.Range(0, Keys.Shards).Where(shard => shard % Of == Number)];

    /// <summary>The part that a schedule names; everything when it names none that there is.</summary>
    public static SweepPart Find(int? number, int? of) => (number, of) is ({ } n, { } parts) && parts is >= 1 and <= Keys.Shards && n >= 0 && n < parts ? new(n, parts) : Whole;
}
