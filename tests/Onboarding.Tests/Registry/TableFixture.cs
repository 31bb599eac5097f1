using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Onboarding.Functions.Registry;
using Onboarding.Sandbox.Dynamo;

namespace Onboarding.Tests.Registry;

/// <summary>Tests that share a DynamoDB Local, because starting one takes longer than they do.</summary>
[CollectionDefinition(Name)]
public sealed class Tables : ICollectionFixture<TableFixture>
{
    public const string Name = "Tables";
}

/// <summary>DynamoDB Local, in which every test makes a table of its own.</summary>
public sealed class TableFixture : IAsyncLifetime, IDisposable
{
    private DynamoLocal _dynamo = null!;
    private AmazonDynamoDBClient _client = null!;
    private int _tables;

    internal static AWSCredentials Credentials { get; } = new BasicAWSCredentials("local", "local");

    /// <summary>How a client that does what a test wants reaches it.</summary>
    internal AmazonDynamoDBConfig Config => new() { ServiceURL = _dynamo.Endpoint.ToString(), AuthenticationRegion = "us-east-1" };

    public async Task InitializeAsync()
    {
        _dynamo = DynamoLocal.Start(dataDirectory: null, TimeProvider.System);
        await _dynamo.Ready;
        _client = new AmazonDynamoDBClient(Credentials, Config);
    }

    public async Task DisposeAsync() => await _dynamo.DisposeAsync();

    public void Dispose() => _client.Dispose();

    /// <summary>Makes a table.</summary>
    /// <param name="through">The client that the table is used through.</param>
    internal async Task<Table> NewTableAsync(IAmazonDynamoDB? through = null) => new(through ?? _client, await CreateAsync(), TimeProvider.System);

    /// <summary>A table, and what writing to it costs.</summary>
    internal async Task<(Table Table, MeteredDynamo Meter)> NewMeteredTableAsync()
    {
        var meter = new MeteredDynamo(Config);
        return (new Table(meter, await CreateAsync(), TimeProvider.System), meter);
    }

    private async Task<string> CreateAsync()
    {
        var name = $"Test-{Interlocked.Increment(ref _tables)}";
        var definition = TableDefinition.Request;
        await _client.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            BillingMode = definition.BillingMode,
            AttributeDefinitions = definition.AttributeDefinitions,
            KeySchema = definition.KeySchema,
            GlobalSecondaryIndexes = definition.GlobalSecondaryIndexes,
        });
        return name;
    }
}
