using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Onboarding.Tests.Registry;

/// <summary>A client that lets every write and query say what it costs.</summary>
internal sealed class MeteredDynamo(AmazonDynamoDBConfig config) : AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), config)
{
    /// <summary>The write units since this was last set, the indexes' among them.</summary>
    public double WriteUnits { get; set; }

    /// <summary>The read units of queries since this was last set.</summary>
    public double ReadUnits { get; set; }

    public override async Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        var response = await base.QueryAsync(request, cancellationToken);
        ReadUnits += response.ConsumedCapacity.CapacityUnits!.Value;
        return response;
    }

    public override async Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        var response = await base.PutItemAsync(request, cancellationToken);
        WriteUnits += response.ConsumedCapacity.CapacityUnits!.Value;
        return response;
    }

    public override async Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        var response = await base.UpdateItemAsync(request, cancellationToken);
        WriteUnits += response.ConsumedCapacity.CapacityUnits!.Value;
        return response;
    }

    public override async Task<TransactWriteItemsResponse> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
    {
        request.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        var response = await base.TransactWriteItemsAsync(request, cancellationToken);
        WriteUnits += response.ConsumedCapacity.Sum(c => c.CapacityUnits!.Value);
        return response;
    }
}
