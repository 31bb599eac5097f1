using System.Collections.Concurrent;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Http;

/// <summary>Names the person who asks by a pseudonym, when a feature keeps who it was.</summary>
/// <remarks>A key is read once and kept for a while, so that a tenant's requests don't cost a read each. A destroyed key is used for that long at most.</remarks>
internal sealed class Pseudonyms(Table table, TimeProvider time)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(5);

    /// <summary>The maximum number of keys in memory; beyond it, all are read again.</summary>
    private const int MostKept = 1000;

    private readonly ConcurrentDictionary<string, (PseudonymKey Key, long ReadAt)> _keys = new(StringComparer.Ordinal);

    /// <summary>A feature that keeps who asked.</summary>
    public Func<TenantRequest, CancellationToken, Task<Answer>> For(Func<TenantRequest, CancellationToken, Task<Answer>> feature) =>
        (request, cancellation) => feature(request with { Naming = NameAsync }, cancellation);

    /// <summary>A feature of the product API that keeps for whom it was asked.</summary>
    public Func<ProductRequest, CancellationToken, Task<Answer>> For(Func<ProductRequest, CancellationToken, Task<Answer>> feature) =>
        (request, cancellation) => feature(request with { Naming = NameAsync }, cancellation);

    private async Task<string> NameAsync(TenantId tenant, string person, DateTimeOffset now, CancellationToken cancellation) =>
        (await KeyAsync(tenant, now, cancellation)).Of(person);

    private async Task<PseudonymKey> KeyAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        if (_keys.TryGetValue(tenant.Value, out var known) && time.GetElapsedTime(known.ReadAt) < s_kept)
            return known.Key;
        var readAt = time.GetTimestamp();
        var key = await PseudonymKey.GetAsync(table, tenant, now, cancellation);
        if (_keys.Count >= MostKept)
            _keys.Clear();
        _keys[tenant.Value] = (key, readAt);
        return key;
    }
}
