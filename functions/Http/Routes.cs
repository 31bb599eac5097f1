namespace Onboarding.Functions.Http;

/// <summary>Who API Gateway lets through to a route.</summary>
internal enum RouteAuthorizer
{
    /// <summary>A bearer token that the JWT authorizer accepts.</summary>
    Jwt,

    /// <summary>Everyone: the request itself contains the caller's proof.</summary>
    None,

    /// <summary>A SigV4 signature of a principal that IAM allows <c>execute-api:Invoke</c>.</summary>
    Iam,
}

/// <summary>The number of requests that a route accepts from all callers together, if it has its own limit: API Gateway refuses the others with 429.</summary>
/// <param name="RatePerSecond">Requests a second.</param>
/// <param name="Burst">The burst size, in requests.</param>
/// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html</remarks>
internal sealed record RouteThrottle(int RatePerSecond, int Burst)
{
    /// <summary>Of each route that takes no sign-in.</summary>
    public static RouteThrottle Open { get; } = new(10, 20);
}

/// <summary>One route of the HTTP API.</summary>
internal sealed record Route
{
    /// <summary>A route for a tenant's people, with the capability that it requires.</summary>
    /// <param name="key">The route key.</param>
    /// <param name="feature">The feature that answers it.</param>
    /// <param name="capability">What its caller must be allowed to do, if a deployment restricts people (<see cref="RoleClaim"/>).</param>
    public Route(string key, string feature, Capability capability) => (Key, Feature, Authorizer, Capability) = (key, feature, RouteAuthorizer.Jwt, capability);

    /// <summary>A route for others than tenants' people.</summary>
    /// <param name="key">The route key.</param>
    /// <param name="feature">The feature that answers it.</param>
    /// <param name="authorizer">Who can call it.</param>
    public Route(string key, string feature, RouteAuthorizer authorizer) => (Key, Feature, Authorizer) = (key, feature, authorizer);

    /// <summary>The same route for the vendor's software, which names the tenant in the path.</summary>
    public Route ForProduct() => new(Key.Replace(" /v1/", " /product/v1/tenants/{tenant}/", StringComparison.Ordinal), Feature, RouteAuthorizer.Iam) { StandsFor = Key };

    /// <summary>The tenants' route that it is an alias of, and that the feature answers it as; null if it isn't an alias.</summary>
    public string? StandsFor { get; private init; }

    /// <summary>The route key as API Gateway writes it: method, space, path.</summary>
    public string Key { get; }

    /// <summary>The feature, and so the Lambda function, that answers it; the value of <c>ONBOARDING_FEATURE</c>.</summary>
    public string Feature { get; }

    /// <summary>Whom API Gateway lets through.</summary>
    public RouteAuthorizer Authorizer { get; }

    /// <summary>Its own limit; null where it shares that of the whole API.</summary>
    public RouteThrottle? Throttle => Authorizer == RouteAuthorizer.None ? RouteThrottle.Open : null;

    /// <summary>What a tenant's person must be allowed to do; null on a route that is not for them.</summary>
    public Capability? Capability { get; }
}

/// <summary>Every route of the HTTP API: what the CDK stack deploys, the sandbox's front serves and the functions answer.</summary>
internal static class Routes
{
    /// <summary>All routes.</summary>
    public static IReadOnlyList<Route> All => s_all;

    /// <summary>What a route of tenants' people takes; null when there is no such route.</summary>
    public static Capability? CapabilityOf(string key) => Find(key)?.Capability;

    /// <summary>The tenants' route that another route is an alias of; null if the other isn't an alias, or doesn't exist.</summary>
    public static string? StandsFor(string key) => Find(key)?.StandsFor;

    private static Route? Find(string key) => s_byKey.GetValueOrDefault(key);

