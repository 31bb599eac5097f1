using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Onboarding.Functions.Accounts;
using Onboarding.Sandbox.Dynamo;

namespace Onboarding.Benchmarks.Sweeping;

/// <summary>DynamoDB Local with so many accounts in it, of which so many are due.</summary>
internal sealed class Store : IAsyncDisposable
{
    private const int Loaders = 8;
    private readonly DynamoLocal _local;

    private Store(DynamoLocal local) => _local = local;

    public static async Task<Store> FillAsync(int accounts, int due, DateTimeOffset now)
    {
        var store = new Store(DynamoLocal.Start(dataDirectory: null, TimeProvider.System, isForLong: true));
        await store._local.Ready;
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), store.Config(factory: null));
        await Parallel.ForEachAsync(
            // Three items each, and DynamoDB takes 25 at a time.
            Enumerable.Range(0, accounts).Chunk(8),
            new ParallelOptions { MaxDegreeOfParallelism = Loaders },
            async (numbers, cancellation) =>
            {
                var writes = numbers
                    .SelectMany(n => Stored.Items(n < due ? Stored.Account(n, now.AddMinutes(-1), AccountStatus.Detached) : Stored.Account(n, now.AddHours(12)), n))
                    .Select(i => new WriteRequest(new PutRequest(i.Attributes)));
                var written = await client.BatchWriteItemAsync(new BatchWriteItemRequest(new(StringComparer.Ordinal) { [TableDefinition.Name] = [.. writes] }), cancellation);
                if (written.UnprocessedItems is { Count: > 0 })
                    throw new InvalidOperationException("DynamoDB Local did not take everything.");
            });
        return store;
    }

    public AmazonDynamoDBConfig Config(HttpClientFactory? factory) =>
        new() { ServiceURL = _local.Endpoint.ToString(), AuthenticationRegion = Deployment.Region, HttpClientFactory = factory };

    public async ValueTask DisposeAsync() => await _local.DisposeAsync();
}
