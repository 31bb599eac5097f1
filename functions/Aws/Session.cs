using Amazon.Runtime;

namespace Onboarding.Functions.Aws;

/// <summary>A session of a role, kept in memory only.</summary>
/// <param name="Credentials">Its temporary credentials.</param>
/// <param name="ExpiresAt">When AWS stops honoring them.</param>
internal sealed record Session(SessionAWSCredentials Credentials, DateTimeOffset ExpiresAt)
{
    public override string ToString() => "(session)";
}
