using Onboarding.Simulator;

namespace Onboarding.Tests.Sandbox;

/// <summary>STS, IAM and CloudFormation over signed HTTP: answers, refusals and their shapes.</summary>
public sealed class QueryTests : IAsyncLifetime
{
    private const string CallerIdentity = "Action=GetCallerIdentity&Version=2011-06-15";
    private const string Operator = "arn:aws:iam::222222222222:role/path/operator";
    private LocalAws _local = null!;

    public async Task InitializeAsync()
    {
        _local = await LocalAws.StartAsync();
        Permits("*", "*");
    }

    public async Task DisposeAsync() => await _local.DisposeAsync();

    [Fact]
    public async Task Answers_Who_Calls_In_STSs_Shape()
    {
        var credentials = Session();
        var xml = await _local.PostAsync(credentials, "sts", CallerIdentity).XmlAsync();
        xml.Name.ToString().ShouldBe("{https://sts.amazonaws.com/doc/2011-06-15/}GetCallerIdentityResponse");
        xml.Value("Arn").ShouldBe("arn:aws:sts::222222222222:assumed-role/operator/me");
        xml.Value("UserId").ShouldMatch("^AROA[A-Z2-7]{17}:me$");
        xml.Value("RequestId").Length.ShouldBe(36);
    }

    [Fact]
    public async Task Answers_An_Error_With_The_Request_Id_In_Body_And_Header()
    {
        using var response = await _local.PostAsync(Session(), "iam", "Action=Nothing&Version=2010-05-08", "us-east-1");
        response.Headers.GetValues("x-amzn-RequestId").Single().ShouldMatch("^[0-9a-f-]{36}$");
        var body = await response.Content.ReadAsStringAsync();
        body.ShouldStartWith("""<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">""");
        body.ShouldContain("<Type>Sender</Type>");
        body.ShouldContain($"<RequestId>{response.Headers.GetValues("x-amzn-RequestId").Single()}</RequestId>");
    }

    [Theory]
    [InlineData("iam", "us-east-1", "Action=Nothing&Version=2010-05-08", 400, "InvalidAction")]
    [InlineData("iam", "us-east-1", "Action=GetCallerIdentity&Version=2010-05-08", 400, "InvalidAction")]
    [InlineData("sts", "us-east-1", "Version=2011-06-15", 400, "MissingAction")]
    [InlineData("sts", "us-east-1", "Action=GetCallerIdentity&Action=x&Version=2011-06-15", 400, "MalformedQueryString")]
    [InlineData("s3", "us-east-1", CallerIdentity, 403, "SignatureDoesNotMatch")]
    [InlineData("iam", "eu-west-1", "Action=ListUsers&Version=2010-05-08", 403, "SignatureDoesNotMatch")]
    [InlineData("sts", "nowhere", CallerIdentity, 403, "SignatureDoesNotMatch")]
    [InlineData("sts", "cn-north-1", CallerIdentity, 403, "InvalidClientTokenId")]
    [InlineData("iam", "us-east-1", "Action=GetRole&Version=2010-05-08", 400, "ValidationError")]
    [InlineData("iam", "us-east-1", "Action=GetRole&RoleName=nobody&Version=2010-05-08", 404, "NoSuchEntity")]
    [InlineData("iam", "us-east-1", "Action=ListUsers&MaxItems=0&Version=2010-05-08", 400, "ValidationError")]
    [InlineData("iam", "us-east-1", "Action=ListUsers&Marker=x&Version=2010-05-08", 400, "ValidationError")]
    [InlineData("cloudformation", "us-east-1", "Action=DescribeStacks&StackName=x&Version=2010-05-15", 400, "ValidationError")]
    [InlineData("sts", "us-east-1", "Action=AssumeRole&RoleArn=x&RoleSessionName=me&Version=2011-06-15", 400, "ValidationError")]
    public async Task Refuses(string service, string region, string form, int status, string code)
    {
        var error = await _local.PostAsync(Session(), service, form, region).ErrorAsync();
        (error.Status, error.Code).ShouldBe((status, code));
    }

    [Theory]
    [InlineData("RoleSessionName=a", "1 validation error detected: Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2")]
    [InlineData("RoleSessionName=a%3Ab", "1 validation error detected: Value 'a:b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*")]
    [InlineData("RoleSessionName=%EF%BD%81%EF%BD%82", "1 validation error detected: Value 'ａｂ' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*")]
    [InlineData("RoleSessionName=ab%0A", "1 validation error detected: Value 'ab\n' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*")]
    [InlineData("RoleSessionName=ab&DurationSeconds=899", "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900")]
    [InlineData("RoleSessionName=ab&ExternalId=x", "1 validation error detected: Value 'x' at 'externalId' failed to satisfy constraint: Member must have length greater than or equal to 2")]
    [InlineData("", "1 validation error detected: Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null")]
    public async Task Says_What_Is_Wrong_With_AssumeRoles_Parameters(string parameters, string message)
    {
        var form = $"Action=AssumeRole&Version=2011-06-15&RoleArn={Uri.EscapeDataString(Operator)}&{parameters}";
        var error = await _local.PostAsync(Session(), "sts", form).ErrorAsync();
        (error.Status, error.Code, error.Message).ShouldBe((400, "ValidationError", message));
    }

