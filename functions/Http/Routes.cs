namespace Onboarding.Functions.Http;

/// <summary>Who API Gateway lets through to a route.</summary>
internal enum RouteAuthorizer
{
    /// <summary>A bearer token that the JWT authoriser accepts.</summary>
    Jwt,

    /// <summary>A SigV4 signature of a principal that IAM allows <c>execute-api:Invoke</c>.</summary>
    Iam,
}

/// <summary>One route of the HTTP API.</summary>
/// <param name="Key">The route key as API Gateway writes it: method, space, path.</param>
/// <param name="Feature">The feature, and so the Lambda function, that answers it; the value of <c>ONBOARDING_FEATURE</c>.</param>
/// <param name="Authorizer">Who may call it.</param>
internal sealed record Route(string Key, string Feature, RouteAuthorizer Authorizer = RouteAuthorizer.Jwt);

/// <summary>Every route of the HTTP API: what the CDK stack deploys, the sandbox's front serves and the functions answer.</summary>
internal static class Routes
{
    /// <summary>All routes.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        new("POST /v1/groups", "groups"),
        new("GET /v1/groups", "groups"),
        new("GET /v1/groups/{groupId}", "groups"),
        new("PATCH /v1/groups/{groupId}", "groups"),
        new("DELETE /v1/groups/{groupId}", "groups"),
        new("POST /v1/groups/{groupId}/onboardings", "onboardings"),
        new("GET /v1/groups/{groupId}/onboardings", "onboardings"),
        new("GET /v1/onboardings/{onboardingId}", "onboardings"),
        new("DELETE /v1/onboardings/{onboardingId}", "onboardings"),
        new("POST /v1/onboardings/{onboardingId}/registration", "registrations"),
        new("GET /v1/accounts", "accounts"),
        new("GET /v1/accounts/{accountId}", "accounts"),
        new("PATCH /v1/accounts/{accountId}", "accounts"),
        new("DELETE /v1/accounts/{accountId}", "accounts"),
        new("GET /v1/accounts/{accountId}/audit", "accounts"),
        new("GET /v1/accounts/{accountId}/checks", "accounts"),
        new("POST /v1/accounts/{accountId}/checks", "checks"),
        new("GET /v1/accounts/{accountId}/users", "checks"),
        new("GET /v1/profiles", "profiles"),
        new("GET /v1/operator-policy", "profiles"),
        new("GET /ops/v1/registrations", "operations", RouteAuthorizer.Iam),
        new("GET /ops/v1/registrations/{registrationId}", "operations", RouteAuthorizer.Iam),
        new("DELETE /ops/v1/registrations/{registrationId}", "operations", RouteAuthorizer.Iam),
        new("GET /ops/v1/registrations/{registrationId}/audit", "operations", RouteAuthorizer.Iam),
        new("POST /ops/v1/registrations/{registrationId}/checks", "sweeper", RouteAuthorizer.Iam),
        new("POST /ops/v1/sweep", "sweeper", RouteAuthorizer.Iam),
    ];
}
