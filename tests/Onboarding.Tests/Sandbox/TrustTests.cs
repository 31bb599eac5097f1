using Amazon.SecurityToken.Model;
using Onboarding.Simulator;

namespace Onboarding.Tests.Sandbox;

/// <summary>Who can assume a role, using the real SDK over HTTP.</summary>
public sealed class TrustTests : IAsyncLifetime
{
    private const string Connection = "arn:aws:iam::222222222222:role/acme-connect-role";
    private const string Connector = "arn:aws:iam::111111111111:role/acme-connector";
    private const string AnyRole = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::*:role/acme-connect-*"}}""";
    private LocalAws _local = null!;

    public async Task InitializeAsync()
    {
        _local = await LocalAws.StartAsync();
        _local.Aws.DefineRole(Connector, Trust(""" "Service":"lambda.amazonaws.com" """), AnyRole);
    }

    public async Task DisposeAsync() => await _local.DisposeAsync();

    [Theory]
    [InlineData("StringEquals", "abc234", "abc234", true)]
    [InlineData("StringEquals", "abc234", "abc235", false)]
    [InlineData("StringEquals", "abc234", "ABC234", false)]
    [InlineData("StringEquals", "abc234", null, false)]
    [InlineData("StringEquals", "abc*", "abc234", false)]
    [InlineData("StringLike", "*", "anything", true)]
    [InlineData("StringLike", "*", null, false)]
    [InlineData("StringLike", "abc?34", "abc234", true)]
    [InlineData("StringEqualsIfExists", "abc234", "wrong", false)]
    [InlineData("StringEqualsIfExists", "abc234", null, true)]
    [InlineData("StringEqualsIgnoreCase", "abc234", "ABC234", true)]
    [InlineData("StringEqualsIgnoreCase", "abc234", null, false)]
    [InlineData("StringNotEquals", "abc234", "wrong", true)]
    [InlineData("StringNotEquals", "abc234", null, true)]
    [InlineData("StringNotEquals", "abc234", "abc234", false)]
    [InlineData("ForAnyValue:StringEquals", "abc234", "abc234", true)]
    [InlineData("ForAnyValue:StringEquals", "abc234", null, false)]
    [InlineData("ForAllValues:StringEquals", "abc234", null, true)]
    [InlineData("ForAllValues:StringEquals", "abc234", "wrong", false)]
    [InlineData("Null", "false", "anything", true)]
    [InlineData("Null", "false", null, false)]
    [InlineData("BinaryEquals", "abc234", "abc234", false)]
    public async Task Evaluates_Conditions_On_The_External_Id(string @operator, string wanted, string? given, bool allowed)
    {
        Trusts(AccountRoot, $$""" "{{@operator}}":{"sts:ExternalId":"{{wanted}}"} """);
        (await IsAssumedAsync(given)).ShouldBe(allowed);
    }

    [Theory]
    [InlineData(""" "aws:PrincipalArn":"arn:aws:iam::111111111111:role/acme-connector" """, true)]
    [InlineData(""" "AWS:principalARN":"arn:aws:iam::111111111111:role/acme-connector" """, true)]
    [InlineData(""" "aws:PrincipalArn":"arn:aws:iam::111111111111:role/acme-*" """, true)]
    [InlineData(""" "aws:PrincipalArn":"arn:aws:iam::*:role/acme-connector" """, true)]
    [InlineData(""" "aws:PrincipalArn":"arn:aws:*:role/acme-connector" """, false)]
    [InlineData(""" "aws:PrincipalArn":"arn:aws:iam::111111111111:role/other" """, false)]
    [InlineData(""" "aws:PrincipalArn":"arn:aws:sts::111111111111:assumed-role/acme-connector/probe" """, false)]
    [InlineData(""" "aws:NoSuchKey":"arn:aws:iam::111111111111:role/acme-connector" """, false)]
    public async Task Compares_Arns_Part_By_Part(string condition, bool allowed)
    {
        Trusts(AccountRoot, $$""" "ArnLike":{ {{condition}} } """);
        (await IsAssumedAsync(null)).ShouldBe(allowed);
    }

