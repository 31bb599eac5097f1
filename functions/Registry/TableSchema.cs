namespace Onboarding.Functions.Registry;

/// <summary>An index of the table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PartitionKey">The attribute, a text, that it is partitioned by.</param>
/// <param name="SortKey">The attribute that it is sorted by.</param>
/// <param name="SortsByNumber">Whether the sort key is a number; otherwise it is a text.</param>
/// <param name="Includes">The attributes that it holds besides keys; null for all.</param>
internal sealed record TableIndex(string Name, string PartitionKey, string SortKey, bool SortsByNumber, IReadOnlyList<string>? Includes = null);

/// <summary>How the table is made: its keys, its indexes, and the attribute by which DynamoDB deletes. The CDK stack deploys it, and the sandbox creates it, from here.</summary>
internal static class TableSchema
{
    public const string PartitionKey = "pk";

    public const string SortKey = "sk";

    /// <summary>The attribute that holds the time, in seconds since 1970, after which DynamoDB deletes an item.</summary>
    public const string TimeToLive = "ttl";

    /// <summary>The index of the onboardings of a group, newest last.</summary>
    public const string GroupIndex = "group";

    /// <summary>The sparse index of items for the sweeper.</summary>
    public const string DueIndex = "due";

    /// <summary>The index of all registrations by state.</summary>
    public const string StateIndex = "state";

    /// <summary>The index of all registrations by tenant.</summary>
    public const string TenantIndex = "tenant";

    /// <summary>The sparse index of the registrations whose AWS account is known, by that account.</summary>
    public const string AwsAccountIndex = "awsAccount";

    /// <summary>The index of every connection that hasn't ended, of all tenants: each keeps its place whatever happens to it, so that a list misses none.</summary>
    public const string ConnectionIndex = "connection";

    /// <summary>The index of what is counted: onboardings by the day on which they were minted, and live accounts. What it holds changes seldom, and only then it is written.</summary>
    public const string CensusIndex = "census";

    /// <summary>Every index.</summary>
    public static IReadOnlyList<TableIndex> Indexes { get; } =
    [
        new(GroupIndex, "groupPk", "groupSk", SortsByNumber: false),
        // The sweeper reads an item when it takes it; here it only finds it, and sees whose it is.
        new(DueIndex, "duePk", "dueAt", SortsByNumber: true, Includes: ["tenant"]),
        // For operators, each in the order of how long a registration has been in its state: see Listing.
        new(StateIndex, "statePk", "stateSince", SortsByNumber: true),
        new(TenantIndex, "tenantPk", "stateSince", SortsByNumber: true),
        new(AwsAccountIndex, "awsAccountPk", "stateSince", SortsByNumber: true),
        new(ConnectionIndex, "connectionPk", "sk", SortsByNumber: false),
        new(CensusIndex, "censusPk", "sk", SortsByNumber: false, Includes: ["status", "profile", "region", "templateVersion", "expiresAt", "openedAt", "lastRefusal"]),
    ];
}
