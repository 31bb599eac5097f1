using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Onboarding.Functions;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Templates;
using Check = Onboarding.Functions.Verification.Check;

namespace Onboarding.Tests.Properties;

/// <summary>Roles as large as IAM lets them be: quotas count no white space, so that a policy of 2,048 characters can have many more. Whatever is in them, a check and its event stay small.</summary>
public sealed class CheckSizeProperties
{
    private const int MaxCheck = 32 * 1024;
    private const int MaxEvent = 64 * 1024;
    private const string OurRole = "arn:aws:iam::111122223333:role/onboarding-connect-abc";

    private static readonly DateTimeOffset s_now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Texts of a policy: short, of 7,000 letters, of 60,000 blanks, and of what grows when it is written as JSON or UTF-8.</summary>
    private static readonly Gen<string> s_texts =
        from text in Gen.Elements("a", "\u0001", "\"", "\\", "é", "本", "😀", " ", "arn:aws:s3:::", "{0}")
        from count in Gen.Elements(1, 3, 40, 300, 1500, 7000)
        from blanks in Gen.Frequency((30, Gen.Constant(0)), (1, Gen.Elements(2_000, 60_000)))
        select string.Concat(Enumerable.Repeat(text, count / text.Length + 1)) + new string(' ', blanks);

    private static readonly Gen<string[]> s_lists =
        from count in Gen.Elements(1, 1, 2, 5)
        from texts in Gen.ArrayOf(s_texts, count)
        select texts;

    private static readonly Gen<string> s_actions = Gen.OneOf(
        Gen.Elements<string>(Profile.ReadOnly.Grants("x", "x").Select(g => g.Action).Concat(["iam:*", "*"])), s_texts.Select(t => "iam:" + t));

    private static readonly Gen<JsonObject> s_conditions =
        from name in Gen.Elements("StringEquals", "StringLike", "ArnNotLike", "ForAllValues:StringEqualsIfExists", "Null", "NoOperator")
        from key in Gen.OneOf(Gen.Elements("sts:ExternalId", "aws:PrincipalArn", "aws:SourceIp"), s_texts)
        from values in s_lists
        select new JsonObject { [name] = new JsonObject { [key] = Array(values) } };

    private static readonly Gen<string> s_trust =
        from count in Gen.Elements(1, 2, 20)
        from principals in Gen.ArrayOf(s_lists, count)
        from conditions in Gen.ArrayOf(s_conditions, count)
        from sids in Gen.ArrayOf(s_texts, count)
        from isOurs in Gen.ArrayOf(Gen.Elements(true, false), count)
        from effect in Gen.Elements("Allow", "Allow", "Deny", "allow")
        select Policy(Enumerable.Range(0, count).Select(i => new JsonObject
        {
            ["Sid"] = sids[i],
            ["Effect"] = effect,
            ["Principal"] = new JsonObject { ["AWS"] = isOurs[i] ? "999988887777" : Array(principals[i]) },
            ["Action"] = "sts:AssumeRole",
            ["Condition"] = conditions[i],
        }));

    private static readonly Gen<string> s_permissions =
        from count in Gen.Elements(1, 3, 20)
        from actions in Gen.ArrayOf(s_actions, count)
        from resources in Gen.ArrayOf(s_lists, count)
        from conditions in Gen.ArrayOf(s_conditions, count)
        from hasCondition in Gen.ArrayOf(Gen.Elements(true, false), count)
        from effects in Gen.ArrayOf(Gen.Elements("Allow", "Allow", "Deny"), count)
        select Policy(Enumerable.Range(0, count).Select(i => new JsonObject
        {
            ["Effect"] = effects[i],
            ["Action"] = actions[i],
            ["Resource"] = Array(resources[i]),
            ["Condition"] = hasCondition[i] ? conditions[i] : new JsonObject(),
        }));

    private static readonly Gen<RoleAsRead> s_roles =
        from trust in s_trust
        from permissions in Gen.ArrayOf(s_permissions, 3)
        from names in Gen.Elements(2, 10, 100).SelectMany(n => Gen.ArrayOf(Texts.Of("abcABC+=,.@-_", 1, 128), n))
        from attached in Gen.Elements(0, 1, 20).SelectMany(n => Gen.ArrayOf(Texts.Of("abc/", 1, 600), n))
        from boundary in Gen.Elements<string?>(null, "arn:aws:iam::111122223333:policy/" + new string('b', 600))
        from isDenied in Gen.Elements(true, false, false)
        select new RoleAsRead(
            Saw(new SeenRole(null, ConnectTemplate.Version, trust, boundary, 43_200)),
            Saw<IReadOnlyList<string>>(["Permissions", "SelfInspection", .. names]),
            [.. permissions.Select((p, i) => isDenied ? Denied<SeenPolicy>() : Saw(new SeenPolicy(i == 0 ? "Permissions" : i == 1 ? "SelfInspection" : names[0], p))), .. Enumerable.Repeat(Saw(new SeenPolicy("x", "{}")), 8)],
            Saw<IReadOnlyList<string>>([.. attached.Select(a => "arn:aws:iam::111122223333:policy/" + a)]),
            Saw(new SeenSummary(new Dictionary<string, string>(StringComparer.Ordinal) { ["AccountMFAEnabled"] = "0", ["AccountAccessKeysPresent"] = "1" })));

