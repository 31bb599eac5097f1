using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Tests.Unit.ReadBack;

/// <summary>A document that IAM's grammar does not allow is no policy, and where it stops being one is named.</summary>
public sealed class PolicyTests
{
    private const string Open = "\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"";
    private const string Full = "\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"";

    public static TheoryData<string, string> Trust { get; } = new()
    {
        { "", "JSON" },
        { "no json", "JSON" },
        { "[]", "JSON: []" },
        { "\"*\"", "JSON: \"*\"" },
        { """{"Statement":{OPEN},}""", "JSON" },
        { """{"Statement":{OPEN}} x""", "JSON" },
        { """{"Statement":{"Effect":"Allow","Principal":{"AWS":"\ud800"},"Action":"sts:AssumeRole"}}""", "JSON" },
        { "{}", "Statement" },
        { """{"Statement":[]}""", "Statement: []" },
        { """{"Statement":"x"}""", "Statement 1: \"x\"" },
        { """{"Statement":[null]}""", "Statement 1: null" },
        { """{"statement":{OPEN}}""", "statement" },
        { """{"Statement":{OPEN},"statement":[]}""", "statement" },
        { """{"Statement":{OPEN},"Statement":{OPEN}}""", "Statement" },
        { """{"Statement":{OPEN},"Comment":"x"}""", "Comment" },
        { """{"Version":"2012-10-18","Statement":{OPEN}}""", "Version: \"2012-10-18\"" },
        { """{"Version":2012,"Statement":{OPEN}}""", "Version: 2012" },
        { """{"Id":7,"Statement":{OPEN}}""", "Id: 7" },
        { """{"Statement":{"Effect":"allow","Principal":"*","Action":"sts:AssumeRole"}}""", "Statement 1, Effect: \"allow\"" },
        { """{"Statement":{"Effect":"ALLOW","Principal":"*","Action":"sts:AssumeRole"}}""", "Statement 1, Effect: \"ALLOW\"" },
        { """{"Statement":{"Effect":"Allow ","Principal":"*","Action":"sts:AssumeRole"}}""", "Statement 1, Effect: \"Allow \"" },
        { """{"Statement":{"Effect":["Allow"],"Principal":"*","Action":"sts:AssumeRole"}}""", "Statement 1, Effect: [\"Allow\"]" },
        { """{"Statement":{"Principal":"*","Action":"sts:AssumeRole"}}""", "Statement 1, Effect" },
        { """{"Statement":{OPEN, "effect":"Deny"}}""", "Statement 1, effect" },
        { """{"Statement":{OPEN, "Effect":"Deny"}}""", "Statement 1, Effect" },
        { """{"Statement":{OPEN, "NotPrincipal":"*"}}""", "Statement 1, Principal" },
        { """{"Statement":{OPEN, "NotAction":"*"}}""", "Statement 1, Action" },
        { """{"Statement":{OPEN, "Resource":"*"}}""", "Statement 1, Resource" },
        { """{"Statement":{OPEN, "Sid":null}}""", "Statement 1, Sid: null" },
        { """{"Statement":[{OPEN}, {"Effect":"Allow","Action":"sts:AssumeRole"}]}""", "Statement 2, Principal" },
        { """{"Statement":{"Effect":"Allow","Principal":"*"}}""", "Statement 1, Action" },
        { """{"Statement":{"Effect":"Allow","Principal":"*","Action":[]}}""", "Statement 1, Action: []" },
        { """{"Statement":{"Effect":"Allow","Principal":"*","Action":[["sts:AssumeRole"]]}}""", "Statement 1, Action: [\"sts:AssumeRole\"]" },
        { """{"Statement":{"Effect":"Allow","Principal":"*","Action":7}}""", "Statement 1, Action: 7" },
        { """{"Statement":{"Effect":"Allow","Principal":"999988887777","Action":"sts:AssumeRole"}}""", "Statement 1, Principal: \"999988887777\"" },
        { """{"Statement":{"Effect":"Allow","Principal":["*"],"Action":"sts:AssumeRole"}}""", "Statement 1, Principal: [\"*\"]" },
        { """{"Statement":{"Effect":"Allow","Principal":{},"Action":"sts:AssumeRole"}}""", "Statement 1, Principal: {}" },
        { """{"Statement":{"Effect":"Allow","Principal":{"AWS":[]},"Action":"sts:AssumeRole"}}""", "Statement 1, Principal, AWS: []" },
        { """{"Statement":{"Effect":"Allow","Principal":{"aws":"*"},"Action":"sts:AssumeRole"}}""", "Statement 1, Principal, aws" },
        { """{"Statement":{"Effect":"Allow","Principal":{"AWS":true},"Action":"sts:AssumeRole"}}""", "Statement 1, Principal, AWS: true" },
        { """{"Statement":{OPEN, "Condition":[]}}""", "Statement 1, Condition: []" },
        { """{"Statement":{OPEN, "Condition":{"StringIs":{"sts:ExternalId":"x"}}}}""", "Statement 1, Condition, StringIs" },
        { """{"Statement":{OPEN, "Condition":{"stringequals":{"sts:ExternalId":"x"}}}}""", "Statement 1, Condition, stringequals" },
        { """{"Statement":{OPEN, "Condition":{"NullIfExists":{"sts:ExternalId":"x"}}}}""", "Statement 1, Condition, NullIfExists" },
        { """{"Statement":{OPEN, "Condition":{"ForEachValue:StringEquals":{"sts:ExternalId":"x"}}}}""", "Statement 1, Condition, ForEachValue:StringEquals" },
        { """{"Statement":{OPEN, "Condition":{"StringEqualsIfExistsIfExists":{"sts:ExternalId":"x"}}}}""", "Statement 1, Condition, StringEqualsIfExistsIfExists" },
        { """{"Statement":{OPEN, "Condition":{"StringEquals":"x"}}}""", "Statement 1, Condition, StringEquals: \"x\"" },
        { """{"Statement":{OPEN, "Condition":{"StringEquals":{"sts:ExternalId":"x","STS:externalid":"y"}}}}""", "Statement 1, Condition, StringEquals, STS:externalid" },
        { """{"Statement":{OPEN, "Condition":{"StringEquals":{"sts:ExternalId":null}}}}""", "Statement 1, Condition, StringEquals, sts:ExternalId: null" },
        { """{"Statement":{OPEN, "Condition":{"StringEquals":{"sts:ExternalId":[]}}}}""", "Statement 1, Condition, StringEquals, sts:ExternalId: []" },
        { """{"Statement":{OPEN, "Condition":{"StringEquals":{"sts:ExternalId":{"a":"b"}}}}}""", """Statement 1, Condition, StringEquals, sts:ExternalId: {"a":"b"}""" },
    };

