namespace Onboarding.Templates;

/// <summary>What an action is allowed on in a customer's role.</summary>
public enum GrantScope
{
    /// <summary>Everything in the account.</summary>
    Account,

    /// <summary>The role itself.</summary>
    ThisRole,

    /// <summary>The stack that created the role.</summary>
    ThisStack,
}

/// <summary>One action that a template gives its role.</summary>
/// <param name="Action">The IAM action.</param>
/// <param name="Scope">On what.</param>
public sealed record TemplateGrant(string Action, GrantScope Scope);

/// <summary>The role that <c>connect.yaml</c> describes, as data: what a customer's role is compared with.</summary>
public static class ConnectRole
{
    /// <summary>The longest session of the role, in seconds.</summary>
    public const int MaxSessionSeconds = 3600;

    private static readonly TemplateGrant[] s_selfInspection =
    [
        new("cloudformation:DescribeStacks", GrantScope.ThisStack),
        new("iam:GetAccountSummary", GrantScope.Account),
        new("iam:GetRole", GrantScope.ThisRole),
        new("iam:GetRolePolicy", GrantScope.ThisRole),
        new("iam:ListAttachedRolePolicies", GrantScope.ThisRole),
        new("iam:ListRolePolicies", GrantScope.ThisRole),
    ];

    /// <summary>The actions by which the role shows itself and its stack: all that a verification needs.</summary>
    public static IReadOnlyList<string> SelfInspection { get; } = [.. s_selfInspection.Select(g => g.Action)];

    /// <summary>The names of the role's inline policies.</summary>
    public static IReadOnlyList<string> PolicyNames { get; } = ["Permissions", "SelfInspection"];

    /// <summary>Everything that a version of a profile's template gives its role.</summary>
    /// <param name="version">The version of the template.</param>
    /// <param name="profile">The profile.</param>
    /// <remarks>
    /// A published version is known by its actions only. Those that are also for self-inspection are the profile's as well when they
    /// are the profile's today; otherwise they reach the role or stack itself and nothing else.
    /// </remarks>
    public static IReadOnlyList<TemplateGrant> Grants(TemplateVersion version, Profile profile)
    {
        var given = version.ActionsOf(profile);
        var own = s_selfInspection.Where(g => given.Contains(g.Action, StringComparer.Ordinal));
        var profiles = given.Where(a => profile.Actions.Contains(a, StringComparer.Ordinal) || !Array.Exists(s_selfInspection, g => g.Action == a));
        return [.. profiles.Select(a => new TemplateGrant(a, GrantScope.Account)), .. own];
    }
}
