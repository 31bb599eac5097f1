using Amazon;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Verification;

/// <summary>The vendor's access role, the only principal that customers' roles trust: this function assumes it first.</summary>
/// <remarks>Its sessions last an hour, the most that role chaining allows, and are kept in memory until shortly before: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining</remarks>
internal sealed class VendorSession(IAmazonSecurityTokenService own, Settings settings, TimeProvider time)
{
    /// <summary>How long a session of the access role lasts, in seconds.</summary>
    public const int SessionSeconds = 3600;

    private static readonly TimeSpan s_renewBefore = TimeSpan.FromMinutes(5);
    private Task<Current>? _current;

    /// <summary>The configuration of every STS client: the regional endpoint of where the function runs.</summary>
    public static AmazonSecurityTokenServiceConfig StsConfig(string region) =>
        ClientDefaults.Apply(new AmazonSecurityTokenServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) });

    /// <summary>An STS client that speaks as the vendor's role.</summary>
    /// <exception cref="AwsFailureException">The role cannot be assumed: a fault on the vendor's side, never the customer's.</exception>
    /// <remarks>Several callers at once share one call: it is begun while the onboarding is being read, and awaited afterwards.</remarks>
    public async Task<IAmazonSecurityTokenService> StsAsync(CancellationToken cancellation)
    {
        if (_current is null or { IsFaulted: true } or { IsCanceled: true })
            _current = AssumeAsync(cancellation);
        var current = await _current.WaitAsync(cancellation);
        if (current.ExpiresAt - s_renewBefore > time.GetUtcNow())
            return current.Sts;
        _current = AssumeAsync(cancellation);
        return (await _current).Sts;
    }

    /// <summary>Lets the next call begin a new session: this one may have been revoked, which looks like a customer's refusal.</summary>
    public void Forget() => _current = null;

    private async Task<Current> AssumeAsync(CancellationToken cancellation)
    {
        AssumeRoleResponse response;
        try
        {
            response = await own.AssumeRoleAsync(
                new AssumeRoleRequest { RoleArn = settings.VendorRole.Value, RoleSessionName = settings.Vendor.Prefix + settings.Feature, DurationSeconds = SessionSeconds },
                cancellation);
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw AwsFailureException.Of($"sts:AssumeRole {settings.VendorRole.Name}", e);
        }

        var client = new AmazonSecurityTokenServiceClient(response.Credentials, StsConfig(settings.HomeRegion));
        return new Current(client, new DateTimeOffset(response.Credentials.Expiration!.Value.ToUniversalTime()));
    }

    private sealed record Current(IAmazonSecurityTokenService Sts, DateTimeOffset ExpiresAt);
}
