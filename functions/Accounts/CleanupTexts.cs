namespace Onboarding.Functions.Accounts;

/// <summary>What people read of a cleanup: what is left, and the steps in the console.</summary>
internal static class CleanupTexts
{
    /// <summary>What to do, in one or two sentences.</summary>
    public static Text Sentence(Leftover left)
    {
        var (role, remains) = (left.Role, left.Remains);
        if (left.Stack is not { } stack)
            return new Text(
                $"In AWS account {role.AccountId}, delete the IAM role {role.Name} and the policy that you created for it. They are not deleted automatically.",
                $"AWS アカウント {role.AccountId} で、IAM ロール {role.Name} と、そのために作成したポリシーを削除してください。自動では削除されません。");
        var (reason, policies) = (remains?.StackStatusReason, Names(remains));
        return remains?.StackState switch
        {
            StackRemains.Deleted => new Text(
                $"The CloudFormation stack {stack.Name} is deleted, but its IAM role {role.Name} still exists in AWS account {role.AccountId}. Delete the role.",
                $"CloudFormation スタック {stack.Name} は削除されていますが、AWS アカウント {role.AccountId} に IAM ロール {role.Name} が残っています。ロールを削除してください。"),
            StackRemains.DeleteFailed => new Text(
                $"AWS could not delete the CloudFormation stack {stack.Name} in AWS account {role.AccountId}, Region {stack.Region}{(reason is null ? "." : $": {reason}")} Remove the policies that were added to its role {role.Name}{(policies.Length > 0 ? $" ({policies})" : "")}, then delete the stack again.",
                $"AWS アカウント {role.AccountId} のリージョン {stack.Region} で、CloudFormation スタック {stack.Name} を削除できませんでした{(reason is null ? "" : $" ({reason})")}。ロール {role.Name} に追加されたポリシー{(policies.Length > 0 ? $" ({policies}) " : "")}を削除してから、もう一度スタックを削除してください。"),
            StackRemains.Deleting => new Text(
                $"The CloudFormation stack {stack.Name} in AWS account {role.AccountId}, Region {stack.Region}, is being deleted. Check that it finishes.",
                $"AWS アカウント {role.AccountId} のリージョン {stack.Region} で、CloudFormation スタック {stack.Name} を削除中です。削除が完了することを確認してください。"),
            StackRemains.Unknown => new Text(
                $"In AWS account {role.AccountId}, Region {stack.Region}, delete the CloudFormation stack {stack.Name}. This also deletes its IAM role. If the stack no longer exists or its status is DELETE_FAILED, delete the IAM role {role.Name} with its policies instead.",
                $"AWS アカウント {role.AccountId} のリージョン {stack.Region} で、CloudFormation スタック {stack.Name} を削除してください。IAM ロールも同時に削除されます。スタックがすでに存在しない場合、またはステータスが DELETE_FAILED の場合は、IAM ロール {role.Name} をポリシーとともに削除してください。"),
            _ => new Text(
                $"The stack is not deleted automatically: in AWS account {role.AccountId}, Region {stack.Region}, delete the CloudFormation stack {stack.Name}. This also deletes its IAM role.",
                $"スタックは自動では削除されません。AWS アカウント {role.AccountId} のリージョン {stack.Region} で、CloudFormation スタック {stack.Name} を削除してください。IAM ロールも同時に削除されます。"),
        };
    }

    /// <summary>The steps in the console, in their order.</summary>
    /// <remarks>
    /// The console's deletion of a role takes its policies along: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_delete.html.
    /// Of a stack: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-delete-stack.html
    /// </remarks>
    public static IReadOnlyList<Text> Steps(Leftover left)
    {
        var (role, remains) = (left.Role, left.Remains);
        Text deleteRole = new(
            $"In the IAM console, open the role {role.Name}, choose Delete, and enter its name. The console removes its policies.",
            $"IAM コンソールでロール {role.Name} を開き、「削除」を選択して、ロール名を入力します。ポリシーはコンソールが外します。");
        if (left.Stack is not { } stack)
            return [deleteRole, new Text($"Under Policies, delete the policy {role.Name}.", $"「ポリシー」で {role.Name} を削除します。")];
        Text deleteStack = new(
            $"In the CloudFormation console, Region {stack.Region}, open the stack {stack.Name}, choose Delete, and confirm.",
            $"CloudFormation コンソールのリージョン {stack.Region} でスタック {stack.Name} を開き、「削除」を選択して確定します。");
        var policies = Names(remains);
        return remains?.StackState switch
        {
            StackRemains.Deleted => [deleteRole],
            StackRemains.Deleting => [new Text($"In the CloudFormation console, Region {stack.Region}, check that the stack {stack.Name} is deleted.", $"CloudFormation コンソールのリージョン {stack.Region} で、スタック {stack.Name} が削除されたことを確認します。")],
            StackRemains.DeleteFailed =>
            [
                new Text(
                    $"In the IAM console, open the role {role.Name}. On the Permissions tab, remove {(policies.Length > 0 ? policies : "all policies")}.",
                    $"IAM コンソールでロール {role.Name} を開き、「許可」タブで{(policies.Length > 0 ? $" {policies} " : "すべてのポリシー")}を削除します。"),
                deleteStack,
            ],
            StackRemains.Unknown =>
            [
                deleteStack,
                new Text("If the stack no longer exists or its status is DELETE_FAILED: " + deleteRole.English, "スタックが存在しない場合、またはステータスが DELETE_FAILED の場合: " + deleteRole.Japanese),
            ],
            _ => [deleteStack],
        };
    }

    // Managed policies by their names, as the console lists them; those of the inline ones are theirs.
    private static string Names(CleanupRemains? remains) =>
        string.Join(", ", [.. (remains?.AttachedPolicies ?? []).Select(arn => arn[(arn.LastIndexOf('/') + 1)..]), .. remains?.InlinePolicies ?? []]);
}