    public static TheoryData<string, string> Permissions { get; } = new()
    {
        { """{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}""", "Statement 1, Effect: \"allow\"" },
        { """{"Statement":{"Effect":"Allow","Action":"*"}}""", "Statement 1, Resource" },
        { """{"Statement":{FULL, "NotResource":"*"}}""", "Statement 1, Resource" },
        { """{"Statement":{FULL, "Principal":"*"}}""", "Statement 1, Principal" },
        { """{"Statement":{FULL, "resource":"x"}}""", "Statement 1, resource" },
        { """{"Statement":{"Effect":"Allow","Action":"*","Resource":[1]}}""", "Statement 1, Resource: 1" },
    };

    [Theory]
    [Trait("Threat", "T52")]
    [MemberData(nameof(Trust))]
    public void A_Trust_Policy_That_Breaks_The_Grammar_Cannot_Be_Read(string json, string where) => ShouldBeUnreadable(Policy.OfTrust(Whole(json)), where);

    [Theory]
    [Trait("Threat", "T52")]
    [MemberData(nameof(Permissions))]
    public void A_Permission_Policy_That_Breaks_The_Grammar_Cannot_Be_Read(string json, string where) => ShouldBeUnreadable(Policy.OfPermissions(Whole(json)), where);

    [Theory]
    [InlineData("""{"Statement":{OPEN}}""")]
    [InlineData("""{"Version":"2008-10-17","Id":"x","Statement":[{OPEN, "Sid":""}]}""")]
    [InlineData("""{"Statement":{OPEN, "Condition":{}}}""")]
    [InlineData("""{"Statement":{OPEN, "Condition":{"ForAnyValue:StringNotLikeIfExists":{"aws:TagKeys":["a","b"]},"NumericLessThan":{"aws:MultiFactorAuthAge":3600},"Bool":{"aws:SecureTransport":true}}}}""")]
    [InlineData("""{"Statement":{"Effect":"Deny","NotPrincipal":{"AWS":["*"],"Service":"x.amazonaws.com","Federated":"a","CanonicalUser":"b"},"NotAction":["sts:TagSession"]}}""")]
    public void What_The_Grammar_Allows_Is_Read(string json) => Policy.OfTrust(Whole(json)).Unreadable.ShouldBeNull();

    private static string Whole(string json) => json.Replace("OPEN", Open, StringComparison.Ordinal).Replace("FULL", Full, StringComparison.Ordinal);

    private static void ShouldBeUnreadable(Policy policy, string where) => (policy.Unreadable, policy.Statements.Count).ShouldBe((where, 0));
}
