using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Groups;

/// <summary>How many accounts a group has, counted in the transaction that brings or takes one: a group with accounts cannot be deleted.</summary>
internal static class GroupCount
{
    /// <summary>An account moves in; the group must not be deleted.</summary>
    public static Change Plus(TenantId tenant, string groupId) => new Change(Keys.Group(tenant, groupId))
    {
        Update = "ADD accountCount :one",
        Condition = "attribute_exists(pk) AND attribute_not_exists(deletedAt)",
    }.With("one", 1);

    /// <summary>A connection is completed; a group that was deleted meanwhile comes back with it.</summary>
    public static Change PlusAndRestore(TenantId tenant, string groupId) => new Change(Keys.Group(tenant, groupId))
    {
        Update = "ADD accountCount :one REMOVE deletedAt",
        Condition = "attribute_exists(deletedAt)",
    }.With("one", 1);

    /// <summary>An account moves out.</summary>
    public static Change Minus(TenantId tenant, string groupId) => new Change(Keys.Group(tenant, groupId))
    {
        Update = "ADD accountCount :minusOne",
        Condition = "attribute_exists(pk)",
    }.With("minusOne", -1);
}