    [Theory]
    [InlineData(""" "AWS":"arn:aws:iam::111111111111:root" """, true)]
    [InlineData(""" "AWS":"111111111111" """, true)]
    [InlineData(""" "AWS":"*" """, true)]
    [InlineData(""" "AWS":["arn:aws:iam::333333333333:root","arn:aws:iam::111111111111:role/acme-connector"] """, true)]
    [InlineData(""" "AWS":"arn:aws:sts::111111111111:assumed-role/acme-connector/function" """, true)]
    [InlineData(""" "AWS":"arn:aws:sts::111111111111:assumed-role/acme-connector/other" """, false)]
    [InlineData(""" "AWS":"arn:aws:iam::333333333333:root" """, false)]
    [InlineData(""" "Service":"lambda.amazonaws.com" """, false)]
    public async Task Matches_Principals(string principal, bool allowed)
    {
        Trusts(principal);
        (await IsAssumedAsync(null)).ShouldBe(allowed);
    }

    [Theory]
    [InlineData(""" "Bool":{"aws:MultiFactorAuthPresent":"true"} """, false)]
    [InlineData(""" "BoolIfExists":{"aws:MultiFactorAuthPresent":"true"} """, false)]
    [InlineData(""" "Bool":{"aws:MultiFactorAuthPresent":"false"} """, true)]
    [InlineData(""" "Null":{"aws:MultiFactorAuthPresent":"true"} """, false)]
    [InlineData(""" "Null":{"aws:MultiFactorAuthAge":"true"} """, true)]
    [InlineData(""" "StringEquals":{"aws:PrincipalOrgID":"o-abcdefghij"} """, false)]
    [InlineData(""" "StringEquals":{"aws:PrincipalAccount":"111111111111"} """, true)]
    [InlineData(""" "StringEquals":{"aws:PrincipalType":"AssumedRole"} """, true)]
    [InlineData(""" "IpAddress":{"aws:SourceIp":"127.0.0.0/8"} """, true)]
    [InlineData(""" "NotIpAddress":{"aws:SourceIp":["10.0.0.0/8","127.0.0.1"]} """, false)]
    [InlineData(""" "DateGreaterThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"} """, true)]
    [InlineData(""" "DateLessThan":{"aws:CurrentTime":"2020-01-01"} """, false)]
    [InlineData(""" "NumericGreaterThan":{"aws:EpochTime":"1500000000"} """, true)]
    [InlineData(""" "StringEquals":{"sts:RoleSessionName":"${aws:PrincipalAccount}"} """, false)]
    [InlineData(""" "StringLike":{"aws:userid":"*:function"} """, true)]
    [InlineData(""" "StringLike":{"aws:PrincipalArn":"arn:aws:iam::${aws:PrincipalAccount}:role/*"} """, true)]
    [InlineData(""" "StringLike":{"aws:PrincipalArn":"*${aws:NoSuchVariable}"} """, false)]
    [InlineData(""" "StringEquals":{"aws:RequestedRegion":"ap-northeast-1"} """, true)]
    public async Task Knows_The_Global_Keys(string condition, bool allowed)
    {
        Trusts(AccountRoot, condition);
        (await IsAssumedAsync(null)).ShouldBe(allowed);
    }

    [Theory]
    [InlineData(""" "Bool":{"aws:MultiFactorAuthPresent":"false"} """, false)]
    [InlineData(""" "BoolIfExists":{"aws:MultiFactorAuthPresent":"true"} """, true)]
    public async Task Has_No_MFA_Key_For_A_Users_Own_Access_Key(string condition, bool allowed)
    {
        Trusts(AccountRoot, condition);
        (await IsAssumedAsync(null, _local.Aws.IssueUserKey(LocalAws.Vendor, "taro", AnyRole))).ShouldBe(allowed);
    }

    [Fact]
    public async Task Denies_What_Is_Explicitly_Denied()
    {
        _local.Aws.PutTrustPolicy(Connection, """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"sts:AssumeRole"},
              {"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole","Condition":{"StringNotEquals":{"sts:ExternalId":"abc234"}}}]}
            """);
        (await IsAssumedAsync("abc234")).ShouldBeTrue();
        (await IsAssumedAsync("abc235")).ShouldBeFalse();
    }

    [Fact]
    public async Task Denies_When_A_Deny_Cannot_Be_Evaluated()
    {
        _local.Aws.PutTrustPolicy(Connection, """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"sts:AssumeRole"},
              {"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole","Condition":{"StringEquals":{"acme:NoSuchKey":"x"}}}]}
            """);
        (await IsAssumedAsync(null)).ShouldBeFalse();
    }

