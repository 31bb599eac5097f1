using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Registry;

/// <summary>A registration's place in the operators' lists: by state, by tenant and by AWS account, in each since when it has been in its state.</summary>
/// <param name="Id">The registration.</param>
/// <param name="State">Its state.</param>
/// <param name="Since">Since when.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="AwsAccount">Its AWS account; null while that is unknown.</param>
/// <param name="Name">Its name; null while it has none.</param>
/// <param name="TemplateVersion">The version of its template.</param>
internal sealed record Listing(string Id, string State, DateTimeOffset Since, TenantId Tenant, AwsAccountId? AwsAccount, string? Name, string TemplateVersion)
{
    /// <summary>The state of an account that is well and paused.</summary>
    public const string Paused = "paused";

    /// <summary>A name as it is searched for: capital and small letters are the same.</summary>
    public static string SearchKey(string name) => name.ToUpperInvariant();

    /// <summary>Adds what the indexes hold of an item, and what is filtered by.</summary>
    public Item WriteTo(Item item) => item
        .With("statePk", Keys.State(State, Id))
        .With("tenantPk", Keys.Registrations(Tenant))
        .With("awsAccountPk", AwsAccount is null ? null : Keys.Registrations(AwsAccount))
        .With("stateSince", Since)
        .With("nameKey", Name is null ? null : SearchKey(Name))
        .With("templateOrder", VersionOrder.Of(TemplateVersion));
}
