using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Onboarding.Ops.Api;

/// <summary>Signs requests to API Gateway, or to another service, by Signature Version 4, with the AWS SDK's own signer.</summary>
/// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html: the service is <c>execute-api</c>.</remarks>
internal sealed class RequestSigner(AWSCredentials credentials, string region, TimeProvider time, string service = "execute-api")
{
    private readonly AWS4Signer _signer = new();
    private readonly SigningConfig _config = new(region, service);

    public string Region => region;

    /// <summary>Signs a request that has no body.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="root">The API's address.</param>
    /// <param name="path">The path below it, each segment encoded.</param>
    /// <param name="query">The query's members, not encoded.</param>
    /// <returns>The headers to send with it.</returns>
    /// <exception cref="AmazonClientException">The credentials cannot be had.</exception>
    public Task<IDictionary<string, string>> SignAsync(string method, Uri root, string path, IReadOnlyDictionary<string, string> query) =>
        SignAsync(method, root, path, query, [], []);

    /// <summary>Signs a request with an optional body.</summary>
    /// <inheritdoc cref="SignAsync(string, Uri, string, IReadOnlyDictionary{string, string})" />
    /// <param name="method">The HTTP method.</param>
    /// <param name="root">The API's address.</param>
    /// <param name="path">The path below it, each segment encoded.</param>
    /// <param name="query">The query's members, not encoded.</param>
    /// <param name="body">The body; empty for none.</param>
    /// <param name="headers">Headers to sign, too.</param>
    public async Task<IDictionary<string, string>> SignAsync(
        string method, Uri root, string path, IReadOnlyDictionary<string, string> query, byte[] body, IEnumerable<(string Name, string Value)> headers)
    {
        var keys = await credentials.GetCredentialsAsync();
        using var request = new DefaultRequest(new Nothing(), service)
        {
            HttpMethod = method,
            Endpoint = root,
            ResourcePath = path,
            UseQueryString = body.Length == 0,
        };
        if (body.Length > 0)
            request.Content = body;
        foreach (var (name, value) in headers)
            request.Headers[name] = value;
        foreach (var (name, value) in query)
            request.Parameters[name] = value;
        if (keys.UseToken)
            request.Headers["X-Amz-Security-Token"] = keys.Token;
        var result = _signer.SignRequest(request, _config, metrics: null, keys.AccessKey, keys.SecretKey, time.GetUtcNow().UtcDateTime);
        request.Headers["Authorization"] = result.ForAuthorizationHeader;
        return request.Headers;
    }

    private sealed class Nothing : AmazonWebServiceRequest;

    private sealed class SigningConfig : ClientConfig
    {
        private readonly string _service;

        public SigningConfig(string region, string service)
            : base(new Defaults())
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region);
            AuthenticationRegion = region;
            AuthenticationServiceName = _service = service;
        }

        public override string ServiceVersion => "2018-11-29";

        public override string UserAgent => "onboarding-ops";

        public override string RegionEndpointServiceName => _service;

        public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
            throw new NotSupportedException("Only the signer uses this configuration; the address is the operator's.");
    }

    private sealed class Defaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) =>
            new DefaultConfiguration { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard };
    }
}
