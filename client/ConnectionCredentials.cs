using System.Security.Cryptography;
using Amazon.Runtime;

namespace Onboarding.Client;

/// <summary>Credentials of a connection, for any client of the AWS SDK. They refresh themselves five minutes before they end; however many threads want them, one request is sent.</summary>
public sealed class ConnectionCredentials : AWSCredentials
{
    private static readonly TimeSpan s_refreshBefore = TimeSpan.FromMinutes(5);

    /// <summary>Processes that began together do not refresh together.</summary>
    private static readonly TimeSpan s_jitter = TimeSpan.FromMinutes(1);

    /// <summary>Credentials with less time than this are not given out.</summary>
    private static readonly TimeSpan s_reserve = TimeSpan.FromSeconds(30);

    private readonly Func<Task<SessionKeys>> _fetch;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private Current? _current;
    private Task<Current>? _fetching;

    internal ConnectionCredentials(Func<Task<SessionKeys>> fetch, TimeProvider time) => (_fetch, _time) = (fetch, time);

    /// <inheritdoc />
    /// <exception cref="OnboardingException">The service gives out none, for example because the customer paused or detached the connection, or it could not be reached.</exception>
    public override ImmutableCredentials GetCredentials() => Task.Run(GetCredentialsAsync).GetAwaiter().GetResult();

    /// <inheritdoc />
    /// <exception cref="OnboardingException">The service gives out none, for example because the customer paused or detached the connection, or it could not be reached.</exception>
    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        Task<Current> fetching;
        lock (_lock)
        {
            if (_current is { } current && _time.GetUtcNow() < current.RefreshAt)
                return current.Keys;
            fetching = _fetching ??= FetchAsync();
        }

        try
        {
            return (await fetching.ConfigureAwait(false)).Keys;
        }
        catch (OnboardingException e) when (e.IsTransient && Remaining() is { } keys)
        {
            // The service is busy, and there is time left. What it decided, such as a pause, is not passed over.
            return keys;
        }
    }

    private ImmutableCredentials? Remaining()
    {
        lock (_lock)
            return _current is { } current && _time.GetUtcNow() < current.ExpiresAt - s_reserve ? current.Keys : null;
    }

    private async Task<Current> FetchAsync()
    {
        // The holder of the lock continues immediately.
        await Task.Yield();
        try
        {
            var keys = await _fetch().ConfigureAwait(false);
            var early = s_refreshBefore + TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)s_jitter.TotalMilliseconds));
            var fetched = new Current(new ImmutableCredentials(keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken), keys.Expiration - early, keys.Expiration);
            lock (_lock)
                _current = fetched;
            return fetched;
        }
        finally
        {
            lock (_lock)
                _fetching = null;
        }
    }

    private sealed record Current(ImmutableCredentials Keys, DateTimeOffset RefreshAt, DateTimeOffset ExpiresAt);
}
