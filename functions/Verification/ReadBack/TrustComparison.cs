using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>Compares a role's trust policy with the one it should have. Statements are OR-ed, so each must be right on its own.</summary>
/// <remarks>
/// The conditions of one statement are AND-ed: none of them allows anyone that another excludes. So a statement is judged by whether one of them
/// requires the external ID. A condition that the vendor's own request always meets changes nothing; one that it might not meet narrows.
/// </remarks>
/// <param name="vendorRole">The one role that is to be trusted.</param>
/// <param name="externalId">The one external ID that is to be accepted.</param>
internal sealed class TrustComparison(RoleArn vendorRole, ExternalId externalId)
{
    private const string AssumeRole = "sts:AssumeRole";
    private const string ExternalIdKey = "sts:ExternalId";
    private const string PrincipalArnKey = "aws:PrincipalArn";

    /// <summary>Stands for the connection's external ID, which is in no answer, log or event.</summary>
    private const string OurExternalId = "<ExternalId>";

    /// <summary>Stands for the same letters in another case, which are another external ID and would give ours away.</summary>
    private const string InOtherCase = "<ExternalId in another case>";

    private readonly string _root = $"arn:{vendorRole.Partition.Name}:iam::{vendorRole.AccountId.Value}:root";

    /// <summary>What is true of every request by which the vendor assumes the role.</summary>
    /// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html</remarks>
    private readonly (string Key, string Value)[] _request =
    [
        (ExternalIdKey, externalId.Value),
        (PrincipalArnKey, vendorRole.Value),
        ("aws:PrincipalAccount", vendorRole.AccountId.Value),
        ("aws:PrincipalType", "AssumedRole"),
        ("aws:PrincipalIsAWSService", "false"),
        ("aws:ViaAWSService", "false"),
        // STS answers over TLS only.
        ("aws:SecureTransport", "true"),
    ];

    public IReadOnlyList<Finding> Compare(Policy policy)
    {
        if (policy.Unreadable is { } what)
            return [Finding.Of(FindingKinds.TrustUnreadable, Shown(what))];
        List<Finding> found = [.. policy.Statements.SelectMany(s => s.Allows ? Allowed(s) : Denial(s))];
        return policy.Statements.Any(IsForVendor) || found.Exists(f => f.Code != FindingKinds.TrustDenialAdded.Code) ? found : [.. found, Finding.Of(FindingKinds.TrustMissing, vendorRole.Value)];
    }

    private bool IsForVendor(Statement statement) => statement.Allows && statement.Principals.Any(IsVendor) && statement.CoversAction(AssumeRole);

    // A denial that never meets the vendor's request takes nothing away.
    private IEnumerable<Finding> Denial(Statement statement)
    {
        if (!statement.CoversAction(AssumeRole) || statement.Principals.All(IsAnother) || statement.Conditions.Any(c => IsMetByVendor(c) is false))
            return [];
        var to = string.Join(", ", statement.Principals);
        return [Finding.Of(FindingKinds.TrustDenialAdded, statement.Place, statement.ActionsText, statement.Conditions.Count > 0 ? $"{to} ({Shown(string.Join("; ", statement.Conditions))})" : to)];
    }

    private IEnumerable<Finding> Allowed(Statement statement) =>
    [
        .. statement.Principals.Where(p => !IsVendor(p)).Select(p => Finding.Of(FindingKinds.TrustPrincipalAdded, statement.Place, p)),
        .. Actions(statement),
        .. IsForVendor(statement) ? [.. ExternalIds(statement), .. Narrowing(statement), .. Conditions(statement)] : NoFindings,
    ];

    private static Finding[] NoFindings => [];

    private bool IsVendor(string principal) => principal == _root || principal == vendorRole.AccountId.Value || principal == vendorRole.Value;

    /// <summary>Whether a principal is certainly not the vendor: of another account, or of another kind.</summary>
    private bool IsAnother(string principal) => principal.Split(' ') switch
    {
        ["Service" or "Federated", ..] => true,
        [var text] when AwsAccountId.TryParse(text, out var account) => account != vendorRole.AccountId,
        [var arn] => arn.Split(':') is ["arn", _, "iam" or "sts", "", var number, ..] && AwsAccountId.TryParse(number, out var account) && account != vendorRole.AccountId,
        _ => false,
    };

