using System.Text.Json.Nodes;

namespace Onboarding.Sandbox.Dynamo;

/// <summary>A refusal in the shape in which DynamoDB gives it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The name of the exception.</param>
/// <param name="Message">What DynamoDB says.</param>
internal sealed record DynamoError(int Status, string Code, string Message)
{
    // Exceptions of the service's front are in a different namespace from the operations' own, and write Message in upper case.
    private bool IsOfTheFront => Code is "AccessDeniedException" or "ThrottlingException" || Status == 400 && Code is not "ProvisionedThroughputExceededException";

    /// <summary>The error that a fault represents, or null if the fault isn't an answer.</summary>
    public static DynamoError? Of(Fault fault, Caller caller, DynamoPermission permission) => fault.Error switch
    {
        "throttling" => new(400, "ThrottlingException", "Rate of requests exceeds the allowed throughput."),
        "server-error" => new(500, "InternalServerError", "The request processing has failed because of an unknown error, exception or failure."),
        "access-denied" => Denied(caller, permission),
        _ => null,
    };

    /// <summary>What DynamoDB answers when no policy allows the call.</summary>
    public static DynamoError Denied(Caller caller, DynamoPermission permission) => new(
        400,
        "AccessDeniedException",
        $"User: {caller.Arn} is not authorized to perform: {permission.Action} on resource: {permission.ResourceArn} because no identity-based policy allows the {permission.Action} action");

    /// <summary>What DynamoDB calls a signature that STS or IAM would refuse in their words.</summary>
    public static DynamoError OfSignature(AwsErrorException refusal) => new(400, refusal.Code switch
    {
        "InvalidClientTokenId" => "UnrecognizedClientException",
        "SignatureDoesNotMatch" => "InvalidSignatureException",
        _ => refusal.Code.EndsWith("Exception", StringComparison.Ordinal) ? refusal.Code : refusal.Code + "Exception",
    }, refusal.Message);

    /// <summary>The body of the answer.</summary>
    public string Body() => new JsonObject
    {
        ["__type"] = (IsOfTheFront ? "com.amazon.coral.service#" : "com.amazonaws.dynamodb.v20120810#") + Code,
        [IsOfTheFront ? "Message" : "message"] = Message,
    }.ToJsonString();
}
