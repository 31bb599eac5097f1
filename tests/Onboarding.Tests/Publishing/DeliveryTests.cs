using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Diagnostics;
using Onboarding.Functions.Publishing;
using Onboarding.Tests.Registry;

namespace Onboarding.Tests.Publishing;

/// <summary>What a function makes of a batch that Lambda hands over from the table's stream.</summary>
[Collection(Tables.Name)]
public sealed class DeliveryTests(TableFixture fixture)
{
    private static readonly Invocation s_context = new() { AwsRequestId = "r", Deadline = DateTimeOffset.MaxValue };

    private readonly List<OutboxEvent> _delivered = [];

    [Fact]
    public async Task Each_New_Event_Is_Delivered_In_Its_Order_With_Its_Time()
    {
        (await AnswerAsync([Event("111", "first"), Event("222", "second")])).ShouldBe("""{"batchItemFailures":[]}""");

        _delivered.ShouldBe([Expected("first"), Expected("second")]);
    }

    [Fact]
    public async Task The_First_That_Fails_Is_Reported_And_Nothing_Behind_It_Is_Delivered()
    {
        (await AnswerAsync([Event("111", "first"), Event("222", "fails"), Event("333", "third")])).ShouldBe("""{"batchItemFailures":[{"itemIdentifier":"222"}]}""");

        _delivered.ShouldBe([Expected("first")]);
    }

    [Fact]
    public async Task What_This_Version_Cannot_Read_Is_Reported_And_Not_Skipped()
    {
        var newer = Event("222", "second");
        newer["dynamodb"]!["NewImage"]!.AsObject().Remove("detail");

        (await AnswerAsync([Event("111", "first"), newer])).ShouldBe("""{"batchItemFailures":[{"itemIdentifier":"222"}]}""");
    }

    [Fact]
    public async Task When_Time_Is_Up_The_Next_Record_Is_Reported()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        (await AnswerAsync([Event("111", "first")], stop.Token)).ShouldBe("""{"batchItemFailures":[{"itemIdentifier":"111"}]}""");
        _delivered.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Sign_Of_Life_Is_Delivered_Nowhere()
    {
        var heartbeat = Event("111", "");
        heartbeat["dynamodb"]!["NewImage"] = JsonNode.Parse("""{"pk":{"S":"EVENT#HEARTBEAT"},"sk":{"S":"001795348800000"},"ttl":{"N":"1"}}""");

        (await AnswerAsync([heartbeat])).ShouldBe("""{"batchItemFailures":[]}""");
        _delivered.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_Unexpected_Error_Fails_The_Batch_So_That_Lambda_Splits_It() =>
        await Should.ThrowAsync<NotSupportedException>(AnswerAsync([Event("111", "throws")]));

    private async Task<string> AnswerAsync(IReadOnlyList<JsonObject> records, CancellationToken cancellation = default)
    {
        var feature = new DeliveryFeature("publisher", DeliverAsync, new Redrive(await fixture.NewTableAsync(), TimeProvider.System));
        var lambdaEvent = new JsonObject { ["Records"] = new JsonArray([.. records]) };
        return Encoding.UTF8.GetString(await feature.AnswerAsync(Encoding.UTF8.GetBytes(lambdaEvent.ToJsonString()), s_context, cancellation));
    }

    private Task<bool> DeliverAsync(OutboxEvent outboxEvent, CancellationToken cancellation)
    {
        if (outboxEvent.DetailType == "fails")
            throw new AwsFailureException("events:PutEvents", AwsFailureKind.Throttled, "ThrottlingException", "r");
        if (outboxEvent.DetailType == "throws")
            throw new NotSupportedException();
        _delivered.Add(outboxEvent);
        return Task.FromResult(true);
    }

    private static OutboxEvent Expected(string type) => new(type, new DateTimeOffset(2026, 11, 22, 12, 0, 0, 123, TimeSpan.Zero), "{\"tenant\":\"acme\"}");

    // As https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html shows it.
    private static JsonObject Event(string sequenceNumber, string type) => new()
    {
        ["eventID"] = "c4ca4238a0b923820dcc509a6f75849b",
        ["eventName"] = "INSERT",
        ["eventVersion"] = "1.1",
        ["eventSource"] = "aws:dynamodb",
        ["awsRegion"] = "us-east-1",
        ["dynamodb"] = new JsonObject
        {
            ["ApproximateCreationDateTime"] = 1_795_348_800,
            ["Keys"] = JsonNode.Parse("""{"pk":{"S":"EVENT#2"},"sk":{"S":"001795348800000#xc#Account-Registered#2"}}"""),
            ["NewImage"] = JsonNode.Parse($$$$"""
                {"pk":{"S":"EVENT#2"},"sk":{"S":"001795348800000#xc#Account-Registered#2"},"detailType":{"S":{{{{JsonSerializer.Serialize(type)}}}}},
                 "time":{"S":"2026-11-22T12:00:00.123Z"},"detail":{"S":"{\"tenant\":\"acme\"}"},"ttl":{"N":"1803124800"}}
                """),
            ["SequenceNumber"] = sequenceNumber,
            ["SizeBytes"] = 26,
            ["StreamViewType"] = "NEW_AND_OLD_IMAGES",
        },
        ["eventSourceARN"] = "arn:aws:dynamodb:us-east-1:999988887777:table/Onboarding/stream/2026-01-01T00:00:00.000",
    };
}
