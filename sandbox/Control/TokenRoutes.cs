using System.Text.Json;
using Onboarding.Sandbox.Gateway;

namespace Onboarding.Sandbox.Control;

/// <summary><c>/sandbox/tokens</c>: what a tenant's person, an operator, the vendor's role and its software sign their requests with.</summary>
internal sealed class TokenRoutes(TokenIssuer issuer, SimulatedAws aws, Vendor vendor) : IControlRoutes
{
    private const int LongestTenant = 256;

    // One administrator of each account, for the same reason.
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, IssuedCredentials> _administrators = new(StringComparer.Ordinal);

    // One operator for as long as the sandbox runs: repeated requests get the same key.
    private readonly Lazy<IssuedCredentials> _operator = new(() => vendor.IssueOperatorKey(aws));

    /// <inheritdoc />
    public void Map(ControlMap routes) => routes.Add("POST", "/sandbox/tokens", IssueAsync);

    private async Task IssueAsync(HttpContext context)
    {
        var request = await StrictBody.ReadAsync<Wish>(context);
        await (request switch
        {
            { Tenant: { } tenant, Operator: null, Vendor: null, Product: null, Role: null, Administrator: null } => SandboxJson.WriteAsync(context, 200, new Token(Sign(tenant, request))),
            { Tenant: null, Operator: true, Vendor: null, Product: null, Role: null, Administrator: null, ExpiresInSeconds: null, Claims: null } =>
                SandboxJson.WriteAsync(context, 200, _operator.Value),
            { Tenant: null, Operator: null, Vendor: true, Product: null, Role: null, Administrator: null, ExpiresInSeconds: null, Claims: null } =>
                SandboxJson.WriteAsync(context, 200, aws.IssueRoleSession(vendor.AccessRoleArn, "sandbox")),
            { Tenant: null, Operator: null, Vendor: null, Product: true, Administrator: null, ExpiresInSeconds: null, Claims: null } =>
                SandboxJson.WriteAsync(context, 200, vendor.IssueProductSession(aws, request.Role ?? Vendor.ProductRoleName)),
            { Tenant: null, Operator: null, Vendor: null, Product: null, Role: null, Administrator: { } account, ExpiresInSeconds: null, Claims: null } =>
                SandboxJson.WriteAsync(context, 200, _administrators.GetOrAdd(Accounts.Checked(account), id => vendor.IssueAdministratorKey(aws, id))),
            _ => throw new BadRequestException("Ask for one of {\"tenant\":\"…\"}, with expiresInSeconds and claims or without, {\"operator\":true}, {\"vendor\":true}, {\"administrator\":\"111122223333\"}, and {\"product\":true}, with the name of a role or without."),
        });
    }

    private string Sign(string tenant, Wish request) => tenant.Length is > 0 and <= LongestTenant
        ? issuer.Sign(tenant, TimeSpan.FromSeconds(request.ExpiresInSeconds ?? 3600), request.Claims)
        : throw new BadRequestException($"A tenant's name has 1 to {LongestTenant} characters.");

    internal sealed record Wish
    {
        public string? Tenant { get; init; }
        public int? ExpiresInSeconds { get; init; }

        /// <summary>Claims of any JSON type, which can also replace those that the issuer writes.</summary>
        public IReadOnlyDictionary<string, JsonElement>? Claims { get; init; }
        public bool? Operator { get; init; }
        public bool? Vendor { get; init; }
        public bool? Product { get; init; }

        /// <summary>The account whose administrator signs.</summary>
        public string? Administrator { get; init; }

        /// <summary>The role of the vendor's software; that of the stack when absent.</summary>
        public string? Role { get; init; }
    }

    private sealed record Token([property: System.Text.Json.Serialization.JsonPropertyName("token")] string Text);
}
