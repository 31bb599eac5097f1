using Amazon;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Verification;

/// <summary>The vendor's access role, the only principal that customers' roles trust: this function assumes it first.</summary>
/// <remarks>Its sessions last an hour, the most that role chaining allows, and are kept in memory until shortly before: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining</remarks>
internal sealed class VendorSession(Settings settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_renewBefore = TimeSpan.FromMinutes(5);
    private readonly AmazonSecurityTokenServiceClient _own = new AmazonSecurityTokenServiceClient(StsConfig(settings.HomeRegion));
    private Task<Current>? _current;

    /// <summary>The configuration of every STS client: the regional endpoint of where the function runs.</summary>
    public static AmazonSecurityTokenServiceConfig StsConfig(string region) =>
        ClientDefaults.Apply(new AmazonSecurityTokenServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) });

    /// <summary>An STS client that speaks as the vendor's role.</summary>
    /// <exception cref="AwsFailureException">The role cannot be assumed: a fault on the vendor's side, never the customer's.</exception>
    /// <remarks>Several callers at once share one call: it is begun while the onboarding is being read, and awaited afterwards.</remarks>
    public async Task<IAmazonSecurityTokenService> StsAsync(CancellationToken cancellation)
    {
        var isUsable = _current switch
        {
            null or { IsFaulted: true } or { IsCanceled: true } => false,
            { IsCompleted: false } => true,
            _ => (await _current).ExpiresAt - s_renewBefore > time.GetUtcNow(),
        };
        if (!isUsable)
            _current = AssumeAsync(cancellation);
        return (await _current!).Sts;
    }

    public void Dispose() => _own.Dispose();

    private async Task<Current> AssumeAsync(CancellationToken cancellation)
    {
        AssumeRoleResponse response;
        try
        {
            response = await _own.AssumeRoleAsync(
                new AssumeRoleRequest { RoleArn = settings.VendorRole.Value, RoleSessionName = settings.Vendor.Prefix + settings.Feature, DurationSeconds = 3600 },
                cancellation);
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw AwsFailureException.Of("sts:AssumeRole (the service's own role)", e);
        }

        var client = new AmazonSecurityTokenServiceClient(response.Credentials, StsConfig(settings.HomeRegion));
        return new Current(client, new DateTimeOffset(response.Credentials.Expiration!.Value.ToUniversalTime()));
    }

    private sealed record Current(IAmazonSecurityTokenService Sts, DateTimeOffset ExpiresAt);
}
