using FsCheck;
using FsCheck.Fluent;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Simulator;
using Onboarding.Simulator.Policies;
using Onboarding.Templates;

namespace Onboarding.Tests.Properties;

/// <summary>What a role can do, compared with a second reader of policies: the decisions of the simulated IAM.</summary>
public sealed class PermissionComparisonProperties
{
    private const string Role = "arn:aws:iam::111122223333:role/onboarding-connect-abc";
    private const string Stack = "arn:aws:cloudformation:us-east-1:111122223333:stack/onboarding-connect-abc/*";
    private const string Trust = """{"Statement":{"Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"abcdefghijkmnpqrstuvwxyz23456789"},"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::999988887777:role/onboarding-connect-access"}}}}""";

    /// <summary>The permissions of a profile's template, each action on each resource separately.</summary>
    private static readonly (string Action, string Resource)[] s_grants =
        [.. Profile.ReadOnly.Grants("onboarding-connect-abc", "onboarding-connect-abc")];

    private static readonly PolicyDraft[] s_template =
        [.. s_grants.GroupBy(g => g.Resource, g => g.Action, StringComparer.Ordinal).Select(g => new PolicyDraft { Actions = [.. g], Resources = [g.Key] })];

    /// <summary>What the role might ask for, and where.</summary>
    private static readonly string[] s_actions = [.. s_grants.Select(g => g.Action).Distinct(StringComparer.Ordinal), "iam:PassRole", "iam:CreateUser", "s3:GetObject", "sts:AssumeRole"];

    private static readonly string[] s_places =
    [
        Role, "arn:aws:iam::111122223333:role/another", "arn:aws:iam::111122223333:user/kim", "arn:aws:cloudformation:us-east-1:111122223333:stack/onboarding-connect-abc/1",
        "arn:aws:cloudformation:us-east-1:111122223333:stack/another/1",
    ];

    /// <summary>The same grants, split into statements and policies at will.</summary>
    private static readonly Gen<(PolicyDraft[] First, PolicyDraft[] Second)> s_same =
        from places in Gen.ArrayOf(Gen.Choose(0, 4), s_grants.Length)
        from drafts in Gen.CollectToArray(
            s_grants.Zip(places).GroupBy(g => (g.First.Resource, g.Second)),
            g => new PolicyDraft { Actions = [.. g.Select(x => x.First.Action)], Resources = [g.Key.Resource] }.Recased)
        from cut in Gen.Choose(1, drafts.Length - 1)
        select (drafts[..cut], drafts[cut..]);

    private static readonly Gen<string> s_anyAction = Gen.OneOf(Gen.Elements(s_actions), Gen.Elements("iam:*", "*", "iam:Get*", "iam:List?sers", "cloudformation:*"), Texts.Near(Gen.Elements(s_actions)));

    private static readonly Gen<string> s_anyPlace = Gen.Elements(
        "*", Role, Stack, "arn:aws:iam::111122223333:role/*", "arn:aws:iam::*:role/onboarding-connect-abc", "arn:aws:iam::111122223333:role/another", "arn:aws:iam::111122223333:user/*",
        "arn:aws:cloudformation:us-east-1:111122223333:stack/*", "arn:aws:iam::111122223333:role/onboarding-connect-ab?");

    private static readonly Gen<DraftCondition> s_conditions = Gen.OneOf(
        from bare in Gen.Elements(TrustComparisonProperties.Operators)
        from qualifier in Gen.Elements("", "", "ForAnyValue:", "ForAllValues:")
        from suffix in Gen.Elements("", "IfExists")
        from key in Gen.Elements("aws:SecureTransport", "aws:MultiFactorAuthPresent", "aws:PrincipalAccount", "aws:TagKeys", "aws:NoSuchKey")
        from value in Gen.Elements("true", "false", "*", "111122223333", "0")
        select new DraftCondition(qualifier + bare + suffix, key, value),
        Gen.Elements(
        new DraftCondition("Bool", "aws:SecureTransport", "true"), new DraftCondition("Bool", "aws:MultiFactorAuthPresent", "true"), new DraftCondition("StringNotEquals", "aws:PrincipalAccount", "000000000000")));

    private static readonly Gen<Func<PolicyDraft, PolicyDraft>> s_edits = Gen.OneOf(
        Gen.Choose(0, 40).Select(n => (Func<PolicyDraft, PolicyDraft>)(d => d.Actions.Count < 2 ? d : d with { Actions = [.. d.Actions.Where((_, i) => i != n % d.Actions.Count)] })),
        s_anyAction.Select(a => (Func<PolicyDraft, PolicyDraft>)(d => d with { Actions = [.. d.Actions, a] })),
        s_anyAction.Select(a => (Func<PolicyDraft, PolicyDraft>)(d => d with { Actions = [a] })),
        s_anyPlace.Select(r => (Func<PolicyDraft, PolicyDraft>)(d => d with { Resources = [.. d.Resources, r] })),
        s_anyPlace.Select(r => (Func<PolicyDraft, PolicyDraft>)(d => d with { Resources = [r] })),
        s_conditions.Select(c => (Func<PolicyDraft, PolicyDraft>)(d => d with { Conditions = [c] })),
        Gen.Elements<Func<PolicyDraft, PolicyDraft>>(d => d with { IsNotAction = true }, d => d with { IsNotResource = true }, d => d with { Effect = "Deny" }));

