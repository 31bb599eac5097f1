namespace Onboarding.Tests.Properties;

/// <summary>Policies that have fooled a comparison, here or elsewhere: every property of policies is held against them before anything is generated.</summary>
internal static class PolicyCorpus
{
    private const string Ours = "abcdefghijkmnpqrstuvwxyz23456789";
    private const string Narrowed = """ "ArnLike":{"aws:PrincipalArn":"arn:aws:iam::999988887777:role/onboarding-connect-access"} """;

    /// <summary>Trust policies that are right.</summary>
    public static IReadOnlyList<string> RightTrust { get; } =
    [
        Allow($$"""{"AWS":["999988887777"]}""", $$"""{"StringEquals":{"STS:EXTERNALID":["{{Ours}}","{{Ours}}"]},{{Narrowed}} }"""),
    ];

    /// <summary>Trust policies that trust someone else, or not even us.</summary>
    public static IReadOnlyList<string> WrongTrust { get; } =
    [
        Allow("\"*\"", $$"""{"StringEquals":{"sts:ExternalId":"{{Ours}}"},{{Narrowed}} }"""),
        Allow("""{"AWS":"arn:aws:iam::999988887777:root"}""", $$"""{"StringLike":{"sts:ExternalId":"{{Ours}}"},{{Narrowed}} }"""),
        Allow("""{"AWS":"arn:aws:iam::999988887777:root"}""", $$"""{"StringEquals":{"sts:ExternalId":[]},{{Narrowed}} }"""),
        Allow("""{"AWS":"arn:aws:iam::999988887777:root"}""", $$"""{"StringEquals":{"sts:ExternalId":"{{Ours}}"},"Null":{"sts:ExternalId":"true"},{{Narrowed}} }"""),
        Allow("""{"AWS":"arn:aws:iam::999988887777:root"}""", $$"""{"StringEquals":{"sts:ExternalId":"{{Ours}}"},"StringNotLike":{"aws:PrincipalArn":"*"},{{Narrowed}} }"""),
        Allow("""{"AWS":"arn:aws:iam::999988887777:root"}""", $$"""{"ForAllValues:StringEquals":{"sts:ExternalId":[]},{{Narrowed}} }"""),
        Allow("""{"AWS":"arn:aws:iam::999988887777:root"}""", $$"""{"StringEquals":{"sts:ExternalId":"{{Ours}}"},"ArnLikeIfExists":{"aws:PrincipalArn":"*"} }"""),
    ];

    /// <summary>Permissions that allow more than the template's, or less.</summary>
    public static IReadOnlyList<string> WrongPermissions { get; } =
    [
        // The right ones, and the same again on more, under a condition that is always met.
        """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Resource":"*","Action":["account:GetContactInformation","iam:GetAccessKeyLastUsed","iam:GetAccountSummary","iam:ListAccessKeys","iam:ListAttachedRolePolicies","iam:ListAttachedUserPolicies","iam:ListGroupsForUser","iam:ListMFADevices","iam:ListRolePolicies","iam:ListRoles","iam:ListUserPolicies","iam:ListUsers","iam:ListUserTags","iam:TagUser"]},
          {"Effect":"Allow","Resource":"arn:aws:iam::111122223333:role/onboarding-connect-abc","Action":["iam:GetRole","iam:GetRolePolicy","iam:ListAttachedRolePolicies","iam:ListRolePolicies"]},
          {"Effect":"Allow","Resource":"arn:aws:cloudformation:us-east-1:111122223333:stack/onboarding-connect-abc/*","Action":"cloudformation:DescribeStacks"},
          {"Effect":"Allow","Resource":"*","Action":"iam:GetRole","Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}
        """,
    ];

    /// <summary>Texts that aren't a trust policy, or one that trusts no one, or everyone.</summary>
    public static IReadOnlyList<string> NoTrust { get; } =
    [
        """{"Statement":[]}""",
        """{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}}""",
        """{"Statement":{"Effect":"Allow","Principal":{},"Action":"sts:AssumeRole"}}""",
        """{"Statement":{"Effect":"Allow","Principal":{"AWS":[]},"Action":"sts:AssumeRole"}}""",
        """{"Statement":{"Effect":"Allow","NotPrincipal":{"AWS":[]},"Action":"sts:AssumeRole"}}""",
        """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"abcdefghijkmnpqrstuvwxyz23456789","aws:PrincipalArn":"arn:aws:iam::999988887777:role/onboarding-connect-access"}}},{"Effect":"Allow","NotPrincipal":{"AWS":[]},"Action":"sts:AssumeRole"}]}""",
        """{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":[]}}""",
        """{"Statement":{"Effect":"Allow","Principal":{"AWS":"\uD800"},"Action":"sts:AssumeRole"}}""",
        """{"Statement":{"Effect":"Allow","Principal":{"\uD800":"x"},"Action":"sts:AssumeRole"}}""",
        """{"Statement":{"Effect":1}}""",
        """{"Statement":"x"}""",
        """{"Statement":null}""",
        """{"statement":[]}""",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    ];

    private static string Allow(string principal, string condition) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{principal}},"Action":"sts:AssumeRole","Condition":{{condition}}}]}""";
}
