using System.Text.Json.Nodes;

namespace Onboarding.Cdk.Tests;

/// <summary>The way of an event from the table to the topic.</summary>
public sealed class OutboxTests
{
    [Fact]
    public void The_Pipe_Takes_The_Inserts_Below_Event_From_The_Tables_Stream()
    {
        var pipe = Stacks.Default.Only("AWS::Pipes::Pipe");
        var table = Stacks.Default.Only("AWS::DynamoDB::Table");

        pipe["Source"].ShouldBe($$"""{"Fn::GetAtt":["{{table.Id}}","StreamArn"]}""");
        pipe.Properties["SourceParameters"]!["FilterCriteria"]!["Filters"]![0]!["Pattern"]!.GetValue<string>()
            .ShouldBe("""{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"EVENT#"}]}}}}""");
        pipe["SourceParameters.DynamoDBStreamParameters.StartingPosition"].ShouldBe("\"TRIM_HORIZON\"");
        pipe["SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn"].ShouldNotBeNull();
    }

    [Fact]
    public void The_Pipe_Waits_For_The_Publisher_So_That_A_Failure_Is_Repeated()
    {
        var pipe = Stacks.Default.Only("AWS::Pipes::Pipe");

        pipe["TargetParameters.StepFunctionStateMachineParameters.InvocationType"].ShouldBe("\"REQUEST_RESPONSE\"");
        Workflow("Publisher")["StateMachineType"].ShouldBe("\"EXPRESS\"");
    }

    [Fact]
    public void The_Event_Carries_The_Items_Type_Time_And_Detail()
    {
        var definition = Definition(Workflow("Publisher"));
        var bus = Stacks.Default.Only("AWS::Events::EventBus").Id;

        definition["States"]!["Publish"]!["Resource"]!.GetValue<string>().ShouldBe("arn:AWS::Partition:states:::events:putEvents");
        definition["States"]!["Publish"]!["Parameters"]!["Entries"]![0]!.AsObject().Select(e => (e.Key, e.Value!.GetValue<string>())).ShouldBe(
        [
            ("EventBusName", bus),
            ("Source", "onboarding"),
            ("DetailType.$", "$[0].dynamodb.NewImage.detailType.S"),
            ("Time.$", "$[0].dynamodb.NewImage.time.S"),
            ("Detail.$", "States.StringToJson($[0].dynamodb.NewImage.detail.S)"),
        ]);
    }

    [Fact]
    public void Events_Are_Archived_And_Start_The_Mailer()
    {
        var rule = Stacks.Default.Of("AWS::Events::Rule").Single(r => r.Path.Contains("/Notifications/", StringComparison.Ordinal));

        Stacks.Default.Only("AWS::Events::Archive")["RetentionDays"].ShouldBe("90");
        rule["EventPattern"].ShouldBe("""{"source":["onboarding"]}""");
        rule["Targets.0.Arn"].ShouldBe($$"""{"Ref":"{{Workflow("Mailer").Id}}"}""");
        rule["Targets.0.RoleArn"].ShouldNotBeNull();
        rule["Targets.0.DeadLetterConfig.Arn"].ShouldNotBeNull();
    }

    [Fact]
    public void The_Mail_Is_The_Events_Own_Message_With_Its_Subject()
    {
        var topic = EventsTopic(Stacks.Default);
        var send = Definition(Workflow("Mailer"))["States"]!["Send"]!;

        send["Resource"]!.GetValue<string>().ShouldBe("arn:AWS::Partition:states:::sns:publish");
        send["Parameters"]!.AsObject().Where(p => p.Value is JsonValue).Select(p => (p.Key, p.Value!.GetValue<string>())).ShouldBe(
            [("TopicArn", topic.Id), ("Subject.$", "$.detail.message.subject"), ("Message.$", "$.detail.message.body")]);
        send["Parameters"]!["MessageAttributes"]!.AsObject().Select(a => (a.Key, a.Value!["StringValue.$"]!.GetValue<string>())).ShouldBe(
            [("detailType", "$['detail-type']"), ("tenant", "$.detail.tenant"), ("accountId", "$.detail.accountId"), ("language", "$.detail.language")]);
    }

    [Fact]
    public void Only_The_Mailer_Publishes_To_The_Events_Topic_And_With_Its_Key()
    {
        var topic = EventsTopic(Stacks.Full);
        var key = Stacks.Full.Only("AWS::KMS::Key").Id;
        var role = Stacks.Full.Of("AWS::IAM::Role").Single(r => r.Path.Contains("/Mailer/", StringComparison.Ordinal)).Id;

        Stacks.Full.Of("AWS::SNS::TopicPolicy").Single(p => p["Topics"]!.Contains(topic.Id)).Properties["PolicyDocument"]!["Statement"]!.AsArray()
            .Select(s => (s!["Effect"]!.GetValue<string>(), s["Principal"]!.ToJsonString()))
            .ShouldBe([("Deny", "\"*\""), ("Allow", $$$"""{"AWS":{"Fn::GetAtt":["{{{role}}}","Arn"]}}""")], ignoreOrder: true);
        Stacks.Full.Of("AWS::IAM::Policy").SelectMany(p => p.Properties["PolicyDocument"]!["Statement"]!.AsArray())
            .Where(s => s!["Action"]!.ToJsonString().Contains("sns:Publish", StringComparison.Ordinal)).ShouldHaveSingleItem()!["Resource"]!.ToJsonString().ShouldBe($$"""{"Ref":"{{topic.Id}}"}""");
        Stacks.Full.Of("AWS::IAM::Policy").Single(p => p.Path.Contains("/Mailer/", StringComparison.Ordinal))["PolicyDocument.Statement"]!
            .ShouldContain($$$"""{"Action":["kms:Decrypt","kms:GenerateDataKey*"],"Effect":"Allow","Resource":{"Fn::GetAtt":["{{{key}}}","Arn"]}}""");
    }

    private static Resource EventsTopic(StackTemplate stack) => stack.Of("AWS::SNS::Topic").Single(t => t.Path.Contains("/Events/", StringComparison.Ordinal));

    private static Resource Workflow(string name) =>
        Stacks.Default.Of("AWS::StepFunctions::StateMachine").Single(m => m.Path.EndsWith($"/{name}/Resource", StringComparison.Ordinal));

    private static JsonNode Definition(Resource workflow) => JsonNode.Parse(string.Concat(
        workflow.Properties["DefinitionString"]!["Fn::Join"]![1]!.AsArray().Select(p => p is JsonObject o ? o["Ref"]!.GetValue<string>() : p!.GetValue<string>())))!;
}
