using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Onboarding.Functions.Aws.Query;

namespace Onboarding.Functions.Aws.Json;

/// <summary>Calls to an AWS service that speaks the JSON protocol and has no package in the feed: EventBridge.</summary>
/// <remarks>Built on the SDK's own pipeline, as <see cref="QueryClient"/> is: its signer, retries, time-outs and credentials. The protocol: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html</remarks>
internal sealed class JsonClient : AmazonServiceClient
{
    private readonly string _target;
    private readonly QueryService _service;

    /// <summary>Makes a client.</summary>
    /// <param name="service">The service.</param>
    /// <param name="target">The prefix of the operation in <c>X-Amz-Target</c>, such as <c>AWSEvents</c>.</param>
    /// <param name="region">The Region that is called.</param>
    /// <param name="credentials">Who signs; the environment's own when absent.</param>
    public JsonClient(QueryService service, string target, string region, AWSCredentials? credentials = null)
        : base(credentials!, ClientDefaults.Apply(new QueryConfig(service, region))) => (_service, _target) = (service, target);

    protected override IServiceMetadata ServiceMetadata { get; } = new JsonMetadata();

    /// <summary>Calls one operation.</summary>
    /// <param name="operation">The operation's name, such as <c>PutEvents</c>.</param>
    /// <param name="body">The request, in UTF-8.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="AmazonServiceException">The service refused; its code is in <see cref="AmazonServiceException.ErrorCode"/>.</exception>
    public async Task<JsonElement> CallAsync(string operation, byte[] body, CancellationToken cancellation)
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = new JsonMarshaller(_service, $"{_target}.{operation}", body),
            ResponseUnmarshaller = Unmarshaller.Instance,
        };
        return (await InvokeAsync<JsonResponse>(new JsonRequest(), options, cancellation)).Body;
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new QueryEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new QueryAuthHandler());
    }

    private sealed class JsonRequest : AmazonWebServiceRequest;

    private sealed class JsonResponse : AmazonWebServiceResponse
    {
        public JsonElement Body { get; init; }
    }

    private sealed class JsonMetadata : IServiceMetadata
    {
        public string ServiceId => "Onboarding";

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
    }

    private sealed class JsonMarshaller(QueryService service, string target, byte[] body) : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, service.ServiceId) { HttpMethod = "POST", ResourcePath = "/", Content = body };
            request.Headers["Content-Type"] = "application/x-amz-json-1.1";
            request.Headers["X-Amz-Target"] = target;
            return request;
        }
    }

    /// <summary>Reads answers and errors.</summary>
    private sealed class Unmarshaller : JsonResponseUnmarshaller
    {
        public static Unmarshaller Instance { get; } = new();

        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => new JsonResponse
        {
            Body = Parse(input.Stream),
            ResponseMetadata = new ResponseMetadata { RequestId = Header(input, "x-amzn-RequestId") },
        };

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var (code, message) = ErrorOf(input, statusCode);
            var type = (int)statusCode < 500 ? ErrorType.Sender : ErrorType.Receiver;
            return new AmazonServiceException(message, innerException, type, code, Header(input, "x-amzn-RequestId"), statusCode);
        }

        // The code follows a namespace, in the body or in a header: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization
        private static (string Code, string? Message) ErrorOf(JsonUnmarshallerContext input, HttpStatusCode statusCode)
        {
            JsonElement body;
            try
            {
                body = Parse(input.Stream);
            }
            catch (JsonException)
            {
                return ($"Http{(int)statusCode}", $"HTTP {(int)statusCode} without a readable error");
            }

            var code = Header(input, "x-amzn-ErrorType") ?? Text(body, "__type") ?? Text(body, "code") ?? $"Http{(int)statusCode}";
            return (code.Split('#')[^1].Split(':')[0], Text(body, "message") ?? Text(body, "Message"));
        }

        private static JsonElement Parse(Stream stream)
        {
            using var document = JsonDocument.Parse(stream);
            return document.RootElement.Clone();
        }

        private static string? Header(JsonUnmarshallerContext input, string name) => input.ResponseData.IsHeaderPresent(name) ? input.ResponseData.GetHeaderValue(name) : null;

        private static string? Text(JsonElement body, string name) =>
            body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
