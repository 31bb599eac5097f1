using System.Text.Json.Serialization;

namespace Onboarding.Client;

internal sealed record ConnectionPage(IReadOnlyList<Connection> Connections, string? Cursor = null);

internal sealed record SessionRequest(string Tenant, string Purpose, IReadOnlyList<string>? Actions, string? Policy, int? DurationSeconds);

internal sealed record SessionAnswer(SessionKeys Credentials);

internal sealed record SessionKeys(string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expiration)
{
    public override string ToString() => "(credentials)";
}

internal sealed record Problem(string? Title = null, string? Detail = null, string? Hint = null, string? Code = null, string? Message = null);

/// <summary>Every type that is read or written as JSON; there is no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Connection))]
[JsonSerializable(typeof(ConnectionPage))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(SessionRequest))]
internal sealed partial class ClientJson : JsonSerializerContext;
