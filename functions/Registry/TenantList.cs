using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Http;

namespace Onboarding.Functions.Registry;

/// <summary>A list of one tenant's items of one kind, read page by page, strongly consistent.</summary>
internal sealed class TenantList(Table table, TenantId tenant, string prefix)
{
    private readonly Dictionary<string, AttributeValue> _values = new(StringComparer.Ordinal)
    {
        [":pk"] = new() { S = Keys.Tenant(tenant) },
        [":prefix"] = new() { S = prefix },
    };

    /// <summary>Which items to leave out, in DynamoDB's condition language; null for none.</summary>
    public string? Filter { get; init; }

    /// <summary>Attribute names that the filter writes as <c>#name</c>.</summary>
    public Dictionary<string, string>? Names { get; init; }

    /// <summary>Whether the last come first.</summary>
    public bool Descending { get; init; }

    public TenantList With(string name, string value)
    {
        _values[":" + name] = new AttributeValue { S = value };
        return this;
    }

    /// <summary>Reads until the page is full: a filter may leave out most of what a query looks at.</summary>
    /// <returns>The items, and the cursor of the next page or null at the end.</returns>
    public async Task<(IReadOnlyList<Item> Items, string? Cursor)> ReadAsync(Page page, CancellationToken cancellation)
    {
        var found = new List<Item>();
        var after = page.After;
        while (true)
        {
            var (items, more, last) = await ReadOnceAsync(page.Limit, after, cancellation);
            found.AddRange(items);
            if (found.Count > page.Limit || (found.Count == page.Limit && more))
                return (found[..page.Limit], Page.Cursor(found[page.Limit - 1].Text("sk")));
            if (!more)
                return (found, null);
            after = last;
        }
    }

    private async Task<(IReadOnlyList<Item> Items, bool More, string? Last)> ReadOnceAsync(int limit, string? after, CancellationToken cancellation)
    {
        var (items, last) = await table.QueryAsync(
            new QueryRequest
            {
                KeyConditionExpression = "pk = :pk AND begins_with(sk, :prefix)",
                FilterExpression = Filter,
                ExpressionAttributeNames = Names,
                ExpressionAttributeValues = _values,
                ConsistentRead = true,
                ScanIndexForward = !Descending,
                // With a filter DynamoDB's own page of 1 MB: a limit would count what is left out, too.
                Limit = Filter is null ? limit : null,
                ExclusiveStartKey = after is null ? null : Table.Key((Keys.Tenant(tenant), after)),
            },
            cancellation);
        return (items, last is not null, last?.Text("sk"));
    }
}
