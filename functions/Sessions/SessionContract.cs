using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onboarding.Functions.Sessions;

/// <summary>The body of <c>POST /product/v1/connections/{connectionId}/sessions</c>.</summary>
/// <param name="Tenant">Whose connection the caller believes it to be.</param>
/// <param name="Purpose">What for, in a word.</param>
/// <param name="Actions">The actions that the session is limited to; absent for everything that the role can do.</param>
/// <param name="Policy">In place of actions, an IAM policy, as JSON or as its text.</param>
/// <param name="DurationSeconds">How long the session lasts.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SessionBody(string Tenant, string Purpose, IReadOnlyList<string>? Actions = null, JsonElement? Policy = null, int? DurationSeconds = null);

/// <summary>A session as returned to the caller.</summary>
internal sealed record SessionView
{
    public required CredentialsView Credentials { get; init; }

    public required string AwsAccountId { get; init; }

    public required string Region { get; init; }

    public required string RoleArn { get; init; }

    /// <summary>The user name by which CloudTrail finds what was done in the session.</summary>
    public required string SessionName { get; init; }

    public override string ToString() => $"(session {SessionName})";
}

/// <summary>Temporary credentials.</summary>
internal sealed record CredentialsView(string AccessKeyId, string SecretAccessKey, string SessionToken, UtcTime Expiration)
{
    public override string ToString() => "(credentials)";
}
