using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onboarding.Ops;

namespace Onboarding.Tests.Ops;

/// <summary>The results of <c>doctor</c>, with answers as in AWS's documentation.</summary>
public sealed class DoctorTests : IAsyncLifetime
{
    private const string Template = "Resources: {}";

    // What each address answers; a test changes one.
    private readonly Dictionary<string, (int Status, string Body)> _answers = new(StringComparer.Ordinal)
    {
        ["GET /v1/groups"] = (401, """{"message":"Unauthorized"}"""),
        ["GET /ops/v1/registrations"] = (403, """{"message":"Forbidden"}"""),
        ["GET /ops/v1/registrations signed"] = (200, """{"registrations":[]}"""),
        ["POST /ops/v1/events/redrive signed"] = (200, """{"delivered":0}"""),
        ["POST /ops/v1/mails/redrive signed"] = (200, """{"delivered":0}"""),
        ["GET /ops/v1/stats signed"] = (200, """{"from":"2026-11-22","to":"2026-11-28","stages":[]}"""),
        ["GET /ops/v1/versions signed"] = (200, """{"versions":[]}"""),
        ["GET /2015-03-31/event-source-mappings/1-2-3 signed"] = (200, """{"State":"Enabled","LastProcessingResult":"OK"}"""),
        ["GET /t/1.0.0/full-6983703a8fa98a921cf6a11048021ceb.yaml"] = (200, Template),
        ["ListStackResources"] = (200, """
            <ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>
            <member><ResourceType>AWS::Lambda::Alias</ResourceType><PhysicalResourceId>arn:aws:lambda:eu-west-1:111122223333:function:Acme-groups:live</PhysicalResourceId></member>
            <member><ResourceType>AWS::Lambda::EventSourceMapping</ResourceType><PhysicalResourceId>1-2-3</PhysicalResourceId></member>
            <member><ResourceType>AWS::SNS::Topic</ResourceType><PhysicalResourceId>arn:aws:sns:eu-west-1:111122223333:Acme-NotificationsAlarms</PhysicalResourceId></member>
            </StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>
            """),
        ["ListSubscriptionsByTopic"] = (200, """
            <ListSubscriptionsByTopicResponse><ListSubscriptionsByTopicResult><Subscriptions>
            <member><SubscriptionArn>arn:aws:sns:eu-west-1:111122223333:Acme-NotificationsAlarms:1</SubscriptionArn><Endpoint>ops@example.com</Endpoint></member>
            </Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>
            """),
        ["GET /2016-08-19/account-settings/ signed"] = (200, """{"AccountLimit":{"ConcurrentExecutions":1000}}"""),
        ["GET /2015-03-31/functions/Acme-groups/configuration signed"] = (200, """{"State":"Active","SnapStart":{"ApplyOn":"PublishedVersions","OptimizationStatus":"On"},"Environment":{"Variables":{"TABLE_NAME":"registry"}}}"""),
        ["GET /v20180820/configuration/publicAccessBlock signed"] = (404, "<Error><Code>NoSuchPublicAccessBlockConfiguration</Code></Error>"),
        ["DynamoDB_20120810.DescribeTable"] = (200, """{"Table":{"DeletionProtectionEnabled":true,"StreamSpecification":{"StreamEnabled":true}}}"""),
        ["DynamoDB_20120810.DescribeContinuousBackups"] = (200, """{"ContinuousBackupsDescription":{"PointInTimeRecoveryDescription":{"PointInTimeRecoveryStatus":"ENABLED"}}}"""),
        ["DynamoDB_20120810.DescribeTimeToLive"] = (200, """{"TimeToLiveDescription":{"TimeToLiveStatus":"ENABLED"}}"""),
    };

    private WebApplication _aws = null!;

