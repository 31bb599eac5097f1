using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Accounts;

/// <summary>What the customer still has to delete after a detach, or of a link that was canceled or has expired: the service cannot and does not delete it.</summary>
internal sealed record CleanupView
{
    /// <summary>What to do, in a sentence or two of the caller's language.</summary>
    public required string Text { get; init; }

    public required string AwsAccountId { get; init; }

    public required string Region { get; init; }

    /// <summary>The stack to delete, by the name it really has; absent for a role that was created manually.</summary>
    public string? StackName { get; init; }

    public string? StackId { get; init; }

    /// <summary>The role, which goes with its stack.</summary>
    public required string RoleArn { get; init; }

    /// <summary>The page in the console on which to begin.</summary>
    public required string ConsoleUrl { get; init; }

    /// <summary>The AWS CLI's command that does it.</summary>
    public required string CliCommand { get; init; }

    /// <summary>The steps in the console, in the caller's language.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>What became of the stack, one of <see cref="StackRemains"/>; absent before the first reminder and for a role that was created manually.</summary>
    public string? StackState { get; init; }

    /// <summary>Why the stack's deletion failed, as CloudFormation says: at most 256 characters.</summary>
    public string? StackStatusReason { get; init; }

    /// <summary>The ARNs of the managed policies that are attached to the role, as far as they are known.</summary>
    public IReadOnlyList<string>? AttachedPolicies { get; init; }

    /// <summary>The names of the role's inline policies, as far as they are known.</summary>
    public IReadOnlyList<string>? InlinePolicies { get; init; }

    /// <summary>The role's page in the console.</summary>
    public required string RoleUrl { get; init; }

    /// <summary>The AWS CLI's command that deletes the role with its policies, for when its stack is gone.</summary>
    public required string RoleCliCommand { get; init; }

    /// <summary>When the account was detached, or the link ended.</summary>
    public required UtcTime Since { get; init; }

    /// <summary>The cleanup of a detached account.</summary>
    public static CleanupView Of(AccountRecord account, Language language) => Of(Leftover.Of(account), language);

    /// <summary>The cleanup of what is left.</summary>
    public static CleanupView Of(Leftover left, Language language)
    {
        var (role, remains) = (left.Role, left.Remains);
        var (roleUrl, roleCommand) = (ConsoleLink.Role(role), DeleteRole(left));
        return new CleanupView
        {
            Text = CleanupTexts.Sentence(left).In(language),
            AwsAccountId = role.AccountId.Value,
            Region = left.Region,
            StackName = left.Stack?.Name,
            StackId = left.Stack?.Id?.Value,
            RoleArn = role.Value,
            ConsoleUrl = left.Stack is { } stack && remains?.StackState is not (StackRemains.Deleted or StackRemains.DeleteFailed) ? stack.ConsoleUrl : roleUrl,
            CliCommand = left.Stack is null ? roleCommand : remains?.StackState switch
            {
                StackRemains.Deleted => roleCommand,
                StackRemains.DeleteFailed => CleanupCommands.RemovePolicies(role, remains) + CleanupCommands.DeleteStack(left.Stack),
                _ => CleanupCommands.DeleteStack(left.Stack),
            },
            Steps = [.. CleanupTexts.Steps(left).Select(s => s.In(language))],
            StackState = remains?.StackState,
            StackStatusReason = remains?.StackStatusReason,
            AttachedPolicies = remains?.AttachedPolicies,
            InlinePolicies = remains?.InlinePolicies,
            RoleUrl = roleUrl,
            RoleCliCommand = roleCommand,
            Since = UtcTime.Of(left.Since),
        };
    }

    // By hand, a policy of the role's name was created for it.
    private static string DeleteRole(Leftover left) =>
        CleanupCommands.DeleteRole(left.Role, left.Remains)
        + (left.Stack is null ? $" && aws iam delete-policy --policy-arn arn:{left.Role.Partition.Name}:iam::{left.Role.AccountId}:policy/{left.Role.Name}" : "");
}
