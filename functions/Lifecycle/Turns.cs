using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Onboarding.Functions.Lifecycle;

/// <summary>One sweep's fairness: the order of its work, and the share that a tenant's unfinished registrations can take.</summary>
/// <param name="now">The sweep's time.</param>
internal sealed class Turns(DateTimeOffset now)
{
    /// <summary>How many submitted registrations of a tenant one sweep tries again; the others come first in the next.</summary>
    public const int RetriesOfATenant = 50;

    private readonly ConcurrentDictionary<string, int> _retries = new(StringComparer.Ordinal);

    /// <summary>The sweep's time.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Puts what is due in order: accounts before onboardings, and within both one item of each tenant after another, its oldest first.</summary>
    public static IEnumerable<DueItem> InOrder(IReadOnlyList<DueItem> due) =>
        TenantsTakingTurns(due.Where(d => !d.IsOnboarding)).Concat(TenantsTakingTurns(due.Where(d => d.IsOnboarding)));

    /// <summary>Counts a registration that is tried again.</summary>
    /// <returns>False when its tenant has had its share of this sweep.</returns>
    public bool MayRetry(TenantId tenant) => _retries.AddOrUpdate(tenant.Value, 1, (_, count) => count + 1) <= RetriesOfATenant;

    // Concurrent sweepers start with different tenants, so that they don't take the same items.
    private static IEnumerable<DueItem> TenantsTakingTurns(IEnumerable<DueItem> due)
    {
        var waiting = due.GroupBy(d => d.Tenant, StringComparer.Ordinal).Select(t => new Queue<DueItem>(t.OrderBy(d => d.DueAt))).ToArray();
        RandomNumberGenerator.Shuffle(waiting.AsSpan());
        for (var left = waiting; left.Length > 0; left = [.. left.Where(t => t.Count > 0)])
        {
            foreach (var tenant in left)
                yield return tenant.Dequeue();
        }
    }
}
