using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Onboarding.Functions.Aws.Query;

/// <summary>Calls to AWS services that speak the Query protocol and have no package in the feed: CloudFormation, IAM and SNS.</summary>
/// <remarks>Built on the SDK's own pipeline: its signer, retries, time-outs and credentials. The protocol: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html</remarks>
internal sealed class QueryClient : AmazonServiceClient
{
    private readonly QueryService _service;

    /// <summary>Makes a client.</summary>
    /// <param name="service">The service.</param>
    /// <param name="region">The Region that is called.</param>
    /// <param name="credentials">Who signs; the environment's own when absent.</param>
    public QueryClient(QueryService service, string region, AWSCredentials? credentials = null)
        : base(credentials!, ClientDefaults.Apply(new QueryConfig(service, region))) => _service = service;

    protected override IServiceMetadata ServiceMetadata { get; } = new QueryMetadata();

    /// <summary>Calls one operation.</summary>
    /// <param name="action">The operation's name, such as <c>DescribeStacks</c>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The answer's leaf elements.</returns>
    /// <exception cref="AmazonServiceException">The service refused; its code is in <see cref="AmazonServiceException.ErrorCode"/>.</exception>
    public Task<QueryResponse> CallAsync(string action, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellation)
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = new QueryMarshaller(_service, action, parameters),
            ResponseUnmarshaller = QueryUnmarshaller.Instance,
        };
        return InvokeAsync<QueryResponse>(new QueryRequest(), options, cancellation);
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new QueryEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new QueryAuthHandler());
    }

    private sealed class QueryRequest : AmazonWebServiceRequest;

    private sealed class QueryMetadata : IServiceMetadata
    {
        public string ServiceId => "Onboarding";

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
    }

    private sealed class QueryMarshaller(QueryService service, string action, IEnumerable<KeyValuePair<string, string>> parameters)
        : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, service.ServiceId) { HttpMethod = "POST", UseQueryString = false };
            request.Parameters["Action"] = action;
            request.Parameters["Version"] = service.ApiVersion;
            foreach (var (name, value) in parameters)
                request.Parameters[name] = value;
            request.Headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8";
            return request;
        }
    }
}
