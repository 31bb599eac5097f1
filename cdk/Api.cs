using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AwsApigatewayv2Authorizers;
using Amazon.CDK.AwsApigatewayv2Integrations;
using Constructs;
using Onboarding.Functions.Http;
using HttpMethod = Amazon.CDK.AWS.Apigatewayv2.HttpMethod;

namespace Onboarding.Cdk;

/// <summary>The HTTP API: the route table of the functions, a JWT authorizer for tenants, IAM for operators and the vendor's software, and none for those who bring an invitation.</summary>
internal sealed class Api : Construct
{
    // What a line of the access log says. No body, no header, no query, no token; the path's ids are in the function's own log.
    private static readonly Dictionary<string, string> s_accessLog = new(StringComparer.Ordinal)
    {
        ["requestId"] = "$context.requestId",
        ["time"] = "$context.requestTime",
        ["routeKey"] = "$context.routeKey",
        ["status"] = "$context.status",
        ["responseLength"] = "$context.responseLength",
        ["responseLatency"] = "$context.responseLatency",
        ["integrationLatency"] = "$context.integrationLatency",
        ["integrationStatus"] = "$context.integrationStatus",
        ["integrationError"] = "$context.integrationErrorMessage",
        ["error"] = "$context.error.responseType",
    };

    public Api(Construct scope, string id, DeploySettings settings, SignIn signIn, LogGroups logGroups, IReadOnlyList<FeatureFunction> functions, IReadOnlyList<Route> routes)
        : base(scope, id)
    {
        Resource = new HttpApi(this, "Api", new HttpApiProps
        {
            ApiName = settings.Name,
            Description = $"{settings.Name}: the tenants' and the operators' API",
            DefaultDomainMapping = Domain(settings) is { } domain ? new DomainMappingOptions { DomainName = domain } : null,
            CorsPreflight = new CorsPreflightOptions
            {
                AllowOrigins = [.. settings.PageOrigins],
                AllowMethods = [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PATCH, CorsHttpMethod.DELETE],
                AllowHeaders = ["accept-language", "authorization", "content-type"],
                ExposeHeaders = ["retry-after"],
                MaxAge = Duration.Hours(1),
            },
        });
        Url = settings.ApiDomain is { } name ? $"https://{name}" : Resource.ApiEndpoint;
        ConfigureStage(settings, logGroups, AddRoutes(signIn, functions, routes));
    }

    public HttpApi Resource { get; }

    /// <summary>Its address, without a slash at its end.</summary>
    public string Url { get; }

    // The vendor points the name to the domain's target, wherever its zone is. API Gateway's own address keeps working, so adding a domain breaks no page.
    private DomainName? Domain(DeploySettings settings)
    {
        if (settings.ApiDomain is not { } name)
            return null;
        var domain = new DomainName(this, "Domain", new DomainNameProps
        {
            DomainName = name,
            Certificate = Certificate.FromCertificateArn(this, "Certificate", settings.CertificateArn!),
            SecurityPolicy = SecurityPolicy.TLS_1_2,
        });
        OnboardingStack.Output(this, "ApiDomainTarget", domain.RegionalDomainName, "What a CNAME record of the API's domain points to, or an alias record");
        OnboardingStack.Output(this, "ApiDomainZoneId", domain.RegionalHostedZoneId, "The hosted zone of that target, for an alias record in Route 53");
        return domain;
    }

    /// <summary>Adds the routes.</summary>
    /// <returns>The routes with a limit of their own.</returns>
    private Dictionary<Route, CfnResource> AddRoutes(SignIn signIn, IReadOnlyList<FeatureFunction> functions, IReadOnlyList<Route> routes)
    {
        var tenants = new HttpJwtAuthorizer("Tenants", signIn.Issuer, new HttpJwtAuthorizerProps { JwtAudience = [.. signIn.Audience] });
        var operators = new HttpIamAuthorizer();
        var integrations = functions.ToDictionary(
            f => f.Feature.Name,
            f => new HttpLambdaIntegration(f.Feature.Name, f.Live, new HttpLambdaIntegrationProps { PayloadFormatVersion = PayloadFormatVersion.VERSION_2_0 }),
            StringComparer.Ordinal);
        var throttled = new Dictionary<Route, CfnResource>();
        foreach (var route in routes)
        {
            var (method, path) = (route.Key.Split(' ')[0], route.Key.Split(' ')[1]);
            var added = Resource.AddRoutes(new AddRoutesOptions
            {
                Path = path,
                Methods = [Enum.Parse<HttpMethod>(method)],
                Integration = integrations[route.Feature],
                Authorizer = route.Authorizer switch
                {
                    RouteAuthorizer.Iam => operators,
                    RouteAuthorizer.Jwt => tenants,
                    _ => new HttpNoneAuthorizer(),
                },
            });
            if (route.Throttle is not null)
                throttled.Add(route, (CfnResource)added.Single().Node.DefaultChild!);
        }

        return throttled;
    }

    private void ConfigureStage(DeploySettings settings, LogGroups logGroups, Dictionary<Route, CfnResource> throttled)
    {
        var stage = (CfnStage)Resource.DefaultStage!.Node.DefaultChild!;
        stage.AccessLogSettings = new CfnStage.AccessLogSettingsProperty
        {
            DestinationArn = logGroups.Add(this, "AccessLog").LogGroupArn,
            Format = JsonSerializer.Serialize(s_accessLog),
        };
        stage.DefaultRouteSettings = new CfnStage.RouteSettingsProperty
        {
            // Metrics by route are billed as custom metrics; each function has its own for nothing.
            DetailedMetricsEnabled = false,
            ThrottlingBurstLimit = settings.ThrottleBurst,
            ThrottlingRateLimit = settings.ThrottleRate,
        };
        // Callers without a sign-in take no capacity from those with one.
        stage.RouteSettings = throttled.Keys.ToDictionary(
            route => route.Key,
            object (route) => new Dictionary<string, object>(StringComparer.Ordinal) { ["ThrottlingBurstLimit"] = route.Throttle!.Burst, ["ThrottlingRateLimit"] = route.Throttle.RatePerSecond },
            StringComparer.Ordinal);
        // A stage can have settings only of routes that are there: “Unable to find Route by key … within the provided RouteSettings”.
        foreach (var route in throttled.Values)
            stage.AddDependency(route);
    }
}