    [Fact]
    [Trait("Threat", "T44")]
    public void A_Check_And_Its_Event_Stay_Small_Whatever_The_Role_Holds() => Property.Holds(s_roles, ShouldBeSmall, tries: 60);

    [Fact]
    [Trait("Threat", "T44")]
    public void A_Long_Resource_With_Twenty_Scoped_Statements_Is_Not_Copied_Into_Every_Finding()
    {
        var actions = Profile.ReadOnly.Grants("x", "x").Select(g => g.Action).Distinct(StringComparer.Ordinal).ToList();
        foreach (var resource in new[] { new string('a', 7000), "arn:aws:s3:::" + new string(' ', 60_000) })
        {
            var policy = Policy([
                new JsonObject { ["Effect"] = "Allow", ["Action"] = "*", ["Resource"] = resource },
                .. actions.Take(20).Select((a, i) => new JsonObject { ["Effect"] = "Allow", ["Action"] = a, ["Resource"] = $"arn:aws:iam::111122223333:user/{i}" })]);

            ShouldBeSmall(new RoleAsRead(
                Saw(new SeenRole(null, null, "{}", null, 3600)), Saw<IReadOnlyList<string>>(["Permissions"]), [Saw(new SeenPolicy("Permissions", policy))], Saw<IReadOnlyList<string>>([]), Saw(new SeenSummary(new Dictionary<string, string>(StringComparer.Ordinal)))));
        }
    }

    private static void ShouldBeSmall(RoleAsRead read)
    {
        var settings = ProductSettings.Of("checks");
        RoleArn.TryParse(OurRole, out var role).ShouldBeTrue();
        StackArn.TryParse("arn:aws:cloudformation:us-east-1:111122223333:stack/onboarding-connect-abc/1d2c3b4a-0000-1111-2222-333344445555", out var stack).ShouldBeTrue();
        var onboarding = MintedOnboarding.At(s_now);
        var subject = new Subject { ConnectionId = "x", Tenant = onboarding.Tenant, Role = role, ExternalId = onboarding.PendingExternalId, Profile = Profile.ReadOnly, TemplateVersion = ConnectTemplate.Version, Stack = new StackClaim("us-east-1", stack, "x") };
        var comparison = new RoleComparison(settings, subject);
        var check = new Check(s_now, Check.Failed, [.. read.Probes, .. read.Probes], "external-id-not-enforced", comparison.Compare(read, comparison.Version(read), FeatureSet.None, stack));

        JsonSerializer.SerializeToUtf8Bytes(check, FunctionsJson.Api.Check).Length.ShouldBeLessThanOrEqualTo(MaxCheck);
        foreach (var language in new[] { Language.English, Language.Japanese })
            JsonSerializer.SerializeToUtf8Bytes(CheckView.Of(check, language), AnswersJson.Default.CheckView).Length.ShouldBeLessThanOrEqualTo(MaxCheck);
        foreach (var finding in check.Findings!)
            finding.Arguments.ShouldAllBe(a => a.Length <= BoundedText.MaxLength);

        var account = new AccountRecord
        {
            Id = onboarding.Id.Value,
            Tenant = onboarding.Tenant,
            GroupId = onboarding.GroupId,
            Name = new string('本', 100),
            Role = role,
            Stack = stack,
            Region = "us-east-1",
            Profile = Profile.ReadOnly,
            TemplateVersion = ConnectTemplate.Version,
            Status = AccountStatus.Degraded,
            LastCheck = LastCheck.Of(check, 1),
            Language = Language.Japanese,
            CreatedAt = s_now,
            DegradedSince = s_now,
            Schedule = new Schedule { Tenant = onboarding.Tenant, AccountId = onboarding.Id.Value, DueAt = s_now },
            Audit = new AuditHead(1, AuditEntry.NoHash),
        };
        Encoding.UTF8.GetByteCount(Outbox.Event(EventTypes.AccountDegraded, account, s_now, check.Findings).Text("detail")).ShouldBeLessThanOrEqualTo(MaxEvent);
    }

    private static string Policy(IEnumerable<JsonObject> statements) => new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = Array(statements.Select(s => s.DeepClone())) }.ToJsonString();

    private static JsonArray Array(IEnumerable<string> texts) => Array(texts.Select(t => (JsonNode)JsonValue.Create(t)));

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes]);

    private static Seen<T> Saw<T>(T value)
        where T : class => new(new Probe("list-attached-role-policies", Probe.Inconclusive, "AnErrorCodeOfAws", "11111111-2222-3333-4444-555555555555"), value);

    private static Seen<T> Denied<T>()
        where T : class => new(new Probe("get-role-policy", Probe.Denied, "AccessDenied"), null, Refusal.Of(Errors.PermissionMissing, "iam:GetRolePolicy"));
}
