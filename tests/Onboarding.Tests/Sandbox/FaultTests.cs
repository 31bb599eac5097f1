using Amazon.SecurityToken.Model;
using Onboarding.Simulator;

namespace Onboarding.Tests.Sandbox;

public sealed class FaultTests : IAsyncLifetime
{
    private const string CallerIdentity = "Action=GetCallerIdentity&Version=2011-06-15";
    private const string Worker = "arn:aws:iam::222222222222:role/worker";
    private const string Everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"sts:AssumeRole"}]}""";
    private LocalAws _local = null!;

    public async Task InitializeAsync()
    {
        _local = await LocalAws.StartAsync();
        _local.Aws.DefineRole(Worker, Trust, Everything);
    }

    public async Task DisposeAsync() => await _local.DisposeAsync();

    [Theory]
    [InlineData("throttling", 400, "Throttling", "Rate exceeded")]
    [InlineData("server-error", 500, "InternalFailure", "The request processing has failed because of an unknown error.")]
    public async Task Plays_An_Error_Exactly_As_Often_As_Requested(string error, int status, string code, string message)
    {
        _local.Faults.Add(new Fault { Service = "sts", Error = error, Count = 2 });
        (await CallAsync().ErrorAsync()).ShouldBe((status, code, message));
        (await CallAsync().ErrorAsync()).ShouldBe((status, code, message));
        (await CallAsync().XmlAsync()).Value("Account").ShouldBe("222222222222");
        _local.Calls.All().Select(c => (c.Sequence, c.Status, c.ErrorCode)).ShouldBe([(1, status, code), (2, status, code), (3, 200, null)]);
    }

    [Fact]
    public async Task Waits_For_Its_Operation_Lets_The_First_Pass_And_Lasts_Until_It_Is_Cleared()
    {
        _local.Faults.Add(new Fault { Service = "sts", Operation = "assumerole", Error = "access-denied", Skip = 1 });
        (await CallAsync().XmlAsync()).Value("Account").ShouldBe("222222222222");
        (await AssumeAsync()).ShouldBeNull();
        (await AssumeAsync()).ShouldBe("AccessDenied");
        (await AssumeAsync()).ShouldBe("AccessDenied");
        _local.Faults.Clear();
        (await AssumeAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData("connection-reset", null)]
    [InlineData("timeout", 1)]
    [InlineData("kill-before", null)]
    public async Task Cuts_The_Connection(string error, int? delayMs)
    {
        _local.Faults.Add(new Fault { Service = "sts", Error = error, DelayMs = delayMs, Count = 1 });
        await Should.ThrowAsync<HttpRequestException>(CallAsync);
        (await CallAsync().XmlAsync()).Value("Account").ShouldBe("222222222222");
        _local.Calls.All().Select(c => c.Status).Order().ShouldBe([0, 200]);
    }

    [Theory]
    [InlineData("kill-before")]
    [InlineData("kill-after")]
    public async Task Kills_The_Caller(string error)
    {
        var killed = new List<string>();
        _local.Faults.KillCaller = key =>
        {
            killed.Add(key);
            return Task.CompletedTask;
        };
        _local.Faults.Add(new Fault { Service = "sts", Error = error });
        var session = _local.Aws.IssueRoleSession(Worker, "me");
        await Should.ThrowAsync<HttpRequestException>(() => _local.PostAsync(session, "sts", CallerIdentity));
        killed.ShouldBe([session.AccessKeyId]);
    }

    [Fact]
    public async Task Keeps_New_Roles_From_STS_Until_They_Have_Propagated()
    {
        _local.Faults.Add(new Fault { Service = "sts", Error = "propagation", DelayMs = 60_000 });
        _local.Aws.PutTrustPolicy("arn:aws:iam::222222222222:role/new", Trust);
        (await AssumeAsync("arn:aws:iam::222222222222:role/new")).ShouldBe("AccessDenied");
        (await AssumeAsync()).ShouldBeNull();
        _local.Machine.Advance(TimeSpan.FromSeconds(61));
        (await AssumeAsync("arn:aws:iam::222222222222:role/new")).ShouldBeNull();
    }

    [Fact]
    public async Task Answers_After_A_Delay()
    {
        _local.Faults.Add(new Fault { Service = "sts", Error = "delay", DelayMs = 20 });
        (await CallAsync().XmlAsync()).Value("Account").ShouldBe("222222222222");
        var call = _local.Calls.All().ShouldHaveSingleItem();
        (call.EndedAt - call.StartedAt).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(15));
    }

    [Fact]
    public async Task Meets_Only_The_Caller_That_It_Is_For()
    {
        _local.Faults.Add(new Fault { Service = "sts", Error = "throttling", Caller = "role/worker/somebody" });
        (await CallAsync().XmlAsync()).Value("Account").ShouldBe("222222222222");
        var somebody = _local.Aws.IssueRoleSession(Worker, "somebody");
        (await _local.PostAsync(somebody, "sts", CallerIdentity).ErrorAsync()).Code.ShouldBe("Throttling");
    }

    [Fact]
    public async Task Meets_Only_Requests_That_Name_What_It_Is_About()
    {
        _local.Aws.PutTrustPolicy("arn:aws:iam::222222222222:role/other", Trust);
        _local.Faults.Add(new Fault { Service = "sts", Error = "access-denied", About = ":role/other" });
        (await AssumeAsync()).ShouldBeNull();
        (await AssumeAsync("arn:aws:iam::222222222222:role/other")).ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task Forgets_Only_The_Faults_Of_A_Caller_Or_About_Something_When_Asked_To()
    {
        _local.Faults.Add(new Fault { Service = "sts", Operation = "GetCallerIdentity", Error = "throttling", Caller = "worker", Count = 1 });
        _local.Faults.Add(new Fault { Service = "sts", Operation = "AssumeRole", Error = "access-denied", Caller = "worker", About = "role/worker" });
        _local.Faults.Clear(caller: "nobody");
        _local.Faults.Clear(caller: "worker", about: "role/worker");
        (await AssumeAsync()).ShouldBeNull();
        (await CallAsync().ErrorAsync()).Code.ShouldBe("Throttling");
    }

    [Fact]
    public async Task Forgets_Faults_When_Cleared()
    {
        _local.Faults.Add(new Fault { Service = "sts", Error = "throttling", Count = 10 });
        _local.Faults.Clear();
        (await CallAsync().XmlAsync()).Value("Account").ShouldBe("222222222222");
    }

    [Theory]
    [InlineData("s3", "throttling", 1, null)]
    [InlineData("sts", "explosion", 1, null)]
    [InlineData("sts", "throttling", 0, null)]
    [InlineData("sts", "delay", 1, null)]
    [InlineData("sts", "delay", 1, -1)]
    [InlineData("dynamodb", "propagation", 1, 1)]
    public void Refuses_A_Fault_That_Cannot_Be_Played(string service, string error, int count, int? delayMs) =>
        Should.Throw<ArgumentException>(() => _local.Faults.Add(new Fault { Service = service, Error = error, Count = count, DelayMs = delayMs }));

    [Theory]
    [InlineData("", null)]
    [InlineData(null, "")]
    public void Refuses_A_Filter_That_Filters_Nothing(string? caller, string? about) =>
        Should.Throw<ArgumentException>(() => _local.Faults.Add(new Fault { Service = "sts", Error = "throttling", Caller = caller, About = about }));

    private Task<HttpResponseMessage> CallAsync() => _local.PostAsync(_local.Aws.IssueRoleSession(Worker, "me"), "sts", CallerIdentity);

    // The error's code, or null when the role was assumed.
    private async Task<string?> AssumeAsync(string role = Worker)
    {
        using var sts = StsClient.Create(_local, _local.Aws.IssueRoleSession(Worker, "me"));
        try
        {
            await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = role, RoleSessionName = "probe" });
            return null;
        }
        catch (Amazon.SecurityToken.AmazonSecurityTokenServiceException error)
        {
            return error.ErrorCode;
        }
    }
}