    [Theory]
    [InlineData("Tags.member.1.Key=a&Tags.member.1.Value=b")]
    [InlineData("SourceIdentity=alice")]
    [InlineData("SerialNumber=arn%3Aaws&TokenCode=123456")]
    public async Task Denies_What_The_Trust_Policy_Does_Not_Let_A_Session_Carry(string parameters)
    {
        _local.Aws.PutTrustPolicy(Operator, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}""");
        var form = $"Action=AssumeRole&Version=2011-06-15&RoleArn={Uri.EscapeDataString(Operator)}&RoleSessionName=ab&{parameters}";
        (await _local.PostAsync(Session(), "sts", form).ErrorAsync()).Code.ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task Takes_A_Presigned_Request()
    {
        var session = Session();
        (await _local.GetPresignedAsync(session, "sts", CallerIdentity, 60).XmlAsync()).Value("Account").ShouldBe("222222222222");
        (await _local.GetPresignedAsync(session, "sts", CallerIdentity, 604_801).ErrorAsync()).Code.ShouldBe("IncompleteSignature");
        (await _local.GetPresignedAsync(session with { SecretAccessKey = "other" }, "sts", CallerIdentity, 60).ErrorAsync())
            .Code.ShouldBe("SignatureDoesNotMatch");
    }

    [Fact]
    public async Task Refuses_An_Unsigned_Request()
    {
        var error = await _local.PostUnsignedAsync(CallerIdentity).ErrorAsync();
        (error.Status, error.Code, error.Message).ShouldBe((403, "MissingAuthenticationToken", "Request is missing Authentication Token"));
    }

    [Fact]
    public async Task Refuses_A_Body_Other_Than_The_Signed_One()
    {
        var error = await _local.PostChangedAsync(Session(), "sts", CallerIdentity, CallerIdentity + "&x=y").ErrorAsync();
        (error.Status, error.Code).ShouldBe((403, "SignatureDoesNotMatch"));
    }

    [Fact]
    public async Task Refuses_Another_Secret_Token_Or_Key()
    {
        var session = Session();
        (await _local.PostAsync(session with { SecretAccessKey = "other" }, "sts", CallerIdentity).ErrorAsync()).Code.ShouldBe("SignatureDoesNotMatch");
        (await _local.PostAsync(session with { SessionToken = "other" }, "sts", CallerIdentity).ErrorAsync()).Code.ShouldBe("InvalidClientTokenId");
        (await _local.PostAsync(session with { SessionToken = null }, "sts", CallerIdentity).ErrorAsync()).Code.ShouldBe("InvalidClientTokenId");
        (await _local.PostAsync(session with { AccessKeyId = "AKIAIOSFODNN7EXAMPLE" }, "sts", CallerIdentity).ErrorAsync())
            .ShouldBe((403, "InvalidClientTokenId", "The security token included in the request is invalid."));
    }

    [Theory]
    [InlineData(-6, "Signature expired: ")]
    [InlineData(6, "Signature not yet current: ")]
    public async Task Refuses_A_Signature_Older_Or_Newer_Than_Five_Minutes(int minutes, string message)
    {
        var signedAt = _local.Machine.GetUtcNow().AddMinutes(minutes);
        var error = await _local.PostAsync(Session(), "sts", CallerIdentity, signedAt: signedAt).ErrorAsync();
        error.Code.ShouldBe("SignatureDoesNotMatch");
        error.Message.ShouldStartWith(message);
    }

    [Fact]
    public async Task Refuses_A_Session_That_Has_Ended()
    {
        var session = _local.Aws.IssueRoleSession(Operator, "me", TimeSpan.FromMinutes(15));
        _local.Machine.Advance(TimeSpan.FromMinutes(16));
        (await _local.PostAsync(session, "sts", CallerIdentity).ErrorAsync())
            .ShouldBe((403, "ExpiredToken", "The security token included in the request is expired"));
    }

    [Fact]
    public async Task Refuses_A_Session_Whose_Role_Is_Deleted()
    {
        var session = Session();
        _local.Aws.DeleteRole(Operator);
        (await _local.PostAsync(session, "sts", CallerIdentity).ErrorAsync()).Code.ShouldBe("InvalidClientTokenId");
    }

    [Fact]
    public async Task Refuses_A_Body_Larger_Than_64_KiB() =>
        (await _local.PostAsync(Session(), "sts", new string('x', 65_537)).ErrorAsync()).ShouldSatisfyAllConditions(
            error => error.Status.ShouldBe(413), error => error.Code.ShouldBe("RequestEntityTooLarge"));

    [Fact]
    public async Task Shows_A_Role_With_Its_Policies_Percent_Encoded()
    {
        var xml = await IamAsync("Action=GetRole&RoleName=operator");
        xml.Value("Arn").ShouldBe(Operator);
        xml.Value("Path").ShouldBe("/path/");
        xml.Value("AssumeRolePolicyDocument").ShouldBe(
            "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Service%22"
            + "%3A%22lambda.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D");
        (await IamAsync("Action=ListRolePolicies&RoleName=operator")).Values("member").ShouldBe(["Permissions"]);
        Uri.UnescapeDataString((await IamAsync("Action=GetRolePolicy&RoleName=operator&PolicyName=Permissions")).Value("PolicyDocument"))
            .ShouldContain("\"Action\":\"*\"");
    }

    [Fact]
    public async Task Shows_A_Deleted_Principal_By_Its_Unique_Id()
    {
        const string Trusted = "arn:aws:iam::111111111111:role/trusted";
        _local.Aws.DefineRole(Trusted, ServiceTrust, Policy("*", "*"));
        _local.Aws.PutTrustPolicy(Operator, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{Trusted}}"},"Action":"sts:AssumeRole"}]}""");
        Uri.UnescapeDataString((await IamAsync("Action=GetRole&RoleName=operator")).Value("AssumeRolePolicyDocument")).ShouldContain(Trusted);
        _local.Aws.DeleteRole(Trusted);
        Uri.UnescapeDataString((await IamAsync("Action=GetRole&RoleName=operator")).Value("AssumeRolePolicyDocument")).ShouldContain("\"AWS\":\"AROA");
    }

    [Fact]
    public async Task Pages_Users()
    {
        foreach (var name in new[] { "c", "a", "b" })
            _local.Aws.PutUser(LocalAws.Customer, name, new Dictionary<string, string>(StringComparer.Ordinal), hasPassword: name is "a", 0);
        var first = await IamAsync("Action=ListUsers&MaxItems=2");
        first.Values("UserName").ShouldBe(["a", "b"]);
        first.Value("IsTruncated").ShouldBe("true");
        first.Values("PasswordLastUsed").Count.ShouldBe(1);
        var second = await IamAsync($"Action=ListUsers&MaxItems=2&Marker={Uri.EscapeDataString(first.Value("Marker"))}");
        second.Values("UserName").ShouldBe(["c"]);
        second.Value("IsTruncated").ShouldBe("false");
    }

    [Fact]
    public async Task Shows_A_Users_Tags_And_The_Accounts_Summary()
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["email"] = "a@example.com" };
        _local.Aws.PutUser(LocalAws.Customer, "a", tags, hasPassword: true, 1);
        (await IamAsync("Action=ListUserTags&UserName=a")).Value("Value").ShouldBe("a@example.com");
        _local.Aws.PutAccountSummary(LocalAws.Customer, new Dictionary<string, int>(StringComparer.Ordinal) { ["AccountMFAEnabled"] = 0 });
        var summary = await IamAsync("Action=GetAccountSummary");
        var entries = summary.Values("key").Zip(summary.Values("value")).ToDictionary(e => e.First, e => e.Second, StringComparer.Ordinal);
        (entries["Users"], entries["AccountMFAEnabled"], entries["AccountAccessKeysPresent"]).ShouldBe(("1", "0", "0"));
    }

    [Fact]
    public async Task Answers_Two_Hundred_Concurrent_Callers()
    {
        var session = Session();
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _local.PostAsync(session, "sts", CallerIdentity).XmlAsync()));
        answers.Select(a => a.Value("Account")).Distinct(StringComparer.Ordinal).ShouldBe(["222222222222"]);
        var calls = _local.Calls.All();
        calls.Count.ShouldBe(200);
        calls.ShouldAllBe(c => c.Operation == "GetCallerIdentity" && c.Status == 200 && c.CallerArn.EndsWith("/operator/me", StringComparison.Ordinal));
    }

    private const string ServiceTrust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private static string Policy(string action, string resource) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}]}""";

    private void Permits(string action, string resource) => _local.Aws.DefineRole(Operator, ServiceTrust, Policy(action, resource));

    private IssuedCredentials Session() => _local.Aws.IssueRoleSession(Operator, "me");

    private Task<System.Xml.Linq.XElement> IamAsync(string form) =>
        _local.PostAsync(Session(), "iam", form + "&Version=2010-05-08", "us-east-1").XmlAsync();
}
