using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Onboarding.Ops.Api;

namespace Onboarding.Client;

/// <summary>The product API: customers' connected AWS accounts, and credentials in them. Safe for threads; keep one for as long as the process runs.</summary>
public sealed class OnboardingClient : IDisposable
{
    private const string Root = "product/v1/connections";

    private static readonly Dictionary<string, string> s_noQuery = new(StringComparer.Ordinal);

    private readonly HttpClient _http;
    private readonly bool _isOwn;
    private readonly TimeProvider _time;
    private readonly SignedApi _api;

    /// <summary>Speaks to one deployment.</summary>
    /// <param name="api">The stack's output <c>ApiUrl</c>.</param>
    /// <param name="region">The AWS Region of the API, for which requests are signed.</param>
    /// <param name="credentials">With which to sign; what the AWS SDK finds when null.</param>
    /// <param name="http">Sends the requests, and is not disposed of; an own one, with a time-out of 35 s, when null.</param>
    /// <param name="time">The clock of signatures and of expiry; the machine's when null.</param>
    /// <exception cref="ArgumentException">The address is not absolute, or has a query.</exception>
    /// <exception cref="AmazonClientException">No credentials were given, and the AWS SDK finds none.</exception>
    public OnboardingClient(Uri api, string region, AWSCredentials? credentials = null, HttpClient? http = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentException.ThrowIfNullOrEmpty(region);
        if (!api.IsAbsoluteUri || api.Query.Length > 0)
            throw new ArgumentException("The API's address is absolute and has no query.", nameof(api));
        (_isOwn, _http, _time) = (http is null, http ?? new HttpClient { Timeout = TimeSpan.FromSeconds(35) }, time ?? TimeProvider.System);
        // Without its last delimiter a base address loses its last segment.
        var root = api.AbsolutePath.EndsWith('/') ? api : new UriBuilder(api) { Path = $"{api.AbsolutePath}/" }.Uri;
        _api = new SignedApi(_http, root, new RequestSigner(credentials ?? DefaultAWSCredentialsIdentityResolver.GetCredentials(), region, _time));
    }

    /// <summary>Lists connections, page after page.</summary>
    /// <param name="filter">Which; null for all that have not ended.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <exception cref="OnboardingException">The service refused, or could not be reached.</exception>
    public async IAsyncEnumerable<Connection> ConnectionsAsync(ConnectionFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal) { ["limit"] = "100" };
        foreach (var (name, value) in new[] { ("tenant", filter?.Tenant), ("awsAccountId", filter?.AwsAccountId), ("profile", filter?.Profile), ("status", filter?.Status) })
        {
            if (value is not null)
                query[name] = value;
        }

        while (true)
        {
            var page = await _api.SendAsync(HttpMethod.Get, Root, query, [], [], ClientJson.Default.ConnectionPage, cancellation).ConfigureAwait(false);
            foreach (var connection in page.Connections)
                yield return connection;
            if (page.Cursor is null)
                yield break;
            query["cursor"] = page.Cursor;
        }
    }

    /// <summary>Looks at one connection.</summary>
    /// <param name="id">The connection.</param>
    /// <param name="tenant">Its tenant: another tenant's connection does not exist.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="OnboardingException">There is no such connection (<c>connection-not-found</c>), the service refused otherwise, or it could not be reached.</exception>
    public Task<Connection> ConnectionAsync(string id, string tenant, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        var query = new Dictionary<string, string>(StringComparer.Ordinal) { ["tenant"] = tenant };
        return _api.SendAsync(HttpMethod.Get, $"{Root}/{Uri.EscapeDataString(id)}", query, [], [], ClientJson.Default.Connection, cancellation);
    }

    /// <summary>Credentials of a connection for the AWS SDK. Nothing is asked before they are used. Keep the object: it refreshes itself, and each new one is a session of its own.</summary>
    /// <param name="id">The connection.</param>
    /// <param name="tenant">Its tenant.</param>
    /// <param name="purpose">What for, in a word of lowercase letters and digits such as <c>scan</c>; the customer sees it.</param>
    /// <param name="options">The limits of the sessions; null for everything that the role can do, for 15 minutes at a time.</param>
    public ConnectionCredentials CredentialsFor(string id, string tenant, string purpose, SessionOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        var seconds = options?.Duration is { } duration ? (int)duration.TotalSeconds : (int?)null;
        var body = JsonSerializer.SerializeToUtf8Bytes(new SessionRequest(tenant, purpose, options?.Actions, options?.Policy, seconds), ClientJson.Default.SessionRequest);
        IReadOnlyList<(string, string)> headers = options?.Person is { } person ? [("x-onboarding-person", person)] : [];
        var path = $"{Root}/{Uri.EscapeDataString(id)}/sessions";
        return new ConnectionCredentials(
            async () => (await _api.SendAsync(HttpMethod.Post, path, s_noQuery, body, headers, ClientJson.Default.SessionAnswer, CancellationToken.None).ConfigureAwait(false)).Credentials,
            _time);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_isOwn)
            _http.Dispose();
    }
}
