using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Onboarding.Functions.Aws.Query;

/// <summary>The SDK's configuration of a <see cref="QueryClient"/>.</summary>
internal sealed class QueryConfig : ClientConfig
{
    private readonly string _endpoint;

    public QueryConfig(QueryService service, string region)
        : base(new Defaults())
    {
        Service = service;
        ServiceId = service.ServiceId;
        RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        AuthenticationRegion = service.SigningRegion(region);
        AuthenticationServiceName = service.SigningName;
        _endpoint = service.Endpoint(region);
        EndpointProvider = new Provider(this);
    }

    public QueryService Service { get; }

    public override string ServiceVersion => Service.ApiVersion;

    public override string UserAgent => "onboarding";

    public override string RegionEndpointServiceName => Service.SigningName;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => Resolve();

    // ServiceURL is what AWS_ENDPOINT_URL_<service> and the shared configuration file say.
    private Endpoint Resolve() => new(ServiceURL ?? _endpoint);

    private sealed class Provider(QueryConfig config) : IEndpointProvider
    {
        public Endpoint ResolveEndpoint(EndpointParameters parameters) => config.Resolve();
    }

    private sealed class Defaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) =>
            new DefaultConfiguration { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard };
    }
}
