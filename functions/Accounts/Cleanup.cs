using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;

namespace Onboarding.Functions.Accounts;

/// <summary>What the customer still has to delete after a detach: the service cannot and does not delete it.</summary>
internal sealed record CleanupView
{
    /// <summary>What to do, in one sentence of the caller's language.</summary>
    public required string Text { get; init; }

    public required string AwsAccountId { get; init; }

    public required string Region { get; init; }

    /// <summary>The stack to delete, by the name it really has; absent for a role that was created by hand.</summary>
    public string? StackName { get; init; }

    public string? StackId { get; init; }

    /// <summary>The role, which goes with its stack.</summary>
    public required string RoleArn { get; init; }

    /// <summary>The page in the console on which to delete it.</summary>
    public required string ConsoleUrl { get; init; }

    /// <summary>The AWS CLI's command that deletes it.</summary>
    public required string CliCommand { get; init; }

    /// <summary>When the account was detached.</summary>
    public required UtcTime Since { get; init; }

    public static CleanupView Of(AccountRecord account, Language language) => new()
    {
        Text = Sentence(account).In(language),
        AwsAccountId = account.Role.AccountId.Value,
        Region = account.Region,
        StackName = account.Stack?.StackName,
        StackId = account.Stack?.Value,
        RoleArn = account.Role.Value,
        ConsoleUrl = account.Stack is null ? ConsoleLink.Role(account.Role) : ConsoleLink.Stack(account.Stack),
        CliCommand = account.Stack is null
            ? ManualRoleCommand(account.Role)
            : $"aws cloudformation delete-stack --region {account.Stack.Region} --stack-name {account.Stack.Value}",
        Since = UtcTime.Of(account.DetachedAt!.Value),
    };

    private static Text Sentence(AccountRecord account) => account.Stack is { } stack
        ? new Text(
            $"The stack is not deleted automatically: in AWS account {account.Role.AccountId}, Region {stack.Region}, delete the CloudFormation stack {stack.StackName}. Its IAM role goes with it.",
            $"スタックは自動では削除されません。AWS アカウント {account.Role.AccountId} のリージョン {stack.Region} で、CloudFormation スタック {stack.StackName} を削除してください。IAM ロールも同時に削除されます。")
        : new Text(
            $"In AWS account {account.Role.AccountId}, delete the IAM role {account.Role.Name} and the policy that you created for it. They are not deleted automatically.",
            $"AWS アカウント {account.Role.AccountId} で、IAM ロール {account.Role.Name} と、そのために作成したポリシーを削除してください。自動では削除されません。");

    // IAM deletes a role only when nothing is attached to it any more: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_delete.html
    private static string ManualRoleCommand(RoleArn role) => string.Join(" && ",
        $"for p in $(aws iam list-attached-role-policies --role-name {role.Name} --query 'AttachedPolicies[].PolicyArn' --output text); do aws iam detach-role-policy --role-name {role.Name} --policy-arn \"$p\"; done",
        $"for p in $(aws iam list-role-policies --role-name {role.Name} --query 'PolicyNames[]' --output text); do aws iam delete-role-policy --role-name {role.Name} --policy-name \"$p\"; done",
        $"aws iam delete-role --role-name {role.Name}",
        $"aws iam delete-policy --policy-arn arn:{role.Partition.Name}:iam::{role.AccountId}:policy/{role.Name}");
}
