using Amazon.SecurityToken.Model;
using Onboarding.Simulator;

namespace Onboarding.Tests.Sandbox;

/// <summary>What a session can do: its role's policies, within boundary and session policy.</summary>
public sealed class PermissionTests : IAsyncLifetime
{
    private const string Worker = "arn:aws:iam::222222222222:role/worker";
    private const string Boundary = "arn:aws:iam::222222222222:policy/Boundary";
    private const string Everything = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
    private const string Stack = "arn:aws:cloudformation:ap-northeast-1:222222222222:stack/acme/1";
    private const string ServiceTrust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private LocalAws _local = null!;

    public async Task InitializeAsync() => _local = await LocalAws.StartAsync();

    public async Task DisposeAsync() => await _local.DisposeAsync();

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"cloudformation:DescribeStacks","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"CLOUDFORMATION:describe*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"cloudformation:Describe?tacks","Resource":"arn:aws:cloudformation:*:*:stack/acme/*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"cloudformation:*","Resource":"arn:aws:cloudformation:*:stack/acme/*"}""", false)]
    [InlineData("""{"Effect":"Allow","Action":"cloudformation:*","Resource":"arn:aws:cloudformation:ap-northeast-1:222222222222:stack/Acme/*"}""", false)]
    [InlineData("""{"Effect":"Allow","Action":"cloudformation:*","Resource":"arn:aws:cloudformation:${aws:RequestedRegion}:${aws:PrincipalAccount}:stack/*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"cloudformation:*","Resource":"arn:aws:cloudformation:*:${aws:NoSuchVariable}:stack/*"}""", false)]
    [InlineData("""{"Effect":"Allow","Action":"cloudformation:*","Resource":"arn:aws:cloudformation"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"cloudformation:*","Resource":"arn:aws:cloudformation:${aws:RequestedRegion}:222222222222"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"cloudformation:*","Resource":"arn:aws:cloudformation:*:333333333333"}""", false)]
    [InlineData("""{"Effect":"Allow","Action":"cloudformation:*","Resource":"arn:aws:sqs"}""", false)]
    [InlineData(Everything + ""","""  + """{"Effect":"Deny","Action":"*","Resource":"arn:aws:cloudformation"}""", false)]
    [InlineData("""{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","NotAction":"cloudformation:*","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":"arn:aws:cloudformation:*:*:stack/other/*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":"arn:aws:cloudformation:*:*:stack/acme/*"}""", false)]
    [InlineData(Everything + ""","Deny":0""", null)]
    [InlineData(Everything + ""","""  + """{"Effect":"Deny","Action":"cloudformation:*","Resource":"*"}""", false)]
    [InlineData(Everything + ""","""  + """{"Effect":"Deny","Action":"cloudformation:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"ap-northeast-1"}}}""", true)]
    [InlineData(Everything + ""","""  + """{"Effect":"Deny","Action":"cloudformation:*","Resource":"*","Condition":{"StringEquals":{"acme:Unknown":"x"}}}""", false)]
    public void Follows_The_Roles_Policies(string statements, bool? allowed)
    {
        if (allowed is null)
        {
            Should.Throw<AwsErrorException>(() => Define(statements)).Code.ShouldBe("MalformedPolicyDocument");
            return;
        }
        Define(statements);
        IsAllowed("cloudformation:DescribeStacks", Stack).ShouldBe(allowed.Value);
    }

    [Theory]
    [InlineData("arn:aws:iam::222222222222:role/worker", Stack, true)]
    [InlineData("arn:aws:iam::333333333333:role/worker", Stack, false)]
    [InlineData("arn:aws-cn:iam::222222222222:role/worker", Stack, false)]
    [InlineData("arn:aws:iam::222222222222:role/worker", "*", false)]
    public void Is_For_What_The_Roles_Own_Account_Has_And_Nothing_Else(string roleArn, string resource, bool allowed)
    {
        _local.Aws.DefineRole(roleArn, ServiceTrust, Document(Everything));
        _local.Aws.IsAllowed(CallerOf(_local.Aws.IssueRoleSession(roleArn, "me"), roleArn), "cloudformation:DescribeStacks", resource).ShouldBe(allowed);
    }

    [Fact]
    public async Task Takes_No_Incomplete_Arn_In_A_Session_Policy()
    {
        Define(Everything);
        _local.Aws.PutTrustPolicy(Worker, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"sts:AssumeRole"}]}""");
        using var sts = StsClient.Create(_local, _local.Aws.IssueRoleSession(Worker, "outer"));
        var request = new AssumeRoleRequest
        {
            RoleArn = Worker,
            RoleSessionName = "inner",
            Policy = Document("""{"Effect":"Allow","Action":"cloudformation:*","Resource":"arn:aws:cloudformation:*:${aws:PrincipalAccount}"}"""),
        };
        await Should.ThrowAsync<MalformedPolicyDocumentException>(() => sts.AssumeRoleAsync(request));
    }

    [Fact]
    public async Task Is_Narrowed_By_The_Permissions_Boundary()
    {
        var customers = new Customers();
        customers.Aws.PutManagedPolicy(Boundary, Document("""{"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}"""));
        var parameters = Customers.RealParameters();
        parameters["PermissionsBoundaryArn"] = Boundary;
        (await customers.CreateAsync(Customers.RealTemplate(), parameters)).Status.ShouldBe("CREATE_COMPLETE");
        const string Role = "arn:aws:iam::222222222222:role/acme-connect-abc";
        var caller = CallerOf(customers.Aws.IssueRoleSession(Role, "me"), Role);
        customers.Aws.IsAllowed(caller, "iam:GetRole", Role).ShouldBeTrue();
        customers.Aws.IsAllowed(caller, "iam:GetRolePolicy", Role).ShouldBeFalse();
    }

    [Fact]
    public async Task Is_Narrowed_By_The_Session_Policy()
    {
        Define(Everything);
        _local.Aws.PutTrustPolicy(Worker, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"sts:AssumeRole"}]}""");
        using var sts = StsClient.Create(_local, _local.Aws.IssueRoleSession(Worker, "outer"));
        var answer = await sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = Worker,
            RoleSessionName = "inner",
            Policy = Document("""{"Effect":"Allow","Action":"iam:ListUsers","Resource":"*"}"""),
        });
        var inner = new IssuedCredentials(answer.Credentials.AccessKeyId, answer.Credentials.SecretAccessKey, answer.Credentials.SessionToken);
        (await _local.PostAsync(inner, "iam", "Action=ListUsers&Version=2010-05-08", "us-east-1").XmlAsync()).Value("IsTruncated").ShouldBe("false");
        var denied = await _local.PostAsync(inner, "iam", "Action=GetAccountSummary&Version=2010-05-08", "us-east-1").ErrorAsync();
        denied.Message.ShouldBe(
            "User: arn:aws:sts::222222222222:assumed-role/worker/inner is not authorized to perform: iam:GetAccountSummary "
            + "on resource: * because no session policy allows the iam:GetAccountSummary action");
    }

    [Theory]
    [InlineData("""{"AWS":"222222222222"}""", false)]
    [InlineData("""{"AWS":"arn:aws:iam::222222222222:role/worker"}""", true)]
    [InlineData("""{"AWS":"arn:aws:sts::222222222222:assumed-role/worker/me"}""", true)]
    [InlineData("\"*\"", true)]
    public async Task Needs_No_Permission_Of_Its_Own_When_A_Role_In_The_Account_Names_It(string principal, bool allowed)
    {
        Define("""{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}""");
        const string Target = "arn:aws:iam::222222222222:role/target";
        _local.Aws.PutTrustPolicy(Target, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{principal}},"Action":"sts:AssumeRole"}]}""");
        using var sts = StsClient.Create(_local, _local.Aws.IssueRoleSession(Worker, "me"));
        var request = new AssumeRoleRequest { RoleArn = Target, RoleSessionName = "probe" };
        if (allowed) (await sts.AssumeRoleAsync(request)).AssumedRoleUser.Arn.ShouldEndWith("assumed-role/target/probe");
        else await Should.ThrowAsync<Amazon.SecurityToken.AmazonSecurityTokenServiceException>(() => sts.AssumeRoleAsync(request));
    }

    [Fact]
    public async Task Is_Limited_To_The_Roles_Session_Duration_And_To_An_Hour_When_Chaining()
    {
        Define(Everything);
        _local.Aws.PutTrustPolicy(Worker, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"sts:AssumeRole"}]}""");
        var request = new AssumeRoleRequest { RoleArn = Worker, RoleSessionName = "probe", DurationSeconds = 3601 };
        using var chained = StsClient.Create(_local, _local.Aws.IssueRoleSession(Worker, "me"));
        (await Should.ThrowAsync<Amazon.SecurityToken.AmazonSecurityTokenServiceException>(() => chained.AssumeRoleAsync(request)))
            .Message.ShouldBe("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        using var user = StsClient.Create(_local, _local.Aws.IssueUserKey(LocalAws.Customer, "taro", Document(Everything)));
        (await Should.ThrowAsync<Amazon.SecurityToken.AmazonSecurityTokenServiceException>(() => user.AssumeRoleAsync(request)))
            .Message.ShouldBe("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    private static string Document(string statements) => $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""";

    private static Caller CallerOf(IssuedCredentials credentials, string roleArn) =>
        new(LocalAws.Customer, roleArn, roleArn, "", credentials.AccessKeyId, LocalAws.Region);

    private void Define(string statements) => _local.Aws.DefineRole(Worker, ServiceTrust, Document(statements));

    private bool IsAllowed(string action, string resource) =>
        _local.Aws.IsAllowed(CallerOf(_local.Aws.IssueRoleSession(Worker, "me"), Worker), action, resource);
}
