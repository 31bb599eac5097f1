namespace Onboarding.Templates;

/// <summary>The permissions to read the role and its stack, so that a verification can compare them: the same in the template, in manual roles and in the comparison.</summary>
public static class SelfInspection
{
    /// <summary>The name of its policy.</summary>
    public const string PolicyName = "SelfInspection";

    /// <summary>The Sid of the statement about managed policies that are the role's own.</summary>
    public const string OwnPoliciesSid = "ItsPolicies";

    /// <summary>The Sid of the statement about AWS managed policies.</summary>
    public const string AwsPoliciesSid = "AwsPolicies";

    private const string RoleArn = $"arn:${{{Variables.Partition}}}:iam::${{{Variables.AccountId}}}:role/${{{Variables.RoleName}}}";
    private const string OwnPolicies = $"arn:${{{Variables.Partition}}}:iam::${{{Variables.AccountId}}}:policy/${{{Variables.RoleName}}}*";
    private const string Stack = $"arn:${{{Variables.Partition}}}:cloudformation:${{{Variables.Region}}}:${{{Variables.AccountId}}}:stack/${{{Variables.StackName}}}/*";

    /// <summary>Every action of it.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        "cloudformation:DescribeStacks", "iam:GetAccountSummary", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies",
    ];

    /// <summary>The Sids of its statements, which no profile can have.</summary>
    public static IReadOnlyList<string> Sids { get; } = ["ThisStack", "ThisRole", "AccountSummary", OwnPoliciesSid, AwsPoliciesSid];

    /// <summary>Its statements, with their variables still open.</summary>
    /// <param name="isFromStack">Whether the role comes from a stack.</param>
    /// <param name="hasOwnPolicies">Whether managed policies of the role's own can be attached to it.</param>
    /// <param name="awsPolicies">The AWS managed policies that can be attached to it.</param>
    public static IReadOnlyList<PolicyStatement> Statements(bool isFromStack, bool hasOwnPolicies, IReadOnlyList<string> awsPolicies) =>
    [
        .. isFromStack ? [Statement("ThisStack", ["cloudformation:DescribeStacks"], Stack)] : None,
        Statement("ThisRole", ["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"], RoleArn),
        Statement("AccountSummary", ["iam:GetAccountSummary"], "*"),
        .. hasOwnPolicies ? [Statement(OwnPoliciesSid, ["iam:GetPolicy", "iam:GetPolicyVersion"], OwnPolicies)] : None,
        .. awsPolicies.Count > 0 ? [Statement(AwsPoliciesSid, ["iam:GetPolicy"], [.. awsPolicies.Select(AwsManagedPolicy)])] : None,
    ];

    /// <summary>The ARN of an AWS managed policy, with the partition still open.</summary>
    /// <param name="name">What is in its ARN behind <c>policy/</c>.</param>
    public static string AwsManagedPolicy(string name) => $"arn:${{{Variables.Partition}}}:iam::aws:policy/{name}";

    private static PolicyStatement[] None => [];

    private static PolicyStatement Statement(string sid, IReadOnlyList<string> actions, params IReadOnlyList<string> resources) => new() { Sid = sid, Actions = actions, Resources = resources };
}