    private static IEnumerable<Finding> Actions(Statement statement)
    {
        var further = statement.IsNotAction ? [statement.ActionsText] : statement.Actions.Where(a => !string.Equals(a, AssumeRole, StringComparison.OrdinalIgnoreCase)).ToList();
        return further.Count == 0 ? [] : [Finding.Of(FindingKinds.TrustActionAdded, statement.Place, string.Join(", ", further))];
    }

    private IEnumerable<Finding> ExternalIds(Statement statement)
    {
        var about = About(statement, ExternalIdKey);
        if (about.Count == 0)
            return [Finding.Of(FindingKinds.TrustExternalIdMissing, statement.Place)];
        if (Accepted(about, IsStringEquals) is not { } accepted)
            return [Finding.Of(FindingKinds.TrustExternalIdOperator, statement.Place, Demands(about))];
        var others = accepted.Where(v => v != externalId.Value).ToList();
        return others.Count == 0 ? [] : [Finding.Of(FindingKinds.TrustExternalIdAdded, statement.Place, Shown(string.Join(", ", others)))];
    }

    private IEnumerable<Finding> Narrowing(Statement statement)
    {
        var about = About(statement, PrincipalArnKey);
        if (Accepted(about, c => c.Operator.ListsValues) is [var only] && only == vendorRole.Value)
            return [];
        if (statement.Principals.Where(IsVendor).All(p => p == vendorRole.Value))
            return [Finding.Of(FindingKinds.TrustRoleNamed, statement.Place, vendorRole.Value)];
        if (about.TrueForAll(IsAboutPresence))
            return [Finding.Of(FindingKinds.TrustWholeAccount, statement.Place, vendorRole.AccountId.Value, vendorRole.Value)];
        return about.TrueForAll(c => IsMetByVendor(c) is true)
            ? [Finding.Of(FindingKinds.TrustPrincipalArnChanged, statement.Place, Demands(about), vendorRole.Value)]
            : [];
    }

    // A condition that the vendor's own request always meets isn't a difference; any other can lock the vendor out.
    private IEnumerable<Finding> Conditions(Statement statement)
    {
        var insists = About(statement, ExternalIdKey).Exists(IsStringEquals);
        return statement.Conditions
            .Where(c => !(c.IsAbout(ExternalIdKey) && !insists) && IsMetByVendor(c) is not true)
            .Select(c => Finding.Of(FindingKinds.TrustConditionAdded, statement.Place, Shown(c.ToString())));
    }

    /// <summary>The values that pass every condition on one key, out of those that some of these conditions list; null when none of them lists values without patterns.</summary>
    private static List<string>? Accepted(List<Condition> about, Func<Condition, bool> lists)
    {
        var listing = about.FindAll(c => lists(c) && (IsStringEquals(c) || !c.Values.Any(ConditionOperator.HasWildcards)));
        return listing.Count == 0 ? null : [.. listing[0].Values.Where(v => about.TrueForAll(c => c.IsMetBy(v) is not false))];
    }

    private static List<Condition> About(Statement statement, string key) => [.. statement.Conditions.Where(c => c.IsAbout(key))];

    private bool? IsMetByVendor(Condition condition) =>
        Array.Find(_request, r => condition.IsAbout(r.Key)) is { Key: not null } known ? condition.IsMetBy(known.Value) : condition.IsAlwaysMet ? true : null;

    private static bool IsStringEquals(Condition condition) => condition.Operator.Name is "StringEquals";

    private static bool IsAboutPresence(Condition condition) => condition.Operator.IsNull || condition.IsAlwaysMet;

    // Beside a condition on the value, one on its presence says nothing.
    private string Demands(List<Condition> about) =>
        Shown(string.Join("; ", (about.TrueForAll(IsAboutPresence) ? about : about.FindAll(c => !IsAboutPresence(c))).Select(c => c.Demand)));

    private string Shown(string text) => text
        .Replace(externalId.Value, OurExternalId, StringComparison.Ordinal)
        .Replace(externalId.Value, InOtherCase, StringComparison.OrdinalIgnoreCase);
}
