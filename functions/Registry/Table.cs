using System.Security.Cryptography;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Registry;

/// <summary>The one DynamoDB table. Every call has the time-out and retries of <see cref="ClientDefaults"/>; what still fails is an <see cref="AwsFailureException"/>.</summary>
internal sealed class Table(IAmazonDynamoDB dynamo, string name, TimeProvider time)
{
    private const int ConflictAttempts = 6;

    /// <summary>Reads one item, strongly consistent.</summary>
    public async Task<Item?> GetAsync((string Pk, string Sk) key, CancellationToken cancellation)
    {
        try
        {
            var response = await dynamo.GetItemAsync(new GetItemRequest { TableName = name, Key = Key(key), ConsistentRead = true }, cancellation);
            return response.IsItemSet ? new Item(response.Item) : null;
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw Failed("dynamodb:GetItem", e);
        }
    }

    /// <summary>Reads several items as they are at one moment, in one request.</summary>
    /// <param name="keys">Their keys, at most 100.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The items in the order of their keys; null for each that does not exist.</returns>
    public async Task<IReadOnlyList<Item?>> GetTogetherAsync(IReadOnlyList<(string Pk, string Sk)> keys, CancellationToken cancellation)
    {
        const string Operation = "dynamodb:TransactGetItems";
        var request = new TransactGetItemsRequest { TransactItems = [.. keys.Select(k => new TransactGetItem { Get = new Get { TableName = name, Key = Key(k) } })] };
        try
        {
            var response = await ThroughConflictsAsync(() => dynamo.TransactGetItemsAsync(request, cancellation), cancellation);
            return [.. response.Responses.Select(r => r.Item is { Count: > 0 } ? new Item(r.Item) : null)];
        }
        catch (TransactionCanceledException e)
        {
            throw Counted(Failure(Operation, e));
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw Failed(Operation, e);
        }
    }

    /// <summary>Deletes one item, whether it is there or not.</summary>
    public async Task DeleteAsync((string Pk, string Sk) key, CancellationToken cancellation)
    {
        try
        {
            await dynamo.DeleteItemAsync(new DeleteItemRequest { TableName = name, Key = Key(key) }, cancellation);
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw Failed("dynamodb:DeleteItem", e);
        }
    }

    /// <summary>Writes an item that must not exist yet.</summary>
    /// <returns>Whether it was written. A write whose answer was lost meets its own item when the SDK repeats it: that counts as written.</returns>
    public async Task<bool> AddAsync(Item item, CancellationToken cancellation)
    {
        try
        {
            await dynamo.PutItemAsync(
                new PutItemRequest
                {
                    TableName = name,
                    Item = item.Attributes,
                    ConditionExpression = "attribute_not_exists(pk)",
                    ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                },
                cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException e)
        {
            return e.Item is not null && item.Equals(new Item(e.Item));
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw Failed("dynamodb:PutItem", e);
        }
    }

    /// <summary>Changes an item under a condition. A conflict with another writer's transaction is repeated: it says nothing about the condition.</summary>
    /// <returns>Whether the condition held, and the current item (or the one that made the condition fail; null if there is none).</returns>
    public async Task<(bool Changed, Item? Item)> UpdateAsync(Change change, CancellationToken cancellation)
    {
        var request = new UpdateItemRequest
        {
            TableName = name,
            Key = Key(change.Key),
            UpdateExpression = change.Update,
            ConditionExpression = change.Condition,
            ExpressionAttributeNames = change.NamesOrNull,
            ExpressionAttributeValues = change.ValuesOrNull,
            ReturnValues = ReturnValue.ALL_NEW,
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        try
        {
            var response = await ThroughConflictsAsync(() => dynamo.UpdateItemAsync(request, cancellation), cancellation);
            return (true, new Item(response.Attributes));
        }
        catch (ConditionalCheckFailedException e)
        {
            return (false, e.Item is { Count: > 0 } ? new Item(e.Item) : null);
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw Failed("dynamodb:UpdateItem", e);
        }
    }

    /// <summary>Reads one page of a query.</summary>
    /// <returns>The items, and the key to continue after; null at the end.</returns>
    public async Task<(IReadOnlyList<Item> Items, Item? Last)> QueryAsync(QueryRequest query, CancellationToken cancellation)
    {
        query.TableName = name;
        try
        {
            var response = await dynamo.QueryAsync(query, cancellation);
            return ([.. (response.Items ?? []).Select(i => new Item(i))], response.LastEvaluatedKey is { Count: > 0 } last ? new Item(last) : null);
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw Failed("dynamodb:Query", e);
        }
    }

    /// <summary>Writes all or nothing. A conflict with another writer is repeated: it says nothing about the conditions.</summary>
    /// <exception cref="ItemTooLargeException">DynamoDB takes no item of that size.</exception>
    /// <returns>Null when written; else what was in the way.</returns>
    public async Task<Obstacles?> TransactAsync(IReadOnlyList<TransactWriteItem> writes, CancellationToken cancellation)
    {
        try
        {
            await ThroughConflictsAsync(() => dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [.. writes] }, cancellation), cancellation);
            return null;
        }
        catch (TransactionCanceledException e) when (!IsTransient(e) && e.CancellationReasons.Exists(r => r.Code is Obstacles.Failed))
        {
            return new Obstacles(writes, e.CancellationReasons);
        }
        catch (TransactionCanceledException e)
        {
            throw e.CancellationReasons.Exists(r => r.Code is "ValidationError" && IsSize(r.Message)) ? TooLarge(e) : Counted(Failure("dynamodb:TransactWriteItems", e));
        }
        catch (AmazonDynamoDBException e) when (e.ErrorCode is "ValidationException" && IsSize(e.Message))
        {
            throw TooLarge(e);
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw Failed("dynamodb:TransactWriteItems", e);
        }
    }

