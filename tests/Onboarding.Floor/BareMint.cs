using System.Globalization;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Onboarding.Floor;

/// <summary>The one SDK call that minting makes, with items of the same attributes, and nothing around it.</summary>
public static class BareMint
{
    private const string Table = "Onboarding";

    /// <summary>Never reached, as in the deployment that it is compared with.</summary>
    private const long Limit = 1_000_000;

    /// <summary>A client with the settings that make the SDK start fastest: the floor must not include the cost of unneeded defaults.</summary>
    /// <param name="region">The Region.</param>
    public static AmazonDynamoDBClient Client(string region) => new(new AmazonDynamoDBConfig
    {
        RegionEndpoint = RegionEndpoint.GetBySystemName(region),
        Timeout = TimeSpan.FromSeconds(2),
        ConnectTimeout = TimeSpan.FromSeconds(2),
        MaxErrorRetry = 2,
        RetryMode = RequestRetryMode.Standard,
        DisableLogging = true,
        LogMetrics = false,
    });

    /// <summary>The request.</summary>
    /// <param name="id">What makes the item different from every other.</param>
    public static TransactWriteItemsRequest Request(string id) => new()
    {
        TransactItems =
        [
            new TransactWriteItem
            {
                Put = new Put
                {
                    TableName = Table,
                    ConditionExpression = "attribute_not_exists(pk)",
                    ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                    Item = Item(id, 1795348800000),
                },
            },
            new TransactWriteItem { Update = Count("COUNTS", "pending", "ADD pending :one") },
            new TransactWriteItem { Update = CountOfHour() },
        ],
    };

    private static Update Count(string sk, string name, string update) => new()
    {
        TableName = Table,
        Key = new(StringComparer.Ordinal) { ["pk"] = new() { S = "LIMIT#tenant-a" }, ["sk"] = new() { S = sk } },
        UpdateExpression = update,
        ConditionExpression = $"attribute_not_exists({name}) OR {name} < :max",
        ExpressionAttributeValues = new(StringComparer.Ordinal) { [":one"] = Number(1), [":max"] = Number(Limit) },
        ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
    };

    private static Update CountOfHour()
    {
        var update = Count("MINTS#2026-11-22T12", "mints", "ADD mints :one SET #ttl = :ttl");
        update.ExpressionAttributeNames = new(StringComparer.Ordinal) { ["#ttl"] = "ttl" };
        update.ExpressionAttributeValues[":ttl"] = Number(1795435200);
        return update;
    }

    private static Dictionary<string, AttributeValue> Item(string id, long now) => new(StringComparer.Ordinal)
    {
        ["pk"] = new() { S = "ONBOARDING#" + id },
        ["sk"] = new() { S = "ONBOARDING" },
        ["tenant"] = new() { S = "tenant-a" },
        ["groupId"] = new() { S = "abcdefghijkmnpqrstuvwxyz" },
        ["status"] = new() { S = "pending" },
        ["method"] = new() { S = "stack" },
        ["profile"] = new() { S = "read-only" },
        ["region"] = new() { S = "us-east-1" },
        ["externalId"] = new() { S = "abcdefghijkmnpqrstuvwxyz23456789" },
        ["roleName"] = new() { S = "onboarding-connect-abcdefghijkm" },
        ["templateVersion"] = new() { S = "1.0.0" },
        ["createdAt"] = Number(now),
        ["createdBy"] = new() { S = "user:user-1" },
        ["language"] = new() { S = "en" },
        ["expiresAt"] = Number(now + 259_200_000),
        ["groupPk"] = new() { S = "GROUP#tenant-a#abcdefghijkmnpqrstuvwxyz" },
        ["groupSk"] = new() { S = "001795348800000#" + id },
        ["duePk"] = new() { S = "DUE#1" },
        ["dueAt"] = Number(now + 259_200_000),
        ["statePk"] = new() { S = "STATE#pending#1" },
        ["tenantPk"] = new() { S = "TENANT#tenant-a" },
        ["stateSince"] = Number(now),
    };

    private static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };
}
