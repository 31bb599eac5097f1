using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Accounts;

/// <summary>What is left in a customer's account that only the customer can delete.</summary>
/// <param name="Role">The role.</param>
/// <param name="Region">The connection's Region.</param>
/// <param name="Stack">The stack that created the role; null for a role created manually.</param>
/// <param name="Remains">What the last reminder found; null before the first, or when nothing is looked up.</param>
/// <param name="Since">Since when it is no longer needed.</param>
internal sealed record Leftover(RoleArn Role, string Region, LeftStack? Stack, CleanupRemains? Remains, DateTimeOffset Since)
{
    /// <summary>What a detached account leaves behind.</summary>
    public static Leftover Of(AccountRecord account) => new(
        account.Role,
        account.Region,
        account.Stack is { } stack ? new LeftStack(stack.StackName, stack.Region, stack) : null,
        account.Cleanup.Remains,
        account.DetachedAt!.Value);
}

/// <summary>A stack to delete.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Region">Its Region.</param>
/// <param name="Id">Its ID; null if only its name can be shown.</param>
internal sealed record LeftStack(string Name, string Region, StackArn? Id)
{
    /// <summary>How the AWS CLI names it.</summary>
    public string Reference => Id?.Value ?? Name;

    /// <summary>The page in the console on which it is found.</summary>
    public string ConsoleUrl => Id is null ? ConsoleLink.Stacks(Region) : ConsoleLink.Stack(Id);
}