    /// <summary>An item to write in a transaction, that must not exist yet.</summary>
    public TransactWriteItem Add(Item item) => new()
    {
        Put = new Put
        {
            TableName = name,
            Item = item.Attributes,
            ConditionExpression = "attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        },
    };

    /// <summary>An item to write over what is there, in a transaction and under a condition.</summary>
    public TransactWriteItem Replace(Item item, Change guard) => new()
    {
        Put = new Put
        {
            TableName = name,
            Item = item.Attributes,
            ConditionExpression = guard.Condition,
            ExpressionAttributeNames = guard.NamesOrNull,
            ExpressionAttributeValues = guard.ValuesOrNull,
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        },
    };

    /// <summary>A change to make in a transaction.</summary>
    public TransactWriteItem Update(Change change) => new()
    {
        Update = new Update
        {
            TableName = name,
            Key = Key(change.Key),
            UpdateExpression = change.Update,
            ConditionExpression = change.Condition,
            ExpressionAttributeNames = change.NamesOrNull,
            ExpressionAttributeValues = change.ValuesOrNull,
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        },
    };

    /// <summary>An item to delete in a transaction.</summary>
    public TransactWriteItem Delete(Change change) => new()
    {
        Delete = new Delete
        {
            TableName = name,
            Key = Key(change.Key),
            ConditionExpression = change.Condition,
            ExpressionAttributeNames = change.NamesOrNull,
            ExpressionAttributeValues = change.ValuesOrNull,
        },
    };

    /// <summary>An item to delete in a transaction, whether it is there or not.</summary>
    public TransactWriteItem Delete((string Pk, string Sk) key) => new() { Delete = new Delete { TableName = name, Key = Key(key) } };

    public static Dictionary<string, AttributeValue> Key((string Pk, string Sk) key) =>
        new(StringComparer.Ordinal) { ["pk"] = new() { S = key.Pk }, ["sk"] = new() { S = key.Sk } };

    /// <summary>Writes, and repeats for a while what met another writer.</summary>
    private async Task<T> ThroughConflictsAsync<T>(Func<Task<T>> write, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write();
            }
            catch (Exception e) when (attempt < ConflictAttempts && IsConflict(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(20, 60) * attempt), time, cancellation);
            }
        }
    }

    private static bool IsConflict(Exception e) => e is TransactionConflictException || (e is TransactionCanceledException cancelled && IsTransient(cancelled));

    // The reasons are each item's own: while one of them is transient, the others tell of a transaction that is still being committed.
    private static bool IsTransient(TransactionCanceledException e) =>
        e.CancellationReasons.Exists(r => r.Code is "TransactionConflict" or "ThrottlingError" or "ProvisionedThroughputExceeded");

    // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html: “Item size has exceeded the maximum allowed size”, of an update “Item size to update …”.
    private static bool IsSize(string? message) => message?.Contains("size", StringComparison.OrdinalIgnoreCase) is true && message.Contains("exceed", StringComparison.OrdinalIgnoreCase);

    private static ItemTooLargeException TooLarge(Exception e)
    {
        Metrics.Add(Metric.RequestInvalid);
        return new ItemTooLargeException(e);
    }

    private static AwsFailureException Failed(string operation, Exception e) => Counted(AwsFailureException.Of(operation, e));

    private static AwsFailureException Counted(AwsFailureException failure)
    {
        if (failure.Kind == AwsFailureKind.Invalid)
            Metrics.Add(Metric.RequestInvalid);
        return failure;
    }

    private static AwsFailureException Failure(string operation, TransactionCanceledException e) => new(
        operation,
        IsTransient(e) ? AwsFailureKind.Throttled : e.CancellationReasons.Exists(r => r.Code is "ValidationError") ? AwsFailureKind.Invalid : AwsFailureKind.Unavailable,
        string.Join(' ', e.CancellationReasons.Select(r => r.Code).Distinct(StringComparer.Ordinal)),
        e.RequestId);
}

/// <summary>A write that DynamoDB refused for an item's size: more than 400 kB. It can be repeated with less in it.</summary>
internal sealed class ItemTooLargeException(Exception cause) : Exception("An item is too large.", cause);
