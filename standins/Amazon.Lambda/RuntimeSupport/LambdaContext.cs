using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What the Runtime API's headers say about one event.</summary>
internal sealed class LambdaContext(string awsRequestId, string traceId, DateTimeOffset deadline) : ILambdaContext
{
    public string AwsRequestId => awsRequestId;

    public string TraceId => traceId;

    public TimeSpan RemainingTime => deadline - TimeProvider.System.GetUtcNow();
}
