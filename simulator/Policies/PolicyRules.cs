using System.Text.Json;
using System.Text.RegularExpressions;

namespace Onboarding.Simulator.Policies;

/// <summary>What IAM asks of a policy beyond its grammar, by what the policy is for.</summary>
internal static partial class PolicyRules
{
    // Each whole: that IAM saves a trust policy with a wildcard in it is written nowhere.
    private static readonly HashSet<string> s_trustActions = new(StringComparer.OrdinalIgnoreCase)
    {
        "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:SetContext", "sts:SetSourceIdentity", "sts:TagSession",
    };

    /// <summary>Refuses members that this kind of policy must or must not have.</summary>
    public static void CheckMembers(JsonElement statement, PolicyKind kind)
    {
        if (kind is not PolicyKind.Trust)
        {
            if (Has("Principal") || Has("NotPrincipal")) throw Malformed("Policy document should not specify a principal.");
            if (!Has("Resource") && !Has("NotResource")) throw Malformed("Policy statement must contain resources.");
            return;
        }
        if (Has("Resource") || Has("NotResource")) throw Malformed("Has prohibited field Resource");
        if (Has("NotPrincipal")) throw Malformed("NotPrincipal is not allowed in a role trust policy.");
        if (!Has("Principal")) throw Malformed("Missing required field Principal");

        bool Has(string member) => statement.TryGetProperty(member, out _);
    }

    /// <summary>Refuses statements that IAM refuses in this kind of policy.</summary>
    public static void Check(IReadOnlyList<Statement> statements, PolicyKind kind)
    {
        CheckSids(statements);
        foreach (var statement in statements)
        {
            CheckActions(statement.Actions.Values, kind);
            CheckResources(statement.Resources?.Values ?? [], kind);
            CheckConditionKeys(statement.Conditions);
        }
    }

    [GeneratedRegex(@"\$\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Variable { get; }

    private static AwsErrorException Malformed(string message) => AwsErrorException.MalformedPolicy(message);

    private static void CheckSids(IReadOnlyList<Statement> statements)
    {
        var sids = statements.Select(s => s.Sid).OfType<string>().Where(sid => sid.Length > 0).ToList();
        if (sids.Any(sid => !sid.All(char.IsAsciiLetterOrDigit)))
        {
            throw Malformed(
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*");
        }
        if (sids.Distinct(StringComparer.Ordinal).Count() < sids.Count)
            throw Malformed("Statement IDs (SID) in a single policy must be unique.");
    }

    private static void CheckActions(IReadOnlyList<string> actions, PolicyKind kind)
    {
        if (actions.Count == 0) throw Malformed("Policy statement must contain actions.");
        foreach (var action in actions)
        {
            CheckVendor(action);
            if (kind is PolicyKind.Trust && !s_trustActions.Contains(action))
                throw Malformed("AssumeRole policy may only specify STS AssumeRole actions.");
        }
    }

    private static void CheckVendor(string action)
    {
        if (action is "*") return;
        var parts = action.Split(':');
        if (parts.Length == 1) throw Malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        if (parts.Length > 2) throw Malformed("Actions/Condition can contain only one colon.");
        if (parts[0].Length == 0 || !parts[0].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            throw Malformed($"Vendor {parts[0]} is not valid");
    }

    private static void CheckResources(IReadOnlyList<string> resources, PolicyKind kind)
    {
        foreach (var resource in resources.Where(r => r is not "*"))
        {
            var parts = resource.Split(':');
            if (parts[0] is not "arn" || parts.Length < 2) throw Malformed($"Resource {resource} must be in ARN format or \"*\".");
            if (parts[1] is not "*" && !Partitions.Exists(parts[1]) && !parts[1].StartsWith("${", StringComparison.Ordinal))
                throw Malformed($"Partition \"{parts[1]}\" is not valid for resource \"{resource}\".");
            if (parts.Length < 3) throw Malformed("Resource vendor must be fully qualified and cannot contain regexes.");
            if (parts is [_, _, "iam", { Length: > 0 } region, ..] && region is not "*")
                throw Malformed($"IAM resource {resource} cannot contain region information.");
            // Other policies' ARNs are completed with wildcards.
            if (kind is PolicyKind.Session && Variable.Replace(resource, "").Count(c => c is ':') < ArnMatch.Parts - 1)
                throw Malformed($"Resource {resource} must be in ARN format or \"*\".");
        }
    }

    private static void CheckConditionKeys(IReadOnlyList<Condition> conditions)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Key.Contains(':', StringComparison.Ordinal))
                throw Malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
            if (condition.Values.Count == 0) throw Malformed("Syntax errors in policy.");
        }
    }
}
