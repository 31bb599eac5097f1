using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Registry;

namespace Onboarding.Tests.Registry;

/// <summary>What DynamoDB answers when it does not do what was asked, by its wire format: DynamoDB Local runs transactions one after another, never conflicts and never throttles.</summary>
public sealed class DynamoAnswerTests : IAsyncLifetime
{
    private const string Conflict = """{"__type":"com.amazonaws.dynamodb.v20120810#TransactionConflictException","message":"Transaction is ongoing for the item"}""";

    private static readonly Change s_change = new Change(("a", "a")) { Update = "SET b = :b", Condition = "attribute_exists(pk)" }.With("b", 1);

    private readonly Queue<string> _answers = new();
    private readonly HurriedTime _time = new();
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
        _table = new Table(new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), config), "Onboarding", _time);
    }

    public async Task DisposeAsync() => await _dynamo.DisposeAsync();

    [Fact]
    [Trait("Threat", "T33")]
    public async Task Conditions_Next_To_A_Conflict_Decide_Nothing_And_The_Transaction_Is_Retried()
    {
        _answers.Enqueue(Cancelled("TransactionConflict", "ConditionalCheckFailed"));
        _answers.Enqueue(Cancelled("ConditionalCheckFailed", "ConditionalCheckFailed"));

        var obstacles = await _table.TransactAsync([_table.Add(new Item("a", "a")), _table.Add(new Item("b", "b"))], CancellationToken.None);

        (obstacles?.At(("a", "a")), obstacles?.At(("b", "b"))).ShouldBe((new Obstacle(null), new Obstacle(null)));
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

    [Fact]
    public async Task A_Change_That_Meets_Another_Writers_Transaction_Is_Repeated()
    {
        _answers.Enqueue(Conflict);
        _answers.Enqueue("");

        (await _table.UpdateAsync(s_change, CancellationToken.None)).Changed.ShouldBeTrue();
        _calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_Change_That_Meets_Transactions_Again_And_Again_Is_Throttled()
    {
        for (var i = 0; i < 10; i++)
            _answers.Enqueue(Conflict);

        var failure = await Should.ThrowAsync<AwsFailureException>(() => _table.UpdateAsync(s_change, CancellationToken.None));

        (failure.Operation, failure.Kind, _calls).ShouldBe(("dynamodb:UpdateItem", AwsFailureKind.Throttled, 6));
        _time.Pauses.Count.ShouldBe(5);
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
        (failure.Operation, failure.Reason).ShouldBe(("dynamodb:TransactWriteItems", "None " + reason));
        _calls.ShouldBe(6);
        _time.Pauses.Count.ShouldBe(5);
        for (var attempt = 1; attempt <= 5; attempt++)
            _time.Pauses[attempt - 1].ShouldBeInRange(TimeSpan.FromMilliseconds(20 * attempt), TimeSpan.FromMilliseconds(60 * attempt));
    }

    [Fact]
    public async Task A_Transaction_Cancelled_For_Another_Reason_Proves_Nothing_And_Is_Not_Repeated()
    {
        _answers.Enqueue(Cancelled("None", "ItemCollectionSizeLimitExceeded", "None"));

        var failure = await Should.ThrowAsync<AwsFailureException>(() => _table.TransactAsync([_table.Add(new Item("a", "a"))], CancellationToken.None));

        (failure.Kind, failure.Reason, _calls).ShouldBe((AwsFailureKind.Unavailable, "None ItemCollectionSizeLimitExceeded", 1));
    }

    [Fact]
    public async Task What_Was_In_The_Way_Is_Found_By_The_Key_Of_The_Write()
    {
        _answers.Enqueue("""
            {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"Transaction cancelled","CancellationReasons":[
              {"Code":"None"},
              {"Code":"ConditionalCheckFailed","Item":{"pk":{"S":"b"},"sk":{"S":"b"}}},
              {"Code":"ConditionalCheckFailed"}]}
            """);

        var obstacles = await _table.TransactAsync(
            [_table.Add(new Item("a", "a")), _table.Update(new Change(("b", "b")) { Condition = "c" }), _table.Delete(new Change(("d", "d")) { Condition = "c" })], CancellationToken.None);

        obstacles.ShouldNotBeNull();
        obstacles.At(("a", "a")).ShouldBeNull();
        obstacles.At(("b", "b"))!.Item!.Text("pk").ShouldBe("b");
        obstacles.At(("d", "d")).ShouldBe(new Obstacle(null));
        obstacles.At(("e", "e")).ShouldBeNull();
    }

    [Theory]
    [Trait("Threat", "T15")]
    [InlineData("GetItem")]
    [InlineData("PutItem")]
    [InlineData("UpdateItem")]
    [InlineData("Query")]
    [InlineData("TransactWriteItems")]
    public async Task A_Call_That_DynamoDB_Throttles_Is_A_Failure_That_Names_It(string operation)
    {
        _answers.Enqueue("""{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"Slow down."}""");

        var failure = await Should.ThrowAsync<AwsFailureException>(() => operation switch
        {
            "GetItem" => _table.GetAsync(("a", "a"), CancellationToken.None),
            "PutItem" => _table.AddAsync(new Item("a", "a"), CancellationToken.None),
            "UpdateItem" => _table.UpdateAsync(s_change, CancellationToken.None),
            "Query" => _table.QueryAsync(new QueryRequest(), CancellationToken.None),
            _ => (Task)_table.TransactAsync([_table.Update(s_change)], CancellationToken.None),
        });

        (failure.Operation, failure.Kind).ShouldBe(("dynamodb:" + operation, AwsFailureKind.Throttled));
    }

    [Theory]
    [Trait("Threat", "T44")]
    [InlineData("PutItem")]
    [InlineData("UpdateItem")]
    [InlineData("TransactWriteItems")]
    public async Task A_Request_That_DynamoDB_Calls_Invalid_Is_The_Services_Own_Fault(string operation)
    {
        _answers.Enqueue("""{"__type":"com.amazon.coral.validate#ValidationException","message":"One or more parameter values were invalid"}""");

        var failure = await Should.ThrowAsync<AwsFailureException>(() => operation switch
        {
            "PutItem" => _table.AddAsync(new Item("a", "a"), CancellationToken.None),
            "UpdateItem" => _table.UpdateAsync(s_change, CancellationToken.None),
            _ => (Task)_table.TransactAsync([_table.Update(s_change)], CancellationToken.None),
        });

        (failure.Operation, failure.Kind, _calls).ShouldBe(("dynamodb:" + operation, AwsFailureKind.Invalid, 1));
        (failure.ToRefusal().Error.Code, failure.ToRefusal().RetryAfterSeconds).ShouldBe(("internal", null));
    }

    [Fact]
    [Trait("Threat", "T44")]
    public async Task A_Transaction_That_Is_Invalid_Is_The_Services_Own_Fault_And_One_That_Is_Too_Large_Says_So()
    {
        _answers.Enqueue(Cancelled("None", "ValidationError"));
        _answers.Enqueue("""{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"Transaction cancelled","CancellationReasons":[{"Code":"ValidationError","Message":"Item size to update has exceeded the maximum allowed size"}]}""");

        (await Should.ThrowAsync<AwsFailureException>(() => _table.TransactAsync([_table.Update(s_change)], CancellationToken.None))).Kind.ShouldBe(AwsFailureKind.Invalid);
        await Should.ThrowAsync<ItemTooLargeException>(() => _table.TransactAsync([_table.Update(s_change)], CancellationToken.None));
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
