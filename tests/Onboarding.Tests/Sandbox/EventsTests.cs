using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Functions;
using Onboarding.Sandbox.Lambda;
using Onboarding.Simulator;
using Onboarding.Simulator.Events;

namespace Onboarding.Tests.Sandbox;

/// <summary>What the simulated EventBridge, SNS and event source mappings take and refuse.</summary>
public sealed class EventsTests
{
    private const string Topic = "arn:aws:sns:ap-northeast-1:222222222222:Onboarding-events";

    [Fact]
    public void An_Event_Is_Taken_With_Its_Time_To_The_Second()
    {
        var (events, answer) = PutEvents.Take(Request(Entry()), DateTimeOffset.UnixEpoch);

        var taken = events.ShouldHaveSingleItem();
        (taken.Source, taken.DetailType, taken.Time, taken.Detail.GetRawText()).ShouldBe(("onboarding", "Account Registered", "2026-11-22T12:00:00Z", """{"a":1}"""));
        answer["FailedEntryCount"]!.GetValue<int>().ShouldBe(0);
        answer["Entries"]![0]!["EventId"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Detail", "no JSON", "MalformedDetail")]
    [InlineData("Detail", "[]", "MalformedDetail")]
    [InlineData("Detail", "", "InvalidArgument")]
    [InlineData("DetailType", "", "InvalidArgument")]
    [InlineData("Source", "aws.onboarding", "NotAuthorizedForSourceException")]
    public void An_Entry_That_Is_Wrong_Fails_In_An_Answer_That_Succeeds(string member, string value, string code)
    {
        var wrong = Entry();
        wrong[member] = value;

        var (events, answer) = PutEvents.Take(Request(wrong, Entry()), DateTimeOffset.UnixEpoch);

        events.Count.ShouldBe(1);
        answer["FailedEntryCount"]!.GetValue<int>().ShouldBe(1);
        answer["Entries"]![0]!["ErrorCode"]!.GetValue<string>().ShouldBe(code);
    }

    [Fact]
    public void A_Request_Has_One_To_Ten_Entries_Of_256_KiB_Together()
    {
        var large = Entry();
        large["Detail"] = $$"""{"a":"{{new string('x', 256 * 1024)}}"}""";

        foreach (var request in new[] { Request(), Request([.. Enumerable.Range(0, 11).Select(_ => Entry())]), Request(large) })
            Should.Throw<AwsErrorException>(() => PutEvents.Take(request, DateTimeOffset.UnixEpoch)).Code.ShouldBe("ValidationException");
    }

    [Theory]
    [InlineData("INSERT", "EVENT#3", true)]
    [InlineData("MODIFY", "EVENT#3", false)]
    [InlineData("REMOVE", "EVENT#3", false)]
    [InlineData("INSERT", "TENANT#EVENT#", false)]
    [InlineData("INSERT", "EVENT", false)]
    public void The_Filter_Lets_New_Events_Through_And_Nothing_Else(string eventName, string key, bool matches)
    {
        var record = JsonElement.Parse($$$$$"""{"eventName":"{{{{{eventName}}}}}","dynamodb":{"Keys":{"pk":{"S":"{{{{{key}}}}}"},"sk":{"S":"x"}}}}""");

        foreach (var source in Feature.All.Select(f => f.Stream).OfType<StreamSource>())
            StreamFilter.Matches(JsonElement.Parse(source.Filter), record).ShouldBe(matches);
    }

    [Fact]
    public void A_Filter_That_The_Simulation_Does_Not_Know_Is_Refused() =>
        Should.Throw<NotSupportedException>(() => StreamFilter.Matches(JsonElement.Parse("""{"eventName":[{"suffix":"T"}]}"""), JsonElement.Parse("""{"eventName":"INSERT"}""")));

    [Fact]
    public async Task A_Topic_Accepts_A_Message_With_Subject_And_Attributes_From_Allowed_Callers()
    {
        await using var local = await LocalAws.StartAsync();
        local.Aws.CreateTopic(Topic);
        var form = Publish(Topic, "接続しました", "Hello\nthere");

        (await local.PostAsync(Session(local, "sns:Publish", Topic), "sns", form)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await local.PostAsync(Session(local, "sns:Publish", Topic + "-other"), "sns", form).ErrorAsync()).Code.ShouldBe("AuthorizationError");

        var message = local.Aws.TopicMessages().ShouldHaveSingleItem();
        (message.Subject, message.Message, message.Attributes["tenant"]).ShouldBe(("接続しました", "Hello\nthere", "acme"));
    }

    [Theory]
    [InlineData(Topic, "two\nlines", "text", 400, "InvalidParameter")]
    [InlineData(Topic, " begins with a space", "text", 400, "InvalidParameter")]
    [InlineData(Topic, "subject", "", 400, "InvalidParameter")]
    [InlineData(Topic + "2", "subject", "text", 404, "NotFound")]
    public async Task A_Message_That_Sns_Refuses_Is_Refused(string topic, string subject, string text, int status, string code)
    {
        await using var local = await LocalAws.StartAsync();
        local.Aws.CreateTopic(Topic);

        var error = await local.PostAsync(Session(local, "sns:Publish", "*"), "sns", Publish(topic, subject, text)).ErrorAsync();

        (error.Status, error.Code).ShouldBe((status, code));
        local.Aws.TopicMessages().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Subject_Has_Fewer_Than_100_Characters()
    {
        await using var local = await LocalAws.StartAsync();
        local.Aws.CreateTopic(Topic);
        var caller = Session(local, "sns:Publish", Topic);

        (await local.PostAsync(caller, "sns", Publish(Topic, new string('x', 99), "text"))).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await local.PostAsync(caller, "sns", Publish(Topic, new string('x', 100), "text")).ErrorAsync()).Code.ShouldBe("InvalidParameter");
    }

    private static string Publish(string topic, string subject, string message) =>
        $"Action=Publish&Version=2010-03-31&TopicArn={Uri.EscapeDataString(topic)}&Subject={Uri.EscapeDataString(subject)}&Message={Uri.EscapeDataString(message)}"
        + "&MessageAttributes.entry.1.Name=tenant&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=acme";

    private static IssuedCredentials Session(LocalAws local, string action, string resource) => local.Aws.IssueUserKey(
        LocalAws.Customer, "caller", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}]}""");

    private static JsonObject Entry() => new()
    {
        ["EventBusName"] = "Onboarding-events",
        ["Source"] = "onboarding",
        ["DetailType"] = "Account Registered",
        ["Time"] = 1_795_348_800.123,
        ["Detail"] = """{"a":1}""",
    };

    private static JsonElement Request(params JsonObject[] entries) =>
        JsonElement.Parse(new JsonObject { ["Entries"] = new JsonArray([.. entries]) }.ToJsonString());
}
