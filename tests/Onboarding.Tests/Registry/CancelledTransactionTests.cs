using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Registry;

namespace Onboarding.Tests.Registry;

/// <summary>What DynamoDB answers to a cancelled transaction, by its wire format: DynamoDB Local runs transactions one after another and never conflicts.</summary>
public sealed class CancelledTransactionTests : IAsyncLifetime
{
    private readonly Queue<string> _answers = new();
    private WebApplication _dynamo = null!;
    private Table _table = null!;
    private int _calls;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _dynamo = builder.Build();
        _dynamo.Run(AnswerAsync);
        await _dynamo.StartAsync();
        var config = new AmazonDynamoDBConfig { ServiceURL = _dynamo.Urls.Single(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 };
        _table = new Table(new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), config), "Onboarding", TimeProvider.System);
    }

    public async Task DisposeAsync() => await _dynamo.DisposeAsync();

    [Fact]
    [Trait("Threat", "T33")]
    public async Task Conditions_Beside_A_Conflict_Decide_Nothing_And_The_Transaction_Is_Repeated()
    {
        _answers.Enqueue(Cancelled("TransactionConflict", "ConditionalCheckFailed"));
        _answers.Enqueue(Cancelled("ConditionalCheckFailed", "ConditionalCheckFailed"));

        var obstacles = await _table.TransactAsync([_table.Add(new Item("a", "a")), _table.Add(new Item("b", "b"))], CancellationToken.None);

        obstacles.ShouldNotBeNull().ShouldAllBe(o => o != null);
        _calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_Conflict_That_Passes_Is_Not_Noticed()
    {
        _answers.Enqueue(Cancelled("None", "TransactionConflict"));
        _answers.Enqueue("");

        (await _table.TransactAsync([_table.Add(new Item("a", "a")), _table.Add(new Item("b", "b"))], CancellationToken.None)).ShouldBeNull();
        _calls.ShouldBe(2);
    }

    [Theory]
    [InlineData("TransactionConflict")]
    [InlineData("ThrottlingError")]
    [InlineData("ProvisionedThroughputExceeded")]
    public async Task A_Conflict_That_Does_Not_End_Is_Throttling(string reason)
    {
        for (var i = 0; i < 10; i++)
            _answers.Enqueue(Cancelled("None", reason));

        var failure = await Should.ThrowAsync<AwsFailureException>(() => _table.TransactAsync([_table.Add(new Item("a", "a"))], CancellationToken.None));

        failure.Kind.ShouldBe(AwsFailureKind.Throttled);
    }

    private static string Cancelled(params string[] reasons) =>
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\",\"Message\":\"Transaction cancelled\",\"CancellationReasons\":["
        + string.Join(',', reasons.Select(r => $"{{\"Code\":\"{r}\"}}")) + "]}";

    private async Task AnswerAsync(HttpContext context)
    {
        _calls++;
        var answer = _answers.Dequeue();
        context.Response.StatusCode = answer.Length == 0 ? 200 : 400;
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(answer.Length == 0 ? "{}" : answer, context.RequestAborted);
    }
}
