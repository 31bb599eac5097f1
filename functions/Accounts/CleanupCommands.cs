using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Accounts;

/// <summary>The AWS CLI's commands of a cleanup, as one line of POSIX shell. What a customer named is quoted.</summary>
internal static class CleanupCommands
{
    /// <summary>Deletes a stack.</summary>
    public static string DeleteStack(LeftStack stack) => $"aws cloudformation delete-stack --region {stack.Region} --stack-name {stack.Reference}";

    /// <summary>Deletes a role with what is in its way.</summary>
    /// <remarks>IAM deletes a role only when it has no policies: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_delete.html</remarks>
    public static string DeleteRole(RoleArn role, CleanupRemains? remains) => $"{RemovePolicies(role, remains)}aws iam delete-role --role-name {role.Name}";

    /// <summary>Removes the role's policies: those that were seen, or all that there are then.</summary>
    /// <returns>Commands with <c>&amp;&amp;</c> behind each.</returns>
    public static string RemovePolicies(RoleArn role, CleanupRemains? remains) => string.Concat(
        [.. Detach(role, remains?.AttachedPolicies), .. Delete(role, remains?.InlinePolicies)]);

    private static IEnumerable<string> Detach(RoleArn role, IReadOnlyList<string>? policies) =>
        policies?.Select(p => $"aws iam detach-role-policy --role-name {role.Name} --policy-arn {ShellText.Quoted(p)} && ")
        ?? [$"for p in $(aws iam list-attached-role-policies --role-name {role.Name} --query 'AttachedPolicies[].PolicyArn' --output text); do aws iam detach-role-policy --role-name {role.Name} --policy-arn \"$p\"; done && "];

    private static IEnumerable<string> Delete(RoleArn role, IReadOnlyList<string>? policies) =>
        policies?.Select(p => $"aws iam delete-role-policy --role-name {role.Name} --policy-name {ShellText.Quoted(p)} && ")
        ?? [$"for p in $(aws iam list-role-policies --role-name {role.Name} --query 'PolicyNames[]' --output text); do aws iam delete-role-policy --role-name {role.Name} --policy-name \"$p\"; done && "];
}
