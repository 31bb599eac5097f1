using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Accounts.Access;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Connections;

/// <summary>Everything that is frozen now.</summary>
internal sealed class FreezesInForce
{
    private readonly HashSet<string> _ids;

    private FreezesInForce(IEnumerable<string> ids) => _ids = new(ids, StringComparer.Ordinal);

    /// <summary>Reads all freezes, which usually are none.</summary>
    public static async Task<FreezesInForce> ReadAsync(Table table, CancellationToken cancellation)
    {
        var ids = new List<string>();
        Item? after = null;
        do
        {
            (var items, after) = await table.QueryAsync(
                new QueryRequest
                {
                    KeyConditionExpression = "pk = :pk",
                    ExpressionAttributeValues = new(StringComparer.Ordinal) { [":pk"] = new() { S = Keys.Freezes } },
                    ConsistentRead = true,
                    ExclusiveStartKey = after?.Attributes,
                },
                cancellation);
            ids.AddRange(items.Select(i => i.Text("sk")));
        }
        while (after is not null);
        return new FreezesInForce(ids);
    }

    /// <summary>Whether one of them stops a connection's sessions.</summary>
    public bool Stop(AccountRecord account) =>
        _ids.Count > 0 && OnboardingId.Parse(account.Id) is { } id && Freeze.Of(account.Tenant, id).Any(f => _ids.Contains(f.Id));
}
