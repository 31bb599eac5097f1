using FsCheck;
using FsCheck.Fluent;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Simulator;
using Onboarding.Simulator.Policies;
using Policy = Onboarding.Functions.Verification.ReadBack.Policy;

namespace Onboarding.Tests.Properties;

/// <summary>Trust policies, right and tampered with, held against a second reader of policies: the simulated IAM, which knows nothing of findings.</summary>
public sealed class TrustComparisonProperties
{
    private const string Ours = "abcdefghijkmnpqrstuvwxyz23456789";
    private const string Root = "arn:aws:iam::999988887777:root";
    private const string Access = "arn:aws:iam::999988887777:role/onboarding-connect-access";
    private const string AnotherRole = "arn:aws:iam::999988887777:role/other";
    private const string Eve = "arn:aws:iam::111122223333:role/eve";
    private const string AssumeRole = "sts:AssumeRole";
    private const string ExternalIdKey = "sts:ExternalId";
    private const string PrincipalArnKey = "aws:PrincipalArn";

    private static readonly PolicyDraft s_template = new()
    {
        Principals = [("AWS", Root)],
        Actions = [AssumeRole],
        Conditions = [new("StringEquals", ExternalIdKey, Ours), new("ArnLike", PrincipalArnKey, Access)],
    };

    /// <summary>The template's statement in other words that mean the same, or narrower.</summary>
    private static readonly Gen<PolicyDraft> s_same =
        from principal in Gen.Elements(Root, "999988887777")
        from isNarrowedBy in Gen.Elements("ArnLike", "ArnEquals", "StringEquals", "StringLike")
        from further in Gen.SubListOf(new DraftCondition("StringLike", ExternalIdKey, "*"), new DraftCondition("StringEqualsIgnoreCase", ExternalIdKey, Ours))
        from draft in (s_template with
        {
            Principals = [("AWS", principal)],
            Conditions = [s_template.Conditions[0], new(isNarrowedBy, PrincipalArnKey, Access), .. further],
        }).Recased
        select draft;

    private static readonly Gen<(string Kind, string Value)> s_principals = Gen.OneOf(
        Gen.Elements(("AWS", Root), ("AWS", "999988887777"), ("AWS", Access), ("AWS", AnotherRole), ("AWS", Eve), ("AWS", "*"), ("AWS", "arn:aws:iam::111122223333:root"), ("Service", "ec2.amazonaws.com"), ("Federated", "arn:aws:iam::111122223333:saml-provider/x"), ("CanonicalUser", "79a59df900b949e55d96a1e698fbaced"), ("", "*")),
        Texts.Near(Gen.Elements(Root, Access)).Select(p => ("AWS", p)));

    private static readonly Gen<string> s_actions = Gen.OneOf(
        Gen.Elements(AssumeRole, "STS:assumerole", "sts:*", "sts:Assume*", "sts:TagSession", "sts:AssumeRoleWithSAML"), Texts.Near(Gen.Constant(AssumeRole)));

    private static readonly Gen<string> s_values = Gen.OneOf(
        Gen.Elements(Ours, Access, "*", "", "abc*", "?bcdefghijkmnpqrstuvwxyz23456789", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "arn:aws:iam::999988887777:role/*", "arn:aws:iam::*:role/*", "true", "false", "0.0.0.0/0", "203.0.113.7", "2030-01-01T00:00:00Z", "3600", "999988887777", "AssumedRole", "${sts:ExternalId}", "${aws:PrincipalArn}", "${*}"),
        Texts.Near(Gen.Elements(Ours, Access)));

    internal static readonly string[] Operators =
    [
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike", "ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike",
        "Bool", "Null", "BinaryEquals", "IpAddress", "NotIpAddress", "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
        "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals",
    ];

    private static readonly Gen<string> s_operators = Gen.OneOf(
        Gen.Elements("StringEquals", "StringLike", "StringNotEquals", "StringEqualsIgnoreCase", "ArnLike", "ArnEquals", "Bool", "Null"),
        from qualifier in Gen.Elements("", "ForAnyValue:", "ForAllValues:")
        from bare in Gen.Elements(Operators)
        from suffix in Gen.Elements("", "IfExists")
        select qualifier + bare + suffix,
        Gen.Elements("stringequals", "StringIs", "ForEachValue:StringEquals"));

    private static readonly Gen<DraftCondition> s_conditions =
        from isBy in s_operators
        from key in Gen.OneOf(
            Gen.Elements(ExternalIdKey, PrincipalArnKey),
            Gen.Elements("aws:PrincipalAccount", "aws:PrincipalType", "aws:SecureTransport", "aws:ViaAWSService", "aws:MultiFactorAuthPresent", "aws:CurrentTime", "aws:SourceIp", "aws:TagKeys", "aws:NoSuchKey"),
            Texts.Near(Gen.Constant(ExternalIdKey)))
        from count in Gen.Frequency((1, Gen.Constant(0)), (8, Gen.Constant(1)), (3, Gen.Constant(2)))
        from values in Gen.ArrayOf(s_values, count)
        select new DraftCondition(isBy, key, values);

