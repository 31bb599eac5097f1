using System.Collections.Concurrent;
using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Lifecycle;

/// <summary>What a sweep came to.</summary>
/// <param name="Due">How many items it found due.</param>
/// <param name="Finished">How many it took and worked on.</param>
/// <param name="Failed">How many of those it had to put off, and how many queries for due items failed.</param>
/// <param name="More">Whether time ran out before everything was processed, or a query failed: the next sweep continues.</param>
/// <param name="LagSeconds">For how long the item that had waited longest, anywhere, had been due.</param>
/// <param name="Outcomes">How often each outcome came about.</param>
internal sealed record SweepReport(int Due, int Finished, int Failed, bool More, long LagSeconds, SortedDictionary<string, int> Outcomes);

/// <summary>Processes everything that is due, several items at a time, and fairly to all tenants. Can run repeatedly, or concurrently with another sweep.</summary>
internal sealed class Sweep(DueItems dueItems, DueWork work)
{
    /// <summary>How many items one sweep works on at the same time: most of a check is waiting for AWS.</summary>
    public const int AtOnce = 16;

    /// <summary>Sweeps.</summary>
    /// <param name="now">The time until which things are due.</param>
    /// <param name="enough">From then on, no more items are taken; those already taken are finished.</param>
    /// <param name="cancellation">Ends the sweep immediately; taken items are found again when their leases end.</param>
    /// <param name="part">What it processes; everything when null.</param>
    public async Task<SweepReport> RunAsync(DateTimeOffset now, CancellationToken enough, CancellationToken cancellation, SweepPart? part = null)
    {
        var outcomes = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var (due, lag, failedQueries) = (0, TimeSpan.Zero, 0);
        var turns = new Turns(now);
        var seen = new HashSet<(string, string)>();
        DueList found;
        int before;
        do
        {
            found = await dueItems.FindAsync(now, part ?? SweepPart.Whole, cancellation);
            before = due;
            (lag, failedQueries) = (Later(lag, found.Items), failedQueries + found.FailedQueries);
            await Parallel.ForEachAsync(
                UntilEnough(Turns.InOrder(found.Items)),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                async (item, itemCancellation) => outcomes.AddOrUpdate(await RunAsync(item, turns, itemCancellation), 1, (_, count) => count + 1));
        }
        while (found.More && due > before && !enough.IsCancellationRequested);

        // They are given out sequentially, however many are processed at the same time.
        IEnumerable<DueItem> UntilEnough(IEnumerable<DueItem> items)
        {
            foreach (var item in items)
            {
                if (enough.IsCancellationRequested)
                    yield break;
                // What a sweep put off until its own time is the next one's.
                if (!seen.Add(item.Key))
                    continue;
                due++;
                yield return item;
            }
        }

        // Of everything that was found, whether this sweep comes to it or not.
        TimeSpan Later(TimeSpan known, IReadOnlyList<DueItem> items) => items.Aggregate(known, (longest, item) => now - item.DueAt > longest ? now - item.DueAt : longest);

        int Count(params ReadOnlySpan<string> names)
        {
            var count = 0;
            foreach (var name in names)
                count += outcomes.GetValueOrDefault(name);
            return count;
        }

        return new SweepReport(
            due,
            due - Count(SweepOutcome.DoneByAnother),
            Count(SweepOutcome.Failed, SweepOutcome.Unreadable) + failedQueries,
            enough.IsCancellationRequested || failedQueries > 0,
            (long)lag.TotalSeconds,
            new SortedDictionary<string, int>(outcomes, StringComparer.Ordinal));
    }

    private async Task<string> RunAsync(DueItem due, Turns turns, CancellationToken cancellation)
    {
        try
        {
            return await dueItems.TakeAsync(due, turns.Now + SweepTimes.Lease, cancellation) is { } item
                ? await work.RunAsync(item, turns, cancellation)
                : SweepOutcome.DoneByAnother;
        }
        catch (AwsFailureException e) when (!cancellation.IsCancellationRequested)
        {
            // The table itself. Whether it was taken or not, it is still due, at the latest when the lease is over.
            Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
            return SweepOutcome.Failed;
        }
#pragma warning disable CA1031 // An unexpected failure of one item must not block the others: it is logged, and the item is due again when its lease ends.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.SweepItemFailed(due.Key.Pk, e);
            return SweepOutcome.Failed;
        }
    }
}
