using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Registry;

/// <summary>A list of the items of one partition, read page by page, strongly consistent.</summary>
internal sealed class ItemList(Table table, string partition)
{
    private readonly Dictionary<string, AttributeValue> _values = new(StringComparer.Ordinal) { [":pk"] = new() { S = partition } };

    /// <summary>Which items to leave out, in DynamoDB's condition language; null for none.</summary>
    public string? Filter { get; init; }

    /// <summary>Attribute names that the filter writes as <c>#name</c>.</summary>
    public Dictionary<string, string>? Names { get; init; }

    /// <summary>Whether the last come first.</summary>
    public bool Descending { get; init; }

    /// <summary>The first sort key of the list; null for the partition's first.</summary>
    public string? From { get; init; }

    public ItemList With(string name, string value)
    {
        _values[":" + name] = new AttributeValue { S = value };
        return this;
    }

    /// <summary>The most characters that a page of a list holds: what comes after them is not read in vain.</summary>
    public const int MaxCharacters = 1_000_000;

    /// <summary>Reads until the page is full: a filter can drop most of a query's items.</summary>
    /// <returns>The items, and the sort key after which the next page begins, or null at the end.</returns>
    public async Task<(IReadOnlyList<Item> Items, string? Next)> ReadAsync(Page page, CancellationToken cancellation)
    {
        if (From is not null)
            With("from", From);
        var found = new List<Item>();
        var after = page.After;
        while (true)
        {
            var (items, more, last) = await ReadOnceAsync(From is null ? "pk = :pk" : "pk = :pk AND sk >= :from", page.Limit, after, cancellation);
            found.AddRange(items);
            if (found.Count > page.Limit || (found.Count == page.Limit && more))
                return (found[..page.Limit], found[page.Limit - 1].Text("sk"));
            if (!more || found.Sum(i => i.Characters) >= MaxCharacters)
                return (found, last);
            after = last;
        }
    }

    /// <summary>Reads every item from one sort key to another, both included.</summary>
    public async Task<IReadOnlyList<Item>> ReadBetweenAsync(string first, string last, CancellationToken cancellation)
    {
        With("first", first).With("last", last);
        var found = new List<Item>();
        string? after = null;
        do
        {
            (var items, _, after) = await ReadOnceAsync("pk = :pk AND sk BETWEEN :first AND :last", limit: null, after, cancellation);
            found.AddRange(items);
        }
        while (after is not null);
        return found;
    }

    private async Task<(IReadOnlyList<Item> Items, bool More, string? Last)> ReadOnceAsync(string condition, int? limit, string? after, CancellationToken cancellation)
    {
        var (items, last) = await table.QueryAsync(
            new QueryRequest
            {
                KeyConditionExpression = condition,
                FilterExpression = Filter,
                ExpressionAttributeNames = Names,
                ExpressionAttributeValues = _values,
                ConsistentRead = true,
                ScanIndexForward = !Descending,
                // With a filter DynamoDB's own page of 1 MB: a limit would count what is left out, too.
                Limit = Filter is null ? limit : null,
                ExclusiveStartKey = after is null ? null : Table.Key((partition, after)),
            },
            cancellation);
        return (items, last is not null, last?.Text("sk"));
    }
}
