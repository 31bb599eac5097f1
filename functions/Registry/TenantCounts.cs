namespace Onboarding.Functions.Registry;

/// <summary>What a tenant has of everything that is limited: counted in the very transaction that adds or removes it, so that no number of requests at the same time exceeds a limit.</summary>
internal static class TenantCounts
{
    /// <summary>Counters of past hours are deleted by DynamoDB after this time; within it they would only be in the way.</summary>
    private static readonly TimeSpan s_mintsKept = TimeSpan.FromDays(1);

    /// <summary>One more pending onboarding.</summary>
    public static Change PendingAdded(TenantId tenant, TenantLimits limits) => Added(tenant, "pending", limits.MaxPending);

    /// <summary>One pending onboarding fewer: it expired or was canceled.</summary>
    public static Change PendingEnded(TenantId tenant) => Removed(tenant, "pending");

    /// <summary>One more group.</summary>
    public static Change GroupAdded(TenantId tenant, TenantLimits limits) => Added(tenant, "groups", limits.MaxGroups);

    /// <summary>One group fewer.</summary>
    public static Change GroupDeleted(TenantId tenant) => Removed(tenant, "groups");

    /// <summary>A pending onboarding becomes an account, which can restore its deleted group.</summary>
    /// <remarks>A group that comes back is not held against the limit of groups: the customer's finished work goes first.</remarks>
    public static Change Registered(TenantId tenant, TenantLimits limits, bool restoresGroup) => new Change(Keys.TenantCounts(tenant))
    {
        Update = "ADD pending :minusOne, accounts :one, groups :restored",
        Condition = "attribute_not_exists(accounts) OR accounts < :max",
    }.With("minusOne", -1).With("one", 1).With("restored", restoresGroup ? 1 : 0).With("max", limits.MaxAccounts);

    /// <summary>One account fewer: its cleanup is done, or an operator deleted it.</summary>
    public static Change AccountEnded(TenantId tenant) => Removed(tenant, "accounts");

    /// <summary>One more onboarding minted in this hour.</summary>
    public static Change Minted(TenantId tenant, TenantLimits limits, DateTimeOffset now) => new Change(Keys.MintCount(tenant, now))
    {
        Update = "ADD mints :one SET #ttl = :ttl",
        Condition = "attribute_not_exists(mints) OR mints < :max",
    }.Named(TableSchema.TimeToLive).With("one", 1).With("max", limits.MintsPerHour).With("ttl", (now + s_mintsKept).ToUnixTimeSeconds());

    private static Change Added(TenantId tenant, string count, int max) => new Change(Keys.TenantCounts(tenant))
    {
        Update = $"ADD {count} :one",
        Condition = $"attribute_not_exists({count}) OR {count} < :max",
    }.With("one", 1).With("max", max);

    private static Change Removed(TenantId tenant, string count) =>
        new Change(Keys.TenantCounts(tenant)) { Update = $"ADD {count} :minusOne", Condition = null }.With("minusOne", -1);
}
