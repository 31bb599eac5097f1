using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts.Access;

/// <summary>What a freeze stops: the sessions of one connection, of one tenant, or all.</summary>
/// <param name="Tenant">The tenant; null for all tenants.</param>
/// <param name="ConnectionId">The connection; null for all of the tenant's.</param>
internal sealed record Freeze(string? Tenant, string? ConnectionId)
{
    private const int IdLength = 24;

    /// <summary>Stops everything.</summary>
    public static Freeze Everything { get; } = new(null, null);

    /// <summary>Its id, which says what is frozen: the same is frozen once.</summary>
    public string Id => MintingAlphabet.Hash(this switch
    {
        { ConnectionId: { } id } => "connection " + id,
        { Tenant: { } tenant } => "tenant " + tenant,
        _ => "everything",
    }, IdLength);

    public (string Pk, string Sk) Key => Keys.Freeze(Id);

    /// <summary>All that would stop a connection's sessions.</summary>
    public static IReadOnlyList<Freeze> Of(TenantId tenant, OnboardingId id) => [Everything, new(tenant.Value, null), new(tenant.Value, id.Value)];

    /// <summary>Whether a text can be the id of a freeze.</summary>
    public static bool IsId(string text) => text.Length == IdLength && MintingAlphabet.Contains(text);
}
