using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>Compares a role's trust policy with the one it should have. Statements are OR-ed, so each must be right by itself.</summary>
/// <param name="vendorRole">The one role that is to be trusted.</param>
/// <param name="externalId">The one external ID that is to be accepted.</param>
internal sealed class TrustComparison(RoleArn vendorRole, ExternalId externalId)
{
    private const string AssumeRole = "sts:AssumeRole";
    private const string ExternalIdKey = "sts:ExternalId";
    private const string PrincipalArnKey = "aws:PrincipalArn";

    private readonly string _root = $"arn:{vendorRole.Partition.Name}:iam::{vendorRole.AccountId.Value}:root";

    public IReadOnlyList<Finding> Compare(IReadOnlyList<Statement> statements)
    {
        List<Finding> found = [.. statements.SelectMany(s => s.Allows ? Allowed(s) : [Denial(s)])];
        return found.Count > 0 || statements.Any(IsForVendor) ? found : [Finding.Of(FindingKinds.TrustMissing, vendorRole.Value)];
    }

    private bool IsForVendor(Statement statement) => statement.Allows && statement.Principals.Any(IsVendor) && statement.IsAboutAction(AssumeRole);

    private static Finding Denial(Statement statement) =>
        Finding.Of(FindingKinds.TrustDenialAdded, statement.Place, statement.ActionsText, string.Join(", ", statement.Principals));

    private IEnumerable<Finding> Allowed(Statement statement) =>
    [
        .. statement.Principals.Where(p => !IsVendor(p)).Select(p => Finding.Of(FindingKinds.TrustPrincipalAdded, statement.Place, p)),
        .. Actions(statement),
        .. IsForVendor(statement) ? [.. ExternalIds(statement), .. Narrowing(statement), .. Conditions(statement)] : NoFindings,
    ];

    private static Finding[] NoFindings => [];

    private bool IsVendor(string principal) => principal == _root || principal == vendorRole.AccountId.Value || principal == vendorRole.Value;

    private static IEnumerable<Finding> Actions(Statement statement)
    {
        var further = statement.IsNotAction ? [statement.ActionsText] : statement.Actions.Where(a => !string.Equals(a, AssumeRole, StringComparison.OrdinalIgnoreCase)).ToList();
        return further.Count == 0 ? [] : [Finding.Of(FindingKinds.TrustActionAdded, statement.Place, string.Join(", ", further))];
    }

    private IEnumerable<Finding> ExternalIds(Statement statement)
    {
        var conditions = statement.Conditions.Where(c => c.IsAbout(ExternalIdKey) && c.Values.Count > 0).ToList();
        if (conditions.Exists(IsOurExternalId))
            yield break;
        if (conditions.Count == 0)
            yield return Finding.Of(FindingKinds.TrustExternalIdMissing, statement.Place);
        foreach (var condition in conditions)
        {
            if (!condition.Has("StringEquals"))
                yield return Finding.Of(FindingKinds.TrustExternalIdOperator, statement.Place, condition.Operator);
            var others = condition.Values.Where(v => v != externalId.Value).ToList();
            if (others.Count > 0)
                yield return Finding.Of(FindingKinds.TrustExternalIdAdded, statement.Place, string.Join(", ", others));
        }
    }

    private IEnumerable<Finding> Narrowing(Statement statement)
    {
        var conditions = statement.Conditions.Where(c => c.IsAbout(PrincipalArnKey)).ToList();
        if (conditions.Exists(IsOurRole))
            return [];
        if (statement.Principals.Where(IsVendor).All(p => p == vendorRole.Value))
            return [Finding.Of(FindingKinds.TrustRoleNamed, statement.Place, vendorRole.Value)];
        return conditions.Count == 0
            ? [Finding.Of(FindingKinds.TrustWholeAccount, statement.Place, vendorRole.AccountId.Value, vendorRole.Value)]
            : [Finding.Of(FindingKinds.TrustPrincipalArnChanged, statement.Place, string.Join(", ", conditions.SelectMany(c => c.Values)), vendorRole.Value)];
    }

    // Conditions are AND-ed: what stands beside ours can only narrow further, down to letting nobody in.
    private IEnumerable<Finding> Conditions(Statement statement) => statement.Conditions
        .Where(c => c.IsAbout(ExternalIdKey) ? statement.Conditions.Any(IsOurExternalId) && !IsMetBy(c, externalId.Value)
            : !c.IsAbout(PrincipalArnKey) || (statement.Conditions.Any(IsOurRole) && !IsMetBy(c, vendorRole.Value)))
        .Select(c => Finding.Of(FindingKinds.TrustConditionAdded, statement.Place, c.ToString()));

    private static bool IsMetBy(Condition condition, string value) => condition.Has("StringLike")
        ? condition.Values.Any(v => Pattern.Matches(v, value, ignoreCase: false))
        : condition.Values.Contains(value, StringComparer.Ordinal)
            && (condition.Has("StringEquals") || condition.Has("StringEqualsIgnoreCase") || condition.Has("ArnLike") || condition.Has("ArnEquals"));

    private bool IsOurExternalId(Condition condition) => condition.IsAbout(ExternalIdKey) && condition.Has("StringEquals") && condition.IsExactly(externalId.Value);

    // ArnEquals and ArnLike are the same: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
    private bool IsOurRole(Condition condition) => condition.IsAbout(PrincipalArnKey) && condition.IsExactly(vendorRole.Value)
        && (condition.Has("ArnLike") || condition.Has("ArnEquals") || condition.Has("StringEquals") || condition.Has("StringLike"));
}
