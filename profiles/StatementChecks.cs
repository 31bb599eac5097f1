using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Profiles.Aws;
using Onboarding.Templates;

namespace Onboarding.Profiles;

/// <summary>What each statement of a profile is held to.</summary>
/// <param name="actions">AWS's actions.</param>
/// <param name="brand">The vendor's brand in lower case: names that begin with it and a hyphen are the vendor's own.</param>
internal sealed class StatementChecks(ActionTable actions, string brand)
{
    private const int Named = 3;

    /// <summary>Notes what is wrong with a statement.</summary>
    public void Check(FileReader file, PolicyStatement statement, IReadOnlyList<ProfileParameter> parameters, IReadOnlyList<string> acknowledged)
    {
        Actions(file, statement);
        Variables(file, statement, parameters);
        SelfInspectionStays(file, statement);
        if (statement.Allows)
            Escalations(file, statement, acknowledged);
    }

    private void Actions(FileReader file, PolicyStatement statement)
    {
        foreach (var action in statement.Actions.Where(a => actions.Matching(a).Count == 0))
        {
            var near = actions.Near(action);
            file.Fault(statement.Sid, near.Count > 0
                ? $"AWS has no action “{action}”; did you mean {string.Join(" or ", near)}?"
                : $"AWS has no action “{action}”; correct it, or take AWS's actions anew (node profiles/refresh-actions.mjs) if it is new.");
        }
    }

    private static void Variables(FileReader file, PolicyStatement statement, IReadOnlyList<ProfileParameter> parameters)
    {
        var known = Templates.Variables.Common.Concat(parameters.Select(p => p.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var name in statement.OpenTexts.SelectMany(Templates.Variables.In).Distinct(StringComparer.Ordinal).Where(n => !known.Contains(n)))
            file.Fault(statement.Sid, $"“${{{name}}}” is not declared; add it to “parameters” of profile.json, or write one of {string.Join(", ", Templates.Variables.Common.Select(v => $"${{{v}}}"))}.");
    }

    // Without self-inspection nothing of the role can be read back.
    private static void SelfInspectionStays(FileReader file, PolicyStatement statement)
    {
        if (SelfInspection.Sids.Contains(statement.Sid, StringComparer.Ordinal))
            file.Fault(statement.Sid, "the Sid is one of the statements by which the role shows itself; give it another.");
        if (statement.Allows)
            return;
        var reached = SelfInspection.Statements(isFromStack: true, hasOwnPolicies: true, [])
            .Where(s => s.Resources.Any(r => IsReached(statement, r)))
            .SelectMany(s => s.Actions).Where(a => statement.Actions.Any(p => Pattern.Matches(p, a, ignoreCase: true)) != statement.IsNotAction)
            .Order(StringComparer.Ordinal).ToList();
        if (reached.Count > 0)
            file.Fault(statement.Sid, $"the Deny reaches {List(reached)}, by which the role shows itself; leave these actions, or the role and its stack, out of it.");
    }

    private static bool IsReached(PolicyStatement statement, string resource) => statement.IsNotResource
        ? !statement.Resources.Any(r => Pattern.Matches(Any(r), resource, ignoreCase: false))
        : statement.Resources.Any(r => Pattern.Overlaps(Any(r), Any(resource), ignoreCase: false));

    private void Escalations(FileReader file, PolicyStatement statement, IReadOnlyList<string> acknowledged)
    {
        if (!statement.IsNotResource && statement.Resources.All(IsVendors))
            return;
        var open = actions.Matching(statement).Where(IsEscalation).Select(a => a.FullName)
            .Where(a => !acknowledged.Any(k => string.Equals(k, a, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal).ToList();
        if (open.Count > 0)
        {
            file.Fault(statement.Sid, $"it allows {List(open)} on more than names that begin with “{brand}-”, with which the role can give itself or others any rights; "
                + "name resources of your own, or list each action in “acknowledged” of profile.json.");
        }
    }

    /// <summary>Whether an action gives rights: passing and assuming roles, and writing policies, access keys, users and roles.</summary>
    private static bool IsEscalation(AwsAction action) =>
        action.FullName is "iam:PassRole" or "sts:AssumeRole"
        || (action is { Service: "iam", Level: AccessLevel.Write or AccessLevel.PermissionsManagement } && action.ResourceTypes.Any(t => t is "user" or "role" or "policy" or "group" or "instance-profile"));

    // Its name starts with the brand, or is the role's own; what precedes the name can be anything except another kind of resource.
    private bool IsVendors(string resource) => resource.Split(':', 6) is ["arn", _, "iam" or "sts", "", _, var path]
        && path[(path.LastIndexOf('/') + 1)..] is var name
        && path.Split('/')[0].AsSpan().IndexOfAny('*', '?') < 0
        && path.Contains('/', StringComparison.Ordinal)
        && (name.StartsWith($"{brand}-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("${RoleName}", StringComparison.Ordinal));

    private static string Any(string text) => Templates.Variables.Fill(text, _ => "*");

    private static string List(List<string> all) => string.Join(", ", all.Take(Named)) + (all.Count > Named ? $" and {all.Count - Named} more" : "");
}
