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
        Stacks.Default.Only("AWS::StepFunctions::StateMachine")["StateMachineType"].ShouldBe("\"EXPRESS\"");
    }

    [Fact]
    public void The_Event_Carries_The_Items_Type_Time_And_Detail()
    {
        var parts = Stacks.Default.Only("AWS::StepFunctions::StateMachine").Properties["DefinitionString"]!["Fn::Join"]![1]!.AsArray();
        var definition = JsonNode.Parse(string.Concat(parts.Select(p => p is JsonObject o ? o["Ref"]!.GetValue<string>() : p!.GetValue<string>())))!;
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
    public void Events_Are_Archived_And_Go_To_The_Topic()
    {
        var topic = Stacks.Default.Of("AWS::SNS::Topic").Single(t => t.Path.Contains("/Events/", StringComparison.Ordinal));
        var rule = Stacks.Default.Only("AWS::Events::Rule");

        Stacks.Default.Only("AWS::Events::Archive")["RetentionDays"].ShouldBe("90");
        rule["EventPattern"].ShouldBe("""{"source":["onboarding"]}""");
        rule["Targets.0.Arn"].ShouldBe($$"""{"Ref":"{{topic.Id}}"}""");
        rule["Targets.0.DeadLetterConfig.Arn"].ShouldNotBeNull();
    }

    [Fact]
    public void Only_The_Rule_Publishes_To_The_Events_Topic()
    {
        var topic = Stacks.Default.Of("AWS::SNS::Topic").Single(t => t.Path.Contains("/Events/", StringComparison.Ordinal));
        var policy = Stacks.Default.Of("AWS::SNS::TopicPolicy").Single(p => p["Topics"]!.Contains(topic.Id));
        var rule = Stacks.Default.Only("AWS::Events::Rule");

        policy.Properties["PolicyDocument"]!["Statement"]!.AsArray().Where(s => s!["Effect"]!.GetValue<string>() == "Allow").ShouldHaveSingleItem()!["Condition"]!.ToJsonString()
            .ShouldBe($$$$"""{"ArnEquals":{"aws:SourceArn":{"Fn::GetAtt":["{{{{rule.Id}}}}","Arn"]}}}""");
    }
}
