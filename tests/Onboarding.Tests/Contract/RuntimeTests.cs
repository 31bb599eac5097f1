using System.Text.Json;
using Onboarding.Functions;
using Onboarding.Functions.Http;

namespace Onboarding.Tests.Contract;

/// <summary>The function's true entry point against a Runtime API.</summary>
public sealed class RuntimeTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal)
    {
        ["ONBOARDING_FEATURE"] = "profiles",
        ["TABLE_NAME"] = "Onboarding",
        ["BRAND"] = "Onboarding",
        ["VENDOR_ROLE_ARN"] = "arn:aws:iam::999988887777:role/onboarding-connect-access",
        ["TENANT_CLAIM"] = "tenant",
        ["TEMPLATE_BASE_URL"] = "https://bucket.s3.us-east-1.amazonaws.com/templates",
        ["INVITATION_URL"] = "https://app.example.com/invitation",
        ["TEMPLATE_BUCKET"] = "bucket",
        ["REGIONS"] = "us-east-1,ap-northeast-1",
        ["AWS_REGION"] = "us-east-1",
    };

    private FakeRuntimeApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await FakeRuntimeApi.StartAsync();
        _environment["AWS_LAMBDA_RUNTIME_API"] = _api.HostAndPort;
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _api.DisposeAsync();
    }

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task Answers_Events_In_Order_And_Stops_Cleanly_On_Request()
    {
        var run = RunAsync();

        var (status, body, headers) = Events.Parse(await _api.InvokeAsync(Events.Read("get-profiles")));
        Events.Parse(await _api.InvokeAsync(Events.Read("get-operator-policy"))).Status.ShouldBe(200);
        await _stop.CancelAsync();

        status.ShouldBe(200);
        headers.GetProperty("content-type").GetString().ShouldBe("application/json; charset=utf-8");
        headers.GetProperty("cache-control").GetString().ShouldBe("no-store");
        body.GetProperty("profiles").EnumerateArray().Select(p => p.GetProperty("name").GetString()).ShouldBe(["full", "read-only"]);
        (await run).ShouldBe(0);
        _api.Calls.Take(4).ShouldBe(
        [
            "GET /invocation/next", "POST /invocation/request-1/response",
            "GET /invocation/next", "POST /invocation/request-2/response",
        ]);
    }

    [Fact]
    public async Task Reports_An_Unreadable_Event_And_Continues()
    {
        _ = RunAsync();

        var message = await _api.InvokeAsync("not json");

        message.Kind.ShouldBe("error");
        message.ErrorType.ShouldBe("Function.Unhandled");
        message.ContentType.ShouldBe("application/vnd.aws.lambda.error+json");
        var error = JsonElement.Parse(message.Body);
        error.GetProperty("errorType").GetString().ShouldBe("Function.Unhandled");
        error.GetProperty("stackTrace").ValueKind.ShouldBe(JsonValueKind.Array);
        var cause = JsonElement.Parse(message.XRayCause.ShouldNotBeNull());
        cause.GetProperty("working_directory").GetString().ShouldNotBeNullOrEmpty();
        cause.GetProperty("exceptions")[0].GetProperty("type").GetString().ShouldBe("Function.Unhandled");
        cause.GetProperty("exceptions")[0].GetProperty("stack")[0].GetProperty("label").GetString().ShouldNotBeNullOrEmpty();
        Events.Parse(await _api.InvokeAsync(Events.Read("get-profiles"))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("ONBOARDING_FEATURE", "nonsense", "ONBOARDING_FEATURE must be accounts, checks, connections, groups, invitations, mailer, onboardings, operations, profiles, publisher, registrations, sessions, sweeper, visitors or webhooks, not 'nonsense'.")]
    [InlineData("VENDOR_ROLE_ARN", "arn:aws:iam::1:role/x", "VENDOR_ROLE_ARN must be the ARN of an IAM role, not 'arn:aws:iam::1:role/x'.")]
    [InlineData("REGIONS", "us-east-1,cn-north-1", "REGIONS must name Regions of the partition aws, separated by commas, not 'cn-north-1'.")]
    [InlineData("PROPAGATION_PATIENCE_SECONDS", "13", "PROPAGATION_PATIENCE_SECONDS must be a whole number from 0 to 12, not '13'.")]
    [InlineData("BRAND", "Acme Corp", "BRAND must be 1 to 32 ASCII letters and digits, beginning with a letter, not 'Acme Corp'.")]
    [InlineData("AWS_REGION", "nowhere", "AWS_REGION must name Regions of the partition aws, separated by commas, not 'nowhere'.")]
    [InlineData("TEMPLATE_BASE_URL", "templates", "TEMPLATE_BASE_URL must be an absolute URL of at most 900 characters, not 'templates'.")]
    [InlineData("ROLE_CLAIM", "role", "ROLE_CLAIM must be a claim and its values, such as “cognito:groups look=viewer mint=editor detach=admin”, not 'role'.")]
    [InlineData("TABLE_NAME", "", "The environment variable TABLE_NAME is not set.")]
    public async Task A_Wrong_Setting_Is_An_Init_Error_That_Says_What_Is_Wanted(string name, string value, string message)
    {
        _environment[name] = value;

        (await RunAsync()).ShouldBe(1);

        var error = await _api.InitError;
        error.Kind.ShouldBe("init/error");
        error.ErrorType.ShouldBe("Runtime.InvalidSettings");
        JsonElement.Parse(error.Body).GetProperty("errorMessage").GetString().ShouldBe(message);
        _api.Calls.ShouldBe(["POST /init/error"]);
    }

    public static TheoryData<string> TenantFeatures => [.. Routes.All.Where(r => r.Authorizer == RouteAuthorizer.Jwt).Select(r => r.Feature).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(TenantFeatures))]
    public async Task Every_Route_Of_A_Function_Asks_For_The_Role_When_One_Is_Set(string feature)
    {
        _environment["ONBOARDING_FEATURE"] = feature;
        _environment["ROLE_CLAIM"] = "role look=viewer mint=editor detach=admin";
        _ = RunAsync();

        foreach (var route in Routes.All.Where(r => r.Feature == feature && r.Authorizer == RouteAuthorizer.Jwt))
            Events.Parse(await _api.InvokeAsync(Events.Read("get-profiles", e => e["routeKey"] = route.Key))).Status.ShouldBe(403, route.Key);
    }

    [Fact]
    public async Task Ends_Immediately_When_The_Runtime_Api_Fails()
    {
        _api.NextStatus = 500;

        (await RunAsync()).ShouldBe(1);

        _api.Calls.ShouldBe(["GET /invocation/next"]);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(400)]
    [Trait("Threat", "T45")]
    public async Task An_Answer_Too_Large_For_Lambda_Is_Reported_And_The_Next_Event_Is_Answered(int errorStatus)
    {
        _api.ResponseStatus = 413;
        _api.ErrorStatus = errorStatus;
        _ = RunAsync();

        var message = await _api.InvokeAsync(Events.Read("get-profiles"));

        message.Kind.ShouldBe("error");
        message.ErrorType.ShouldBe("Function.ResponseSizeTooLarge");
        _api.ResponseStatus = 202;
        Events.Parse(await _api.InvokeAsync(Events.Read("get-profiles"))).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("Threat", "T45")]
    public async Task An_Invocation_That_Lambda_Has_Ended_Does_Not_End_The_Process()
    {
        _api.ErrorStatus = 400;
        _ = RunAsync();

        (await _api.InvokeAsync("not json")).Kind.ShouldBe("error");

        Events.Parse(await _api.InvokeAsync(Events.Read("get-profiles"))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("invocation error")]
    [InlineData("response")]
    public async Task A_Runtime_Api_That_Cannot_Recover_Ends_The_Process(string call)
    {
        _api.ErrorStatus = _api.ResponseStatus = 500;
        var run = RunAsync();

        _ = _api.InvokeAsync(call == "response" ? Events.Read("get-profiles") : "not json");

        (await run).ShouldBe(1);
    }

    [Theory]
    [InlineData(4_102_444_800_000)]
    [InlineData(long.MaxValue)]
    public async Task A_Deadline_In_The_Far_Future_Is_Answered_In_Time(long deadline)
    {
        _api.Deadline = deadline;
        _ = RunAsync();

        Events.Parse(await _api.InvokeAsync(Events.Read("get-profiles"))).Status.ShouldBe(200);
    }

    [Theory]
    [Trait("Threat", "T50")]
    [InlineData("tenant", 401)]
    [InlineData("sub", 200)]
    public async Task A_Lone_Surrogate_In_A_Claim_Is_Answered(string claim, int status)
    {
        _ = RunAsync();

        var lambdaEvent = Events.Read("get-profiles", e => e["requestContext"]!["authorizer"]!["jwt"]!["claims"]![claim] = "LONE").Replace("LONE", """a\ud800b""", StringComparison.Ordinal);

        Events.Parse(await _api.InvokeAsync(lambdaEvent)).Status.ShouldBe(status);
    }

    [Fact]
    [Trait("Threat", "T21")]
    public async Task A_Lone_Surrogate_In_A_Body_Is_Refused()
    {
        _environment["ONBOARDING_FEATURE"] = "groups";
        _ = RunAsync();

        var lambdaEvent = Events.Read("post-group", e => e["body"] = "LONE").Replace("LONE", """{\"name\":\"\ud800\"}""", StringComparison.Ordinal);

        Events.Parse(await _api.InvokeAsync(lambdaEvent)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Without_A_Runtime_Api_It_Says_How_It_Is_Started()
    {
        _environment.Remove("AWS_LAMBDA_RUNTIME_API");

        (await RunAsync()).ShouldBe(1);
    }

    private Task<int> RunAsync() => Task.Factory.StartNew(
        () => Function.Run(_environment.GetValueOrDefault, TimeProvider.System, _stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
