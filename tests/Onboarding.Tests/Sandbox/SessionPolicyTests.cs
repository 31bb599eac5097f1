using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Aws.Query;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;
using Onboarding.Simulator;

namespace Onboarding.Tests.Sandbox;

/// <summary>A session for product code can do only what was requested, whatever the customer's role can do.</summary>
public sealed class SessionPolicyTests : IAsyncLifetime
{
    private const string Access = "arn:aws:iam::111111111111:role/acme-connector";
    private const string Connected = "arn:aws:iam::222222222222:role/acme-connect-abc";
    private LocalAws _local = null!;

    public async Task InitializeAsync()
    {
        _local = await LocalAws.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { [LocalAws.TemplateUrl] = Customers.RealTemplate() });
        _local.Aws.DefineRole(
            Access,
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}}""",
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::*:role/acme-connect-*"}}""");
        var stack = await _local.Aws.CreateStackAsync(
            new CreateStack
            {
                AccountId = LocalAws.Customer,
                Region = LocalAws.Region,
                StackName = "acme-connect-abc",
                TemplateUrl = LocalAws.TemplateUrl,
                Parameters = Customers.RealParameters(),
                Capabilities = new HashSet<string>(StringComparer.Ordinal) { "CAPABILITY_NAMED_IAM" },
            },
            TimeSpan.Zero,
            CancellationToken.None);
        stack.Status.ShouldBe("CREATE_COMPLETE");
        _local.Aws.PutUser(LocalAws.Customer, "hanako", new Dictionary<string, string>(StringComparer.Ordinal), hasPassword: true, accessKeys: 0);
    }

    public async Task DisposeAsync() => await _local.DisposeAsync();

    [Fact]
    [Trait("Threat", "T26")]
    public async Task A_Narrowed_Session_Does_What_It_Was_Asked_For_And_Nothing_Else_That_The_Role_May()
    {
        var whole = await SessionAsync(null);
        await CallAsync(whole, "ListUsers");
        await CallAsync(whole, "GetAccountSummary");
        await CallAsync(whole, "ListUserTags", ("UserName", "hanako"));

        var narrowed = await SessionAsync(SessionPolicy.Allowing("iam:ListUsers"));

        (await CallAsync(narrowed, "ListUsers")).Records("ListUsersResult/Users").Select(u => u["UserName"]).ShouldBe(["hanako"]);
        await ShouldBeDeniedAsync(narrowed, "GetAccountSummary");
        await ShouldBeDeniedAsync(narrowed, "ListUserTags", ("UserName", "hanako"));
        await ShouldBeDeniedAsync(narrowed, "GetRole", ("RoleName", "acme-connect-abc"));
    }

    [Fact]
    [Trait("Threat", "T54")]
    public async Task A_Session_Of_The_Access_Role_For_One_Connection_Reaches_No_Other_Role_And_Takes_No_Other_External_Id()
    {
        const string Another = "arn:aws:iam::333333333333:role/acme-connect-xyz";
        const string AnotherExternalId = "zyxwvutsrqpnmkjihgfedcba98765432";
        _local.Aws.DefineRole(
            Another,
            Policy("\"Principal\":{\"AWS\":\"arn:aws:iam::111111111111:root\"}", $"\"Condition\":{{\"StringEquals\":{{\"sts:ExternalId\":\"{AnotherExternalId}\"}}}}"),
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:ListUsers","Resource":"*"}}""");
        using var whole = StsClient.Create(_local, _local.Aws.IssueRoleSession(Access, "work"));
        RoleArn.TryParse(Connected, out var role).ShouldBeTrue();
        ExternalId.TryParse(Customers.ExternalId, out var externalId).ShouldBeTrue();
        _local.Aws.PutTrustPolicy(Access, """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"sts:AssumeRole"}}""");
        _local.Aws.DefineRole("arn:aws:iam::111111111111:role/sessions", Policy("\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}"), Policy($"\"Resource\":\"{Access}\""));
        using var function = StsClient.Create(_local, _local.Aws.IssueRoleSession("arn:aws:iam::111111111111:role/sessions", "work"));
        var policy = SessionPolicy.AssumingOnly(role, externalId).Json;
        policy.ShouldBe(Policy($"\"Resource\":\"{Connected}\"", $"\"Condition\":{{\"StringEquals\":{{\"sts:ExternalId\":\"{Customers.ExternalId}\"}}}}"));
        var narrowed = (await function.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Access, RoleSessionName = "one", Policy = policy })).Credentials;
        using var one = StsClient.Create(_local, new IssuedCredentials(narrowed.AccessKeyId, narrowed.SecretAccessKey, narrowed.SessionToken));

        await AssumeAsync(whole, Another, AnotherExternalId);
        await AssumeAsync(one, Connected, Customers.ExternalId);
        foreach (var (arn, id) in new[] { (Another, AnotherExternalId), (Connected, AnotherExternalId), (Connected, null) })
            (await Should.ThrowAsync<AmazonServiceException>(() => AssumeAsync(one, arn, id))).ErrorCode.ShouldBe("AccessDenied");

        static string Policy(params string[] more) => $"{{\"Version\":\"2012-10-17\",\"Statement\":{{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",{string.Join(',', more)}}}}}";

        static Task AssumeAsync(IAmazonSecurityTokenService sts, string arn, string? id) =>
            sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = arn, RoleSessionName = "two", ExternalId = id });
    }

    [Fact]
    public async Task Naming_An_Action_That_The_Role_Lacks_Does_Not_Grant_It() =>
        (await DenialAsync(await SessionAsync(SessionPolicy.Allowing("iam:GetPolicy")), "GetPolicy", ("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess")))
            .ShouldEndWith("because no identity-based policy allows the iam:GetPolicy action");

    [Fact]
    public void Is_Written_As_Short_As_Can_Be() =>
        SessionPolicy.Allowing("iam:ListUsers", "iam:ListUserTags", "iam:ListUsers").Json
            .ShouldBe("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["iam:ListUsers","iam:ListUserTags"],"Resource":"*"}}""");

    [Theory]
    [InlineData("*")]
    [InlineData("iam:*")]
    [InlineData("iam:List?sers")]
    [InlineData("ListUsers")]
    [InlineData("iam:")]
    [InlineData(":ListUsers")]
    [InlineData("iam:List\"Users")]
    [InlineData("iam:List:Users")]
    public void Takes_Whole_Names_Of_Actions_Only(string action) => Should.Throw<ArgumentException>(() => SessionPolicy.Allowing("iam:ListUsers", action));

    [Fact]
    public void Says_So_When_It_Names_No_Action_Or_Too_Many()
    {
        Should.Throw<ArgumentException>(() => SessionPolicy.Allowing()).Message.ShouldStartWith("Name at least one action");
        string[] many = [.. Enumerable.Range(0, 100).Select(n => $"iam:ListThings{n:D10}")];
        Should.Throw<ArgumentException>(() => SessionPolicy.Allowing(many)).Message
            .ShouldStartWith("The session policy of 100 actions has 2781 characters; STS takes at most 2048.");
    }

    [Fact]
    public async Task Says_So_When_STS_Cannot_Pack_It()
    {
        _local.Faults.Add(new Fault { Service = "sts", Operation = "AssumeRole", Error = "packed-policy-too-large", Count = 1 });

        (await Should.ThrowAsync<InvalidOperationException>(() => SessionAsync(SessionPolicy.Allowing("iam:ListUsers")))).Message
            .ShouldStartWith("STS cannot pack the session policy into a session (Packed policy consumes 101% of allotted space, please use smaller policy.)");
    }

    private async Task<Session> SessionAsync(SessionPolicy? policy)
    {
        using var sts = StsClient.Create(_local, _local.Aws.IssueRoleSession(Access, "work"));
        RoleArn.TryParse(Connected, out var role).ShouldBeTrue();
        ExternalId.TryParse(Customers.ExternalId, out var externalId).ShouldBeTrue();
        return (await new AssumeRole(sts, role, "acme-users").WithAsync(externalId, CancellationToken.None, policy)).Session.ShouldNotBeNull();
    }

    private async Task ShouldBeDeniedAsync(Session session, string action, params (string, string)[] parameters) =>
        (await DenialAsync(session, action, parameters)).ShouldEndWith($"because no session policy allows the iam:{action} action");

    private async Task<string> DenialAsync(Session session, string action, params (string, string)[] parameters)
    {
        var denied = await Should.ThrowAsync<AmazonServiceException>(() => CallAsync(session, action, parameters));
        denied.ErrorCode.ShouldBe("AccessDenied");
        return denied.Message;
    }

    private async Task<QueryResponse> CallAsync(Session session, string action, params (string Name, string Value)[] parameters)
    {
        using var iam = new QueryClient(QueryService.Iam, LocalAws.Region, session.Credentials);
        ((QueryConfig)iam.Config).ServiceURL = _local.Url;
        return await iam.CallAsync(action, parameters.Select(p => KeyValuePair.Create(p.Name, p.Value)), CancellationToken.None);
    }
}
