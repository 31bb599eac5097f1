using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Registry;

/// <summary>A write whose condition did not hold.</summary>
/// <param name="Item">The item as it was; null when there was none.</param>
internal sealed record Obstacle(Item? Item);

/// <summary>What kept a transaction from being written: the writes whose conditions did not hold, by the keys of their items.</summary>
internal sealed class Obstacles
{
    private readonly Dictionary<(string Pk, string Sk), Obstacle> _byKey = [];

    /// <summary>Reads them from DynamoDB's reasons, which are in the order of the writes.</summary>
    /// <remarks>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html</remarks>
    public Obstacles(IReadOnlyList<TransactWriteItem> writes, IReadOnlyList<CancellationReason> reasons)
    {
        foreach (var (write, reason) in writes.Zip(reasons))
        {
            if (reason.Code is Failed)
                _byKey[KeyOf(write)] = new Obstacle(reason.Item is { Count: > 0 } item ? new Item(item) : null);
        }
    }

    /// <summary>The reason's code for a condition that did not hold.</summary>
    public const string Failed = "ConditionalCheckFailed";

    /// <summary>What was in the way of the write to an item; null where its condition held, or the transaction does not write it.</summary>
    public Obstacle? At((string Pk, string Sk) key) => _byKey.GetValueOrDefault(key);

    private static (string Pk, string Sk) KeyOf(TransactWriteItem write)
    {
        var key = write.Put?.Item ?? write.Update?.Key ?? write.Delete.Key;
        return (key["pk"].S, key["sk"].S);
    }
}
