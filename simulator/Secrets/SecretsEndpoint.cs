using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Simulator.Secrets;

/// <summary>Secrets Manager as the functions see it: one secret, and the one operation that reads it.</summary>
/// <remarks>https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html</remarks>
/// <param name="aws">The caller's permissions.</param>
/// <param name="region">The Region that requests are signed for.</param>
/// <param name="arn">The secret.</param>
/// <param name="value">What it holds.</param>
internal sealed class SecretsEndpoint(SimulatedAws aws, string region, string arn, string value) : IJsonOperations
{
    /// <summary>What stands before the operation in <c>X-Amz-Target</c>.</summary>
    public const string TargetPrefix = "secretsmanager.";

    private const string Action = "secretsmanager:GetSecretValue";

    /// <inheritdoc />
    public string Service => "secretsmanager";

    /// <inheritdoc />
    public string Region => region;

    /// <inheritdoc />
    public JsonObject? FailedInPart => null;

    /// <inheritdoc />
    public JsonObject Run(string operation, JsonElement request, Caller caller)
    {
        if (operation is not "GetSecretValue")
        {
            throw new AwsErrorException(400, "UnknownOperationException", "");
        }

        if (request.EnumerateObject().Any(m => m.Name is not "SecretId") || !request.TryGetProperty("SecretId", out var id) || id.ValueKind != JsonValueKind.String)
        {
            throw new AwsErrorException(400, "InvalidParameterException", "The sandbox takes SecretId and nothing else.");
        }

        if (!aws.IsAllowed(caller, Action, id.GetString()!))
        {
            throw Denied(caller);
        }

        return string.Equals(id.GetString(), arn, StringComparison.Ordinal)
            ? new JsonObject { ["ARN"] = arn, ["Name"] = arn.Split(':')[^1][..^7], ["SecretString"] = value, ["VersionId"] = Randoms.Uuid(), ["VersionStages"] = new JsonArray("AWSCURRENT") }
            : throw new AwsErrorException(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    /// <inheritdoc />
    public AwsErrorException Denied(Caller caller) => new(
        400, "AccessDeniedException", $"User: {caller.Arn} is not authorized to perform: {Action} on resource: {arn} because no identity-based policy allows the {Action} action");
}