    [Fact]
    public async Task Says_AccessDenied_In_The_Words_Of_STS_Also_When_There_Is_No_Role()
    {
        using var sts = StsClient.Create(_local, Function());
        var denied = await Should.ThrowAsync<Amazon.SecurityToken.AmazonSecurityTokenServiceException>(() => sts.AssumeRoleAsync(Request(null)));
        denied.ErrorCode.ShouldBe("AccessDenied");
        denied.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        denied.Message.ShouldBe(
            "User: arn:aws:sts::111111111111:assumed-role/acme-connector/function is not authorized to perform: sts:AssumeRole "
            + "on resource: arn:aws:iam::222222222222:role/acme-connect-role");
    }

    [Fact]
    public async Task Needs_The_Callers_Own_Permission_Across_Accounts()
    {
        const string Elsewhere = "arn:aws:iam::222222222222:role/elsewhere";
        _local.Aws.PutTrustPolicy(Elsewhere, Trust(AccountRoot));
        using var sts = StsClient.Create(_local, Function());
        var request = Request(null);
        request.RoleArn = Elsewhere;
        (await Should.ThrowAsync<Amazon.SecurityToken.AmazonSecurityTokenServiceException>(() => sts.AssumeRoleAsync(request)))
            .ErrorCode.ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task Stops_Trusting_A_Named_Role_That_Was_Deleted_And_Created_Again()
    {
        Trusts($""" "AWS":"{Connector}" """);
        (await IsAssumedAsync(null)).ShouldBeTrue();
        _local.Aws.DeleteRole(Connector);
        _local.Aws.DefineRole(Connector, Trust(""" "Service":"lambda.amazonaws.com" """), AnyRole);
        (await IsAssumedAsync(null)).ShouldBeFalse();
        Trusts($""" "AWS":"{Connector}" """);
        (await IsAssumedAsync(null)).ShouldBeTrue();
    }

    [Fact]
    public async Task Keeps_Trusting_A_Role_By_Its_Arn_In_A_Condition()
    {
        Trusts(AccountRoot, $$""" "ArnLike":{"aws:PrincipalArn":"{{Connector}}"} """);
        _local.Aws.DeleteRole(Connector);
        _local.Aws.DefineRole(Connector, Trust(""" "Service":"lambda.amazonaws.com" """), AnyRole);
        (await IsAssumedAsync(null)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"AWS":"arn:aws:iam::111111111111:role/nobody"}""", "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111111111111:role/nobody\"")]
    [InlineData("""{"AWS":"arn:aws-cn:iam::111111111111:root"}""", "Invalid principal in policy: \"AWS\":\"arn:aws-cn:iam::111111111111:root\"")]
    [InlineData("""{"AWS":"arn:aws:iam::111111111111:role/*"}""", "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111111111111:role/*\"")]
    [InlineData("""{}""", "Missing required field Principal cannot be empty!")]
    public void Refuses_To_Save_A_Principal_That_Is_Not_There(string principal, string message)
    {
        var policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{principal}},"Action":"sts:AssumeRole"}]}""";
        var refused = Should.Throw<AwsErrorException>(() => _local.Aws.PutTrustPolicy(Connection, policy));
        refused.Code.ShouldBe("MalformedPolicyDocument");
        refused.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("not json", "This policy contains invalid Json")]
    [InlineData("[]", "Syntax errors in policy.")]
    [InlineData("""{"Version":"2012-10-17"}""", "Syntax errors in policy.")]
    [InlineData("""{"Version":"2013-01-01","Statement":[]}""", "Syntax errors in policy.")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"}]}""", "This policy contains invalid Json")]
    [InlineData("""{"Statement":[{"Effect":"allow","Principal":"*","Action":"sts:AssumeRole"}]}""", "Syntax errors in policy.")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}""", "Missing required field Principal")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject"}]}""", "AssumeRole policy may only specify STS AssumeRole actions.")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":["sts:AssumeRole","sts:GetSessionToken"]}]}""", "AssumeRole policy may only specify STS AssumeRole actions.")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:*"}]}""", "AssumeRole policy may only specify STS AssumeRole actions.")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*"}]}""", "AssumeRole policy may only specify STS AssumeRole actions.")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}]}""", "Has prohibited field Resource")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Condition":{"StringIs":{"sts:ExternalId":"x"}}}]}""", "Syntax errors in policy.")]
    public void Refuses_To_Save_A_Malformed_Trust_Policy(string policy, string message)
    {
        var refused = Should.Throw<AwsErrorException>(() => _local.Aws.PutTrustPolicy(Connection, policy));
        (refused.Status, refused.Code, refused.Message).ShouldBe((400, "MalformedPolicyDocument", message));
    }

    [Fact]
    public async Task Saves_A_Trust_Policy_With_Any_Of_The_Actions_With_Which_A_Role_Is_Assumed()
    {
        _local.Aws.PutTrustPolicy(Connection, """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":[
              "STS:assumerole","sts:AssumeRoleWithSAML","sts:AssumeRoleWithWebIdentity","sts:SetContext","sts:SetSourceIdentity","sts:TagSession"]}]}
            """);
        (await IsAssumedAsync(null)).ShouldBeTrue();
    }

    [Fact]
    public void Refuses_A_Trust_Policy_Longer_Than_2048_Characters() =>
        Should.Throw<AwsErrorException>(() => Trusts(AccountRoot, $$""" "StringEquals":{"sts:ExternalId":"{{new string('x', 2048)}}"} """))
            .Code.ShouldBe("LimitExceeded");

    /// <summary>However a policy is written that IAM accepts, GetRole shows it.</summary>
    [Theory]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"sts:AssumeRole"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":{"AWS":["111111111111","arn:aws:iam::111111111111:role/acme-connector"]},"Action":["sts:AssumeRole"]}}""")]
    [InlineData("""{"Version":"2012-10-17","Id":"x","Statement":[{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"},{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole","Condition":{"Bool":{"aws:SecureTransport":true},"NumericLessThan":{"aws:MultiFactorAuthAge":3600}}}]}""")]
    public async Task Shows_Every_Policy_That_It_Accepts(string policy)
    {
        _local.Aws.PutTrustPolicy(Connection, policy);
        const string Reader = "arn:aws:iam::222222222222:role/reader";
        _local.Aws.DefineRole(Reader, Trust(""" "Service":"lambda.amazonaws.com" """), """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}}""");

        var shown = await _local.PostAsync(_local.Aws.IssueRoleSession(Reader, "me"), "iam", "Action=GetRole&RoleName=acme-connect-role&Version=2010-05-08", "us-east-1").XmlAsync();

        Uri.UnescapeDataString(shown.Value("AssumeRolePolicyDocument")).ShouldBe(policy);
    }

    [Theory]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Condition":{"StringEquals":{"\ud800:x":"y"}}}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"\ud800"}}""")]
    [InlineData("""{"\ud800":{}}""")]
    public void Refuses_Text_That_Is_Not_Unicode(string policy) =>
        Should.Throw<AwsErrorException>(() => _local.Aws.PutTrustPolicy(Connection, policy)).Code.ShouldBe("MalformedPolicyDocument");

    private const string AccountRoot = """ "AWS":"arn:aws:iam::111111111111:root" """;

    private static string Trust(string principal, string? condition = null) => $$"""
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{ {{principal}} },"Action":"sts:AssumeRole"
        {{(condition is null ? "" : $$""","Condition":{ {{condition}} }""")}} }]}
        """;

    private void Trusts(string principal, string? condition = null) => _local.Aws.PutTrustPolicy(Connection, Trust(principal, condition));

    private IssuedCredentials Function() => _local.Aws.IssueRoleSession(Connector, "function");

    private static AssumeRoleRequest Request(string? externalId) =>
        new() { RoleArn = Connection, RoleSessionName = "probe", ExternalId = externalId, DurationSeconds = 900 };

    private async Task<bool> IsAssumedAsync(string? externalId, IssuedCredentials? caller = null)
    {
        using var sts = StsClient.Create(_local, caller ?? Function());
        try
        {
            var answer = await sts.AssumeRoleAsync(Request(externalId));
            answer.AssumedRoleUser.Arn.ShouldBe("arn:aws:sts::222222222222:assumed-role/acme-connect-role/probe");
            return true;
        }
        catch (Amazon.SecurityToken.AmazonSecurityTokenServiceException denied)
        {
            denied.ErrorCode.ShouldBe("AccessDenied");
            return false;
        }
    }
}
