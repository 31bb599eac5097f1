using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Benchmarks.Registering;

/// <summary>Keeps the requests of a registration, so that the floor sends the very same.</summary>
internal sealed class RecordingDynamo(AmazonDynamoDBConfig config) : AmazonDynamoDBClient(config)
{
    public GetItemRequest? Read { get; private set; }

    public QueryRequest? Queried { get; private set; }

    public TransactWriteItemsRequest? Written { get; private set; }

    public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default)
    {
        Read = request;
        return base.GetItemAsync(request, cancellationToken);
    }

    public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
    {
        Queried = request;
        return base.QueryAsync(request, cancellationToken);
    }

    public override Task<TransactWriteItemsResponse> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default)
    {
        Written = request;
        return base.TransactWriteItemsAsync(request, cancellationToken);
    }
}