    private static readonly Gen<PolicyDraft[]> s_edited =
        from kept in Gen.CollectToArray(s_template, d => Edited(d, 2))
        from added in Gen.Elements(s_template).SelectMany(d => Edited(d, 3))
        from isAdded in Gen.Elements(true, false)
        select isAdded ? [.. kept, added] : kept;

    [Fact]
    public void The_Templates_Own_Permissions_Have_No_Finding_However_They_Are_Written() => Property.Holds(
        from drafts in s_same
        from permissions in PolicyDraft.Written(drafts.First)
        from inspection in PolicyDraft.Written(drafts.Second)
        select (permissions, inspection),
        policies => Compare(policies.permissions, policies.inspection).ShouldBeEmpty($"{policies.permissions}\n{policies.inspection}"));

    [Fact]
    [Trait("Threat", "T52")]
    public void What_Allows_Anything_More_Or_Less_Than_The_Template_Always_Has_A_Finding() => Property.Holds(
        from drafts in s_edited
        from policy in PolicyDraft.Written(drafts)
        from spoiled in PolicyDraft.Spoiled(policy)
        from isSpoiled in Gen.Elements(true, false, false)
        select isSpoiled ? spoiled : policy,
        PolicyCorpus.WrongPermissions,
        policy =>
        {
            if (Saved(policy) is not { } document)
            {
                Compare(policy, inspection: null).ShouldNotBeEmpty(policy);
                return;
            }

            var different = Requests().Where(r => (document.Evaluate(r) is PolicyEffect.Allow) != (s_templateDocument.Evaluate(r) is PolicyEffect.Allow));
            if (different.FirstOrDefault() is { } request)
                Compare(policy, inspection: null).ShouldNotBeEmpty($"{request.Action} on {request.Resource}\n{policy}");
        },
        tries: 1500);

    private static readonly PolicyDocument s_templateDocument = Saved(PolicyDraft.Written(s_template).Sample(1)[0])!;

    private static IEnumerable<AccessRequest> Requests() =>
        from action in s_actions
        from place in s_places
        from hasMfa in new[] { null, "true" }
        select new AccessRequest
        {
            Action = action,
            Resource = place,
            Keys = new ConditionKeys().With("aws:SecureTransport", "true").With("aws:MultiFactorAuthPresent", hasMfa).With("aws:PrincipalAccount", "111122223333"),
        };

    private static Gen<PolicyDraft> Edited(PolicyDraft draft, int most) =>
        from count in Gen.Choose(0, most)
        from edits in Gen.ArrayOf(s_edits, count)
        select edits.Aggregate(draft, (edited, edit) => edit(edited));

    private static PolicyDocument? Saved(string policy)
    {
        try
        {
            return PolicyParser.Parse(policy, PolicyKind.Inline);
        }
        catch (AwsErrorException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Compare(string permissions, string? inspection)
    {
        RoleArn.TryParse(Role, out var role).ShouldBeTrue();
        ExternalId.TryParse("abcdefghijkmnpqrstuvwxyz23456789", out var externalId).ShouldBeTrue();
        StackArn.TryParse(Stack[..^1] + "1d2c3b4a-0000-1111-2222-333344445555", out var stack).ShouldBeTrue();
        var subject = new Subject
        {
            ConnectionId = "222222222222222222222222",
            Tenant = MintedOnboarding.At(DateTimeOffset.UnixEpoch).Tenant,
            Role = role,
            ExternalId = externalId,
            Profile = Profile.ReadOnly,
            TemplateVersion = ConnectTemplate.Version,
            Region = "us-east-1",
            Stack = new StackClaim("us-east-1", stack, stack.StackName),
        };
        var read = new RoleAsRead(
            Seen(new SeenRole(stack, ConnectTemplate.Version, Trust, BoundaryArn: null, 3600)),
            Seen<IReadOnlyList<string>>(["Permissions", "SelfInspection"]),
            [Seen(new SeenPolicy("Permissions", permissions)), Seen(new SeenPolicy("SelfInspection", inspection))],
            Seen<IReadOnlyList<string>>([]),
            Seen(new SeenSummary(new Dictionary<string, string>(StringComparer.Ordinal) { ["AccountMFAEnabled"] = "1" })));
        var comparison = new RoleComparison(ProductSettings.Of("registrations"), subject);
        return comparison.Compare(read, comparison.Version(read), FeatureSet.None, stack).Select(f => $"{f.Code}: {string.Join(", ", f.Arguments)}");
    }

    private static Seen<T> Seen<T>(T value)
        where T : class => new(new Probe("probe", Probe.Allowed, null, null), value);
}
