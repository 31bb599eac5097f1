using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Tests.Properties;

/// <summary>Any text instead of a policy is unreadable or has a finding. It is never accepted as the right one.</summary>
public sealed class PolicyTextProperties
{
    private static readonly Gen<JsonNode?> s_leaf = Gen.OneOf(
        Gen.Elements("Allow", "Deny", "*", "sts:AssumeRole", "iam:GetRole", "arn:aws:iam::999988887777:root", "abcdefghijkmnpqrstuvwxyz23456789", "").Select(t => (JsonNode?)t),
        Gen.Elements("1", "1e999", "true", "null", "[]", "{}", "-0").Select(t => JsonNode.Parse(t)));

    [Fact]
    [Trait("Threat", "T52")]
    public void Any_Text_In_Place_Of_A_Policy_Has_A_Finding() => Property.Holds(
        Gen.OneOf(Texts.Anything, Json(5).Select(n => n?.ToJsonString() ?? "null"), Texts.Near(Json(5).Select(n => n?.ToJsonString() ?? "null"))),
        [.. Corpus.Texts, .. PolicyCorpus.NoTrust],
        text =>
        {
            RoleArn.TryParse("arn:aws:iam::999988887777:role/onboarding-connect-access", out var vendor).ShouldBeTrue();
            ExternalId.TryParse("abcdefghijkmnpqrstuvwxyz23456789", out var externalId).ShouldBeTrue();
            new TrustComparison(vendor, externalId).Compare(Policy.OfTrust(text)).ShouldNotBeEmpty(text);
            new PermissionComparison([ExpectedStatement.Of(Expectation.Compared(new Templates.PolicyStatement { Sid = "Users", Actions = ["iam:GetUser"], Resources = ["*"] }))], [new NamedPolicy("Permissions", Policy.OfPermissions(text))]).Compare(isWhole: true).ShouldNotBeEmpty(text);
        },
        tries: 1000);

    [Fact]
    public void A_Policy_Comes_Out_Of_Its_Percent_Encoding_As_It_Went_In() => Property.Holds(
        Gen.OneOf(Texts.Anything.Where(t => !t.Any(char.IsSurrogate)), Json(4).Select(n => n?.ToJsonString() ?? "null"), Texts.Of("%25+ aF0{}\"\\/é本", 1, 60)).Where(t => t.Length > 0),
        PolicyCorpus.NoTrust,
        text => RoleReads.Decode(Uri.EscapeDataString(text)).ShouldBe(text));

    // JSON that has the form of a policy at every depth, and what does not belong there.
    private static Gen<JsonNode?> Json(int depth) => depth == 0
        ? s_leaf
        : Gen.Frequency(
            (1, s_leaf),
            (1, from count in Gen.Choose(0, 3)
                from items in Gen.ArrayOf(Json(depth - 1), count)
                select (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())])),
            (3, from names in Gen.SubListOf("Statement", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "Condition", "AWS", "StringEquals", "sts:ExternalId", "Sid")
                from values in Gen.ArrayOf(Json(depth - 1), names.Count)
                select (JsonNode?)new JsonObject(names.Zip(values, (n, v) => KeyValuePair.Create(n, v?.DeepClone())))));
}
