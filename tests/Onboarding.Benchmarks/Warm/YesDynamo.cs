using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Onboarding.Benchmarks.Warm;

/// <summary>A DynamoDB that says yes before anything of the SDK runs: what is left is a link's work without its call.</summary>
internal sealed class YesDynamo() : AmazonDynamoDBClient(new AnonymousAWSCredentials(), RegionEndpoint.GetBySystemName(Deployment.Region))
{
    private readonly Task<TransactWriteItemsResponse> _yes = Task.FromResult(new TransactWriteItemsResponse());

    public override Task<TransactWriteItemsResponse> TransactWriteItemsAsync(TransactWriteItemsRequest request, CancellationToken cancellationToken = default) => _yes;
}