    private string Url => _aws.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _aws = builder.Build();
        _aws.Run(AnswerAsync);
        await _aws.StartAsync();
        Describe("true");
    }

    public async Task DisposeAsync() => await _aws.DisposeAsync();

    [Fact]
    public async Task A_Deployment_As_It_Should_Be_Passes_Every_Check()
    {
        var ran = (await RunAsync("doctor", "--stack", "Acme", "--json")).Expect(ExitCode.Done);

        ran.Json.GetProperty("checks").EnumerateArray().Select(c => (c.GetProperty("check").GetString(), c.GetProperty("outcome").GetString())).ShouldBe(
        [
            ("api-answers", "ok"), ("strangers-refused", "ok"), ("deliveries-answer", "ok"), ("statistics", "ok"), ("stack-complete", "ok"), ("termination-protection", "ok"), ("templates-public", "ok"), ("block-public-access", "ok"),
            ("concurrency", "ok"), ("functions-active", "ok"), ("snapshots", "ok"), ("events-arrive", "ok"), ("table", "ok"), ("subscriptions", "ok"),
        ]);
    }

    [Fact]
    public async Task Without_A_Stack_Only_The_Outside_Is_Checked()
    {
        var ran = (await RunAsync("doctor", "--json")).Expect(ExitCode.Done);

        ran.Json.GetProperty("checks").EnumerateArray().Count(c => c.GetProperty("outcome").GetString() == "skipped").ShouldBe(10);
    }

    [Theory]
    [InlineData("api-answers", "GET /ops/v1/registrations signed", 403, """{"message":"Forbidden"}""")]
    [InlineData("strangers-refused", "GET /v1/groups", 200, """{"groups":[]}""")]
    [InlineData("deliveries-answer", "POST /ops/v1/mails/redrive signed", 500, """{"message":"Internal Server Error"}""")]
    [InlineData("statistics", "GET /ops/v1/versions signed", 403, """{"message":"Forbidden"}""")]
    [InlineData("events-arrive", "GET /2015-03-31/event-source-mappings/1-2-3 signed", 200, """{"State":"Disabled","LastProcessingResult":"OK"}""")]
    [InlineData("events-arrive", "GET /2015-03-31/event-source-mappings/1-2-3 signed", 200, """{"State":"Enabled","LastProcessingResult":"PROBLEM: Function call failed"}""")]
    [InlineData("templates-public", "GET /t/1.0.0/full-6983703a8fa98a921cf6a11048021ceb.yaml", 403, "<Error><Code>AccessDenied</Code></Error>")]
    [InlineData("templates-public", "GET /t/1.0.0/full-6983703a8fa98a921cf6a11048021ceb.yaml", 200, "Resources: {Role: {}}")]
    [InlineData("block-public-access", "GET /v20180820/configuration/publicAccessBlock signed", 200, "<PublicAccessBlockConfiguration><BlockPublicPolicy>true</BlockPublicPolicy></PublicAccessBlockConfiguration>")]
    [InlineData("concurrency", "GET /2016-08-19/account-settings/ signed", 200, """{"AccountLimit":{"ConcurrentExecutions":10}}""")]
    [InlineData("snapshots", "GET /2015-03-31/functions/Acme-groups/configuration signed", 200, """{"State":"Active","SnapStart":{"ApplyOn":"PublishedVersions","OptimizationStatus":"Off"},"Environment":{"Variables":{"TABLE_NAME":"registry"}}}""")]
    [InlineData("functions-active", "GET /2015-03-31/functions/Acme-groups/configuration signed", 200, """{"State":"Inactive","Environment":{"Variables":{"TABLE_NAME":"registry"}}}""")]
    [InlineData("table", "DynamoDB_20120810.DescribeTimeToLive", 200, """{"TimeToLiveDescription":{"TimeToLiveStatus":"DISABLED"}}""")]
    [InlineData("subscriptions", "ListSubscriptionsByTopic", 200, "<r><Subscriptions><member><SubscriptionArn>PendingConfirmation</SubscriptionArn><Endpoint>ops@example.com</Endpoint></member></Subscriptions></r>")]
    public async Task What_Is_Wrong_Is_Named_And_Ends_With_3(string check, string address, int status, string answer)
    {
        _answers[address] = (status, answer);

        var ran = (await RunAsync("doctor", "--stack", "Acme", "--json")).Expect(ExitCode.Unsound);

        ran.Json.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("outcome").GetString() != "ok").GetProperty("check").GetString().ShouldBe(check);
    }

    [Fact]
    public async Task What_The_Credentials_Do_Not_Show_Is_Unknown()
    {
        _answers["DynamoDB_20120810.DescribeTable"] = (400, """{"__type":"com.amazon.coral.service#AccessDeniedException"}""");

        var ran = (await RunAsync("doctor", "--stack", "Acme", "--lang", "ja")).Expect(ExitCode.Unsound);

        ran.Output.ShouldContain("読み取れませんでした (dynamodb:DescribeTable: AccessDeniedException)");
    }

    [Fact]
    public async Task A_Stack_That_Can_Be_Deleted_By_Mistake_Fails()
    {
        Describe("false");

        (await RunAsync("doctor", "--stack", "Acme")).Expect(ExitCode.Unsound).Output.ShouldContain("Termination protection is off");
    }

    private void Describe(string isProtected) => _answers["DescribeStacks"] = (200, $"""
        <DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackId>arn:aws:cloudformation:eu-west-1:111122223333:stack/Acme/1</StackId>
        <StackStatus>UPDATE_COMPLETE</StackStatus><EnableTerminationProtection>{isProtected}</EnableTerminationProtection>
        <Outputs><member><OutputKey>TemplateUrlFull</OutputKey><OutputValue>{Url}/t/1.0.0/full-6983703a8fa98a921cf6a11048021ceb.yaml</OutputValue></member></Outputs>
        </member></Stacks></DescribeStacksResult></DescribeStacksResponse>
        """);

    private Task<Ran> RunAsync(params string[] arguments) => OpsProcess.RunAsync(
        [("ONBOARDING_API", Url), ("AWS_ENDPOINT_URL", Url), ("AWS_REGION", "eu-west-1"), ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "a secret of nobody")], arguments);

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var signed = context.Request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal);
        var address = context.Request.Headers["X-Amz-Target"] is [{ } target] ? target
            : body.StartsWith("Action=", StringComparison.Ordinal) ? body["Action=".Length..].Split('&')[0]
            : $"{context.Request.Method} {context.Request.Path}{(signed ? " signed" : "")}";
        var (status, answer) = _answers.GetValueOrDefault(address, (501, address));
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(answer, context.RequestAborted);
    }
}
