using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts;

/// <summary>One tenant's connection to an AWS account.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="AccountId">Its id.</param>
/// <param name="Since">When it was registered.</param>
internal sealed record Holder(TenantId Tenant, string AccountId, DateTimeOffset Since)
{
    /// <summary>The item that says so, written with the registration and deleted with its end.</summary>
    public static Item Of(AccountRecord account)
    {
        var (pk, sk) = Keys.Holder(account.Role.AccountId, account.Tenant, account.Id);
        return new Item(pk, sk).With("since", account.CreatedAt);
    }

    /// <summary>What ends it, for the transaction that ends the connection.</summary>
    public static Change Release(AccountRecord account) => new(Keys.Holder(account.Role.AccountId, account.Tenant, account.Id)) { Condition = "attribute_exists(pk)" };

    public static Holder Read(Item item)
    {
        var sk = item.Text("sk");
        var end = sk.LastIndexOf('#');
        return TenantId.TryParse(sk[..Math.Max(end, 0)], out var tenant)
            ? new Holder(tenant, sk[(end + 1)..], item.Time("since"))
            : throw new InvalidDataException("The holder's sk cannot be read.");
    }

    /// <summary>The connection itself; null when it has just ended, or can't be read: another tenant's corrupt item must not block anyone.</summary>
    public async Task<AccountRecord?> ReadAsync(Table table, CancellationToken cancellation)
    {
        var schedule = table.GetAsync(Keys.Schedule(Tenant, AccountId), cancellation);
        Item[] found = await table.GetAsync(Keys.Account(Tenant, AccountId), cancellation) is { } item ? [item] : [];
        var scheduled = await schedule;
        return found.Readable(a => AccountRecord.Of(a, Schedule.Of(scheduled))).FirstOrDefault(a => a.Status is AccountStatus.Active or AccountStatus.Degraded);
    }
}

/// <summary>Which tenants hold an AWS account.</summary>
internal sealed class Holders(Table table)
{
    private const int PageSize = 100;

    /// <summary>A tenant's own connections to an AWS account.</summary>
    public async Task<IReadOnlyList<Holder>> OfTenantAsync(AwsAccountId awsAccount, TenantId tenant, int limit, CancellationToken cancellation)
    {
        var (items, _) = await table.QueryAsync(Query(awsAccount, Keys.HolderPrefix(tenant), limit, after: null), cancellation);
        return [.. items.Select(Holder.Read)];
    }

    /// <summary>Every connection to an AWS account.</summary>
    public async Task<IReadOnlyList<Holder>> OfAsync(AwsAccountId awsAccount, CancellationToken cancellation)
    {
        var found = new List<Holder>();
        Item? after = null;
        do
        {
            (var items, after) = await table.QueryAsync(Query(awsAccount, prefix: null, PageSize, after), cancellation);
            found.AddRange(items.Select(Holder.Read));
        }
        while (after is not null);
        return found;
    }

    private static QueryRequest Query(AwsAccountId awsAccount, string? prefix, int limit, Item? after)
    {
        var values = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { [":pk"] = new() { S = Keys.Holders(awsAccount) } };
        if (prefix is not null)
            values[":prefix"] = new() { S = prefix };
        return new QueryRequest
        {
            KeyConditionExpression = prefix is null ? "pk = :pk" : "pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues = values,
            ConsistentRead = true,
            Limit = limit,
            ExclusiveStartKey = after?.Attributes,
        };
    }
}
