using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Registry;

/// <summary>A registration's place in the operators' lists: by state, by tenant and by AWS account, in each since when it has been in its state.</summary>
/// <param name="Id">The registration.</param>
/// <param name="State">Its state.</param>
/// <param name="Since">Since when.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="AwsAccount">Its AWS account; null while that is unknown.</param>
internal sealed record Listing(string Id, string State, DateTimeOffset Since, TenantId Tenant, AwsAccountId? AwsAccount)
{
    /// <summary>The state of an account that is well and paused.</summary>
    public const string Paused = "paused";

    /// <summary>Adds what the indexes hold of an item.</summary>
    public Item WriteTo(Item item) => item
        .With("statePk", Keys.State(State, Id))
        .With("tenantPk", Keys.Registrations(Tenant))
        .With("awsAccountPk", AwsAccount is null ? null : Keys.Registrations(AwsAccount))
        .With("stateSince", Since);
}
