using System.Collections.Concurrent;
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

    /// <summary>What so young a session is denied is denied: it can hardly have been revoked.</summary>
    private static readonly TimeSpan s_trusted = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private Task<Current>? _current;

    /// <summary>The configuration of every STS client: a Region's own endpoint, signed for that Region even if <c>AWS_ENDPOINT_URL</c> is set.</summary>
    public static AmazonSecurityTokenServiceConfig StsConfig(string region) =>
        ClientDefaults.Apply(new AmazonSecurityTokenServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), AuthenticationRegion = region });

    /// <summary>An STS client that speaks as the vendor's role.</summary>
    /// <exception cref="AwsFailureException">The role cannot be assumed: a fault on the vendor's side, never the customer's.</exception>
    /// <remarks>Concurrent callers share one call: it starts while the onboarding is being read, and is awaited afterwards.</remarks>
    /// <param name="cancellation">Ends the call.</param>
    /// <param name="region">Whose STS to speak to; null for the deployment's.</param>
    public async Task<IAmazonSecurityTokenService> StsAsync(CancellationToken cancellation, string? region = null) =>
        await CurrentAsync(cancellation) is var current && region is null ? current.Sts : current.StsIn(region);

    private async Task<Current> CurrentAsync(CancellationToken cancellation)
    {
        var begun = Begin(insteadOf: null, cancellation);
        var current = await begun.WaitAsync(cancellation);
        return current.ExpiresAt - s_renewBefore > time.GetUtcNow() ? current : await Begin(begun, cancellation).WaitAsync(cancellation);
    }

    /// <summary>Asks for a customer's role. What is denied is asked again with a new session, unless this one is new: one that was revoked meanwhile looks like a customer's refusal.</summary>
    /// <param name="region">Where the customer's stack is: asked there when STS of the deployment's Region is deactivated in the customer's account.</param>
    /// <param name="ask">Asks, as the vendor's role.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <exception cref="AwsFailureException">The vendor's role cannot be assumed.</exception>
    public async Task<AssumeRoleAnswer> AskAsync(string? region, Func<IAmazonSecurityTokenService, Task<AssumeRoleAnswer>> ask, CancellationToken cancellation)
    {
        var sts = await StsAsync(cancellation);
        var answer = await ask(sts);
        // The account of the role must have the Region that is asked, and there it was asked to create a stack:
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
        if (answer.Failure?.Reason is "RegionDisabledException" && region is not null)
            return await ask(await StsAsync(cancellation, region)) with { StsRegion = region };
        return answer.Probe.Answer is Probe.Denied && await DoubtsAsync(sts) ? await ask(await StsAsync(cancellation)) : answer;
    }

    private async Task<bool> DoubtsAsync(IAmazonSecurityTokenService denied)
    {
        if (_current is not { IsCompletedSuccessfully: true } begun)
            return true;
        var current = await begun;
        if (!ReferenceEquals(current.Sts, denied))
            return true;
        if (time.GetElapsedTime(current.BeganAt) < s_trusted)
            return false;
        lock (_lock)
            _current = ReferenceEquals(_current, begun) ? null : _current;
        return true;
    }

    // Of several callers that find no session, or one too old, the first begins the new one.
    private Task<Current> Begin(Task<Current>? insteadOf, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_current is null or { IsFaulted: true } or { IsCanceled: true } || ReferenceEquals(_current, insteadOf))
                _current = AssumeAsync(cancellation);
            return _current;
        }
    }

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

        var client = new AmazonSecurityTokenServiceClient(response.Credentials, StsConfig(settings.StsRegion ?? settings.HomeRegion));
        return new Current(response.Credentials, client, time.GetTimestamp(), new DateTimeOffset(response.Credentials.Expiration!.Value.ToUniversalTime()));
    }

    private sealed record Current(Credentials Credentials, IAmazonSecurityTokenService Sts, long BeganAt, DateTimeOffset ExpiresAt)
    {
        private readonly ConcurrentDictionary<string, IAmazonSecurityTokenService> _elsewhere = new(StringComparer.Ordinal);

        public IAmazonSecurityTokenService StsIn(string region) => _elsewhere.GetOrAdd(region, r => new AmazonSecurityTokenServiceClient(Credentials, StsConfig(r)));
    }
}