    private static readonly Gen<Func<PolicyDraft, PolicyDraft>> s_edits = Gen.OneOf(
        s_principals.Select(p => (Func<PolicyDraft, PolicyDraft>)(d => d with { Principals = [.. d.Principals, p] })),
        s_principals.Select(p => (Func<PolicyDraft, PolicyDraft>)(d => d with { Principals = [p] })),
        s_actions.Select(a => (Func<PolicyDraft, PolicyDraft>)(d => d with { Actions = [.. d.Actions, a] })),
        s_actions.Select(a => (Func<PolicyDraft, PolicyDraft>)(d => d with { Actions = [a] })),
        s_conditions.Select(c => (Func<PolicyDraft, PolicyDraft>)(d => d with { Conditions = [.. d.Conditions, c] })),
        s_conditions.Select(c => (Func<PolicyDraft, PolicyDraft>)(d => d with { Conditions = [.. d.Conditions.Skip(1), c] })),
        s_operators.Select(o => (Func<PolicyDraft, PolicyDraft>)(d => d with { Conditions = [.. d.Conditions.Select((c, i) => i == 0 ? c with { Operator = o } : c)] })),
        s_values.Select(v => (Func<PolicyDraft, PolicyDraft>)(d => d with { Conditions = [.. d.Conditions.Select((c, i) => i == 0 ? c with { Values = [.. c.Values, v] } : c)] })),
        s_values.Select(v => (Func<PolicyDraft, PolicyDraft>)(d => d with { Conditions = [.. d.Conditions.Select((c, i) => i == 1 ? c with { Values = [v] } : c)] })),
        Gen.Choose(0, 1).Select(n => (Func<PolicyDraft, PolicyDraft>)(d => d with { Conditions = [.. d.Conditions.Where((_, i) => i != n)] })),
        Gen.Elements<Func<PolicyDraft, PolicyDraft>>(d => d with { IsNotAction = true }, d => d with { IsNotPrincipal = true }, d => d with { Effect = "Deny" }));

    private static readonly Gen<PolicyDraft> s_edited =
        from count in Gen.Choose(0, 3)
        from edits in Gen.ArrayOf(s_edits, count)
        select edits.Aggregate(s_template, (draft, edit) => edit(draft));

    [Fact]
    public void The_Templates_Own_Policy_Has_No_Finding_However_It_Is_Written() => Property.Holds(
        from count in Gen.Choose(1, 3)
        from drafts in Gen.ArrayOf(s_same, count)
        from policy in PolicyDraft.Written(drafts)
        select policy,
        PolicyCorpus.RightTrust,
        policy => Compare(policy).ShouldBeEmpty(policy));

    /// <summary>The oracle is asked about the attackers, not about the text: whatever was added, left out, weakened or split.</summary>
    [Fact]
    [Trait("Threat", "T25")]
    [Trait("Threat", "T52")]
    public void A_Trust_Policy_Without_Findings_Trusts_Only_The_Vendors_Role_With_Its_External_Id() => Property.Holds(
        from count in Gen.Choose(1, 3)
        from drafts in Gen.ArrayOf(s_edited, count)
        from policy in PolicyDraft.Written(drafts)
        from spoiled in PolicyDraft.Spoiled(policy)
        from isSpoiled in Gen.Elements(true, false, false)
        select isSpoiled ? spoiled : policy,
        PolicyCorpus.WrongTrust,
        policy =>
        {
            var findings = Compare(policy);
            if (Saved(policy) is not { } trust)
            {
                findings.ShouldNotBeEmpty(policy);
                return;
            }

            string?[] others = [null, "", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", Ours.ToUpperInvariant(), Ours + "a", Ours[..^1], "abc", "a" + Ours[1..^1] + "8", "b" + Ours[1..]];
            if (Array.Exists(others, o => LetsIn(trust, Access, o)) || LetsIn(trust, Eve, Ours) || LetsIn(trust, Eve, null))
                findings.ShouldContain(f => FindingKinds.Find(f.Code)!.Severity == FindingSeverity.Trust, policy);
            if (LetsIn(trust, AnotherRole, Ours) || !LetsIn(trust, Access, Ours))
                findings.ShouldNotBeEmpty(policy);
        },
        tries: 2000);

    private static bool LetsIn(TrustPolicy trust, string role, string? externalId)
    {
        Arn.TryParse(role, out var arn).ShouldBeTrue();
        var identity = new TrustedIdentity("aws", arn.AccountId, "AROA-" + role, role.Replace(":iam:", ":sts:", StringComparison.Ordinal).Replace(":role/", ":assumed-role/", StringComparison.Ordinal) + "/x", IsSession: true);
        var keys = new ConditionKeys().With(ExternalIdKey, externalId).With(PrincipalArnKey, role).With("aws:PrincipalAccount", arn.AccountId).With("aws:PrincipalType", "AssumedRole")
            .With("aws:SecureTransport", "true").With("aws:ViaAWSService", "false").With("aws:PrincipalIsAWSService", "false").With("aws:CurrentTime", "2026-11-28T00:00:00Z").With("aws:SourceIp", "203.0.113.7");
        return trust.Evaluate(identity, new AccessRequest { Action = AssumeRole, Resource = "arn:aws:iam::444455556666:role/customers", Keys = keys }) is not (TrustVerdict.None or TrustVerdict.Denied);
    }

    /// <summary>The policy as IAM keeps it; null when IAM would not.</summary>
    private static TrustPolicy? Saved(string policy)
    {
        try
        {
            return new TrustPolicy
            {
                Document = PolicyParser.Parse(policy, PolicyKind.Trust),
                UniqueIds = new[] { Access, AnotherRole, Eve }.ToDictionary(r => r, r => "AROA-" + r, StringComparer.Ordinal),
            };
        }
        catch (AwsErrorException)
        {
            return null;
        }
    }

    private static List<Finding> Compare(string policy)
    {
        RoleArn.TryParse(Access, out var vendor).ShouldBeTrue();
        ExternalId.TryParse(Ours, out var externalId).ShouldBeTrue();
        return [.. new TrustComparison(vendor, externalId).Compare(Policy.OfTrust(policy))];
    }
}
