using System.Net;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Onboarding.Functions.Aws;

/// <summary>Why an AWS call proved nothing.</summary>
internal enum AwsFailureKind
{
    /// <summary>AWS asked us to slow down, also after the retries.</summary>
    Throttled,

    /// <summary>No answer in time, a server error, a broken connection, a disabled Region: anything but a decision.</summary>
    Unavailable,

    /// <summary>DynamoDB refused the request itself: a bug in this service, which retries don't fix.</summary>
    Invalid,
}

/// <summary>An inconclusive AWS call: the caller should try again, and nothing is stored.</summary>
internal sealed class AwsFailureException(string operation, AwsFailureKind kind, string reason, string? awsRequestId) : Exception(reason)
{
    public string Operation { get; } = operation;

    public AwsFailureKind Kind { get; } = kind;

    /// <summary>AWS's error code, or the exception's type where there was no answer.</summary>
    public string Reason { get; } = reason;

    public string? AwsRequestId { get; } = awsRequestId;

    /// <summary>Describes what an SDK call threw.</summary>
    public static AwsFailureException Of(string operation, Exception exception) => exception is AmazonServiceException { ErrorCode.Length: > 0 } answered
        ? new(operation, IsThrottling(answered) ? AwsFailureKind.Throttled : IsInvalid(answered) ? AwsFailureKind.Invalid : AwsFailureKind.Unavailable, answered.ErrorCode, answered.RequestId)
        : new(operation, AwsFailureKind.Unavailable, exception.GetType().Name, awsRequestId: null);

    /// <summary>Whether an exception is the outcome of an AWS call, not a fault in this program.</summary>
    public static bool Explains(Exception exception) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or OperationCanceledException or TimeoutException;

    public Refusal ToRefusal() => Kind switch
    {
        AwsFailureKind.Throttled => Refusal.Of(Errors.AwsThrottled, Operation) with { RetryAfterSeconds = 5 },
        AwsFailureKind.Unavailable => Refusal.Of(Errors.AwsUnavailable, Operation) with { RetryAfterSeconds = 5 },
        _ => new Refusal(Errors.Internal),
    };

    // DynamoDB's only: IAM and CloudFormation say ValidationError, of what a customer's account has or lacks.
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
    private static bool IsInvalid(AmazonServiceException e) => e is AmazonDynamoDBException && e.ErrorCode is "ValidationException" or "SerializationException";

    // Query services throttle with HTTP 400 "Throttling", DynamoDB with 400 "…Exceeded…" and "ThrottlingException".
    private static bool IsThrottling(AmazonServiceException e) => e.StatusCode == HttpStatusCode.TooManyRequests
        || e.ErrorCode is "Throttling" or "ThrottlingException" or "ThrottledException" or "RequestThrottled" or "RequestThrottledException"
            or "RequestLimitExceeded" or "TooManyRequestsException" or "ProvisionedThroughputExceededException" or "SlowDown" or "PriorRequestNotComplete" or "BandwidthLimitExceeded" or "LimitExceededException" or "TransactionInProgressException" or "TransactionConflictException" or "EC2ThrottledException";
}
