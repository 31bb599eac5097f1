using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>The items of the registrations that a filter asks for, by queries on the narrowest index: of the AWS account, of the tenant, else of the states. What the index does not decide is left out by DynamoDB.</summary>
internal sealed class RegistrationItems(Table table, RegistrationFilter filter)
{
    /// <summary>One request reads at most so many pages of 1 MB in which a filter may find nothing; the next request resumes there.</summary>
    private const int MaxFilteredPages = 8;

    /// <summary>What a filter reads in vain is read again with the next page: not too many at the same time.</summary>
    private const int MaxFilteredTogether = 4;

    private readonly FilterQuery _query = new(filter);

    /// <summary>Whether a place is one of this list's: also not after its end, where DynamoDB would refuse to resume.</summary>
    public bool Has(RegistrationPlace place) => place.Since <= filter.Until.ToUnixTimeMilliseconds() && _query.Partitions.Contains(place.Partition, StringComparer.Ordinal);

    /// <summary>Reads until the page is full; within a partition those that have been in their state for longest come first.</summary>
    /// <remarks>Most partitions of most lists are empty: while one turns out so, twice as many are read together next.</remarks>
    /// <returns>The items, and where the next page begins; null at the end.</returns>
    public async Task<(IReadOnlyList<Item> Items, RegistrationPlace? Next)> ReadAsync(int limit, RegistrationPlace? after, CancellationToken cancellation)
    {
        var (found, pages, together) = (new List<Item>(), 0, 1);
        var left = new Queue<string>(_query.Partitions.SkipWhile(p => after is not null && p != after.Partition));
        while (left.Count > 0)
        {
            var partitions = Enumerable.Range(0, Math.Min(together, left.Count)).Select(_ => left.Dequeue()).ToList();
            var room = limit - found.Count;
            var parts = await Task.WhenAll(partitions.Select(p => table.QueryAsync(_query.Of(p, room, p == after?.Partition ? after : null), cancellation)));
            for (var i = 0; i < parts.Length; i++)
            {
                var (items, last) = parts[i];
                found.AddRange(items);
                if (found.Count >= limit)
                    return (found[..limit], _query.PlaceOf(found[limit - 1]));
                if (last is null)
                    continue;
                pages++;
                (var more, last) = await ReadOnAsync(partitions[i], limit - found.Count, last, MaxFilteredPages - pages, cancellation);
                pages += more.Pages;
                found.AddRange(more.Items);
                if (found.Count >= limit)
                    return (found[..limit], _query.PlaceOf(found[limit - 1]));
                if (last is not null)
                    return (found, _query.PlaceOf(last));
            }

            together = Math.Min(together * 2, _query.Filters ? MaxFilteredTogether : Keys.Shards);
        }

        return (found, null);
    }

    // A partition whose filter found too little on its first page of 1 MB.
    private async Task<((List<Item> Items, int Pages) More, Item? Last)> ReadOnAsync(string partition, int room, Item last, int pages, CancellationToken cancellation)
    {
        var (found, read) = (new List<Item>(), 0);
        Item? place = last;
        while (place is not null && found.Count < room && read < pages)
        {
            (var items, place) = await table.QueryAsync(_query.Of(partition, room - found.Count, _query.PlaceOf(place)), cancellation);
            found.AddRange(items);
            read++;
        }

        return ((found, read), place);
    }
}
