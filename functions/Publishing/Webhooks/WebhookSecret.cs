using System.Text;
using System.Text.Json;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Aws.Json;

namespace Onboarding.Functions.Publishing.Webhooks;

/// <summary>The secret that messages are signed with, from Secrets Manager. It is kept for five minutes, so that a new one is soon used.</summary>
/// <remarks>https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html</remarks>
internal sealed class WebhookSecret(JsonClient secrets, string arn, TimeProvider time)
{
    private const string Operation = "secretsmanager:GetSecretValue";

    /// <summary>A shorter secret could be guessed.</summary>
    private const int MinLength = 16;

    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(5);

    private (byte[] Value, DateTimeOffset Until)? _kept;

    /// <summary>The current secret.</summary>
    /// <exception cref="AwsFailureException">It is gone, cannot be read, or is too short.</exception>
    public async Task<byte[]> ReadAsync(CancellationToken cancellation)
    {
        if (_kept is { } kept && time.GetUtcNow() < kept.Until)
            return kept.Value;
        JsonElement answer;
        try
        {
            answer = await secrets.CallAsync("GetSecretValue", Request(), cancellation);
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw AwsFailureException.Of(Operation, e);
        }

        var secret = answer.TryGetProperty("SecretString", out var text) ? text.GetString() : null;
        if (secret is not { Length: >= MinLength })
            throw new AwsFailureException(Operation, AwsFailureKind.Unavailable, "SecretTooShort", awsRequestId: null);
        var value = Encoding.UTF8.GetBytes(secret);
        _kept = (value, time.GetUtcNow() + s_kept);
        return value;
    }

    private byte[] Request() => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("SecretId", arn);
        json.WriteEndObject();
    }).ToArray();
}