    private static readonly Route[] s_own =
    [
        new("POST /v1/groups", "groups", Capability.Mint),
        new("GET /v1/groups", "groups", Capability.Look),
        new("GET /v1/groups/{groupId}", "groups", Capability.Look),
        new("PATCH /v1/groups/{groupId}", "groups", Capability.Mint),
        new("DELETE /v1/groups/{groupId}", "groups", Capability.Mint),
        new("POST /v1/groups/{groupId}/onboardings", "onboardings", Capability.Mint),
        new("GET /v1/groups/{groupId}/onboardings", "onboardings", Capability.Look),
        new("GET /v1/onboardings/{onboardingId}", "onboardings", Capability.Look),
        new("DELETE /v1/onboardings/{onboardingId}", "onboardings", Capability.Mint),
        new("POST /v1/onboardings/{onboardingId}/opened", "onboardings", Capability.Mint),
        new("POST /v1/onboardings/{onboardingId}/registration", "registrations", Capability.Mint),
        new("POST /v1/onboardings/{onboardingId}/invitations", "invitations", Capability.Mint),
        new("GET /v1/onboardings/{onboardingId}/invitations", "invitations", Capability.Look),
        new("DELETE /v1/onboardings/{onboardingId}/invitations/{invitationId}", "invitations", Capability.Mint),
        new("GET /v1/invitations/{token}", "visitors", RouteAuthorizer.None),
        new("POST /v1/invitations/{token}/registration", "visitors", RouteAuthorizer.None),
        new("GET /v1/accounts", "accounts", Capability.Look),
        new("GET /v1/accounts/{accountId}", "accounts", Capability.Look),
        new("PATCH /v1/accounts/{accountId}", "accounts", Capability.Mint),
        new("DELETE /v1/accounts/{accountId}", "accounts", Capability.Detach),
        new("GET /v1/accounts/{accountId}/audit", "accounts", Capability.Look),
        new("GET /v1/accounts/{accountId}/checks", "accounts", Capability.Look),
        new("POST /v1/accounts/{accountId}/pause", "accounts", Capability.Mint),
        new("POST /v1/accounts/{accountId}/resume", "accounts", Capability.Mint),
        new("GET /v1/accounts/{accountId}/access", "accounts", Capability.Look),
        new("POST /v1/accounts/{accountId}/checks", "checks", Capability.Mint),
        new("GET /v1/accounts/{accountId}/users", "checks", Capability.Look),
        new("GET /v1/profiles", "profiles", Capability.Look),
        new("GET /v1/profiles/{name}", "profiles", Capability.Look),
        new("GET /v1/operator-policy", "profiles", Capability.Look),
        new("GET /product/v1/connections", "connections", RouteAuthorizer.Iam),
        new("GET /product/v1/connections/{connectionId}", "connections", RouteAuthorizer.Iam),
        new("POST /product/v1/connections/{connectionId}/sessions", "sessions", RouteAuthorizer.Iam),
        new("GET /ops/v1/registrations", "operations", RouteAuthorizer.Iam),
        new("GET /ops/v1/registrations/{registrationId}", "operations", RouteAuthorizer.Iam),
        new("DELETE /ops/v1/registrations/{registrationId}", "operations", RouteAuthorizer.Iam),
        new("GET /ops/v1/registrations/{registrationId}/audit", "operations", RouteAuthorizer.Iam),
        new("GET /ops/v1/registrations/{registrationId}/access", "operations", RouteAuthorizer.Iam),
        new("GET /ops/v1/stats", "operations", RouteAuthorizer.Iam),
        new("GET /ops/v1/versions", "operations", RouteAuthorizer.Iam),
        new("POST /ops/v1/freezes", "operations", RouteAuthorizer.Iam),
        new("GET /ops/v1/freezes", "operations", RouteAuthorizer.Iam),
        new("DELETE /ops/v1/freezes/{freezeId}", "operations", RouteAuthorizer.Iam),
        new("POST /ops/v1/pseudonyms", "operations", RouteAuthorizer.Iam),
        new("DELETE /ops/v1/pseudonyms", "operations", RouteAuthorizer.Iam),
        new("POST /ops/v1/registrations/{registrationId}/checks", "sweeper", RouteAuthorizer.Iam),
        new("POST /ops/v1/sweep", "sweeper", RouteAuthorizer.Iam),
        new("POST /ops/v1/events/redrive", "publisher", RouteAuthorizer.Iam),
        new("POST /ops/v1/mails/redrive", "mailer", RouteAuthorizer.Iam),
    ];

    // For vendors whose page talks to their own backend.
    private static readonly Route[] s_all = [.. s_own, .. s_own.Where(r => r.Authorizer == RouteAuthorizer.Jwt).Select(r => r.ForProduct())];

    private static readonly Dictionary<string, Route> s_byKey = s_all.ToDictionary(r => r.Key, StringComparer.Ordinal);
}
