namespace Onboarding.Cdk.Tests;

/// <summary>The way of an event from the table to the bus, and of its mail to the topic.</summary>
public sealed class OutboxTests
{
    [Theory]
    [InlineData("publisher")]
    [InlineData("mailer")]
    public void A_Function_Gets_Event_Inserts_From_The_Tables_Stream_And_Abandoned_Ones_Are_Kept(string feature)
    {
        var mapping = Mapping(feature);
        var alias = Stacks.Default.Of("AWS::Lambda::Alias").Single(a => a.Path.Contains($"/{feature}/", StringComparison.Ordinal));
        var undelivered = Stacks.Default.Of("AWS::SQS::Queue").Single(q => q.Path.Contains($"/{feature}Undelivered/", StringComparison.Ordinal));

        mapping["EventSourceArn"].ShouldBe($$"""{"Fn::GetAtt":["{{Stacks.Default.Only("AWS::DynamoDB::Table").Id}}","StreamArn"]}""");
        mapping["FunctionName"].ShouldBe($$"""{"Ref":"{{alias.Id}}"}""");
        mapping.Properties["FilterCriteria"]!["Filters"]!.AsArray().ShouldHaveSingleItem()!["Pattern"]!.GetValue<string>()
            .ShouldBe("""{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"EVENT#"}]}}}}""");
        mapping["StartingPosition"].ShouldBe("\"TRIM_HORIZON\"");
        mapping["FunctionResponseTypes"].ShouldBe("""["ReportBatchItemFailures"]""");
        mapping["BisectBatchOnFunctionError"].ShouldBe("true");
        (mapping["BatchSize"], mapping["MaximumRetryAttempts"], mapping["MaximumRecordAgeInSeconds"]).ShouldBe(("10", "30", "72000"));
        mapping["DestinationConfig.OnFailure.Destination"].ShouldBe($$"""{"Fn::GetAtt":["{{undelivered.Id}}","Arn"]}""");
    }

    [Fact]
    public void A_Mapping_Is_Made_After_The_Policy_That_It_Needs()
    {
        foreach (var feature in Stacks.Functions.Where(f => f.Stream is not null))
        {
            var policy = Stacks.Default.Of("AWS::IAM::Policy").Single(p => p.Path.Contains($"/{feature.Name}/", StringComparison.Ordinal));

            Mapping(feature.Name).Node["DependsOn"]!.AsArray().Select(d => d!.GetValue<string>()).ShouldContain(policy.Id, StringComparer.Ordinal);
        }
    }

    [Fact]
    public void An_Abandoned_Delivery_Leaves_A_Message_Before_The_Stream_Drops_It() =>
        Stacks.Functions.Where(f => f.Stream is not null).ShouldAllBe(f => f.Stream!.MaximumRecordAgeSeconds < 24 * 60 * 60);

    [Fact]
    public void Events_Go_To_The_Bus_And_Are_Archived()
    {
        var bus = Stacks.Default.Only("AWS::Events::EventBus");

        Stacks.Default.Only("AWS::Events::Archive")["RetentionDays"].ShouldBe("90");
        Stacks.Default.Only("AWS::Events::Archive")["EventPattern"].ShouldBe("""{"source":["onboarding"]}""");
        Stacks.Default.Function("publisher")["Environment.Variables.EVENT_BUS_NAME"].ShouldBe($$"""{"Ref":"{{bus.Id}}"}""");
        Stacks.Default.Of("AWS::Events::Rule").ShouldAllBe(r => r.Path.Contains("/Recoveries/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AWS::Pipes::Pipe")]
    [InlineData("AWS::StepFunctions::StateMachine")]
    [InlineData("AWS::Logs::ResourcePolicy")]
    public void Nothing_Is_Deployed_That_Not_Every_Region_Has(string type) => Stacks.Full.Of(type).ShouldBeEmpty();

    [Fact]
    public void Only_The_Mailer_Publishes_To_The_Events_Topic_And_With_Its_Key()
    {
        var topic = Stacks.Full.Of("AWS::SNS::Topic").Single(t => t.Path.Contains("/Events/", StringComparison.Ordinal));
        var key = Stacks.Full.Only("AWS::KMS::Key").Id;
        var role = Stacks.Full.Of("AWS::IAM::Role").Single(r => r.Path.Contains("/mailer/", StringComparison.Ordinal)).Id;

        Stacks.Full.Function("mailer")["Environment.Variables.EVENTS_TOPIC_ARN"].ShouldBe($$"""{"Ref":"{{topic.Id}}"}""");
        Stacks.Full.Of("AWS::SNS::TopicPolicy").Single(p => p["Topics"]!.Contains(topic.Id)).Properties["PolicyDocument"]!["Statement"]!.AsArray()
            .Select(s => (s!["Effect"]!.GetValue<string>(), s["Principal"]!.ToJsonString()))
            .ShouldBe([("Deny", "\"*\""), ("Allow", $$$"""{"AWS":{"Fn::GetAtt":["{{{role}}}","Arn"]}}""")], ignoreOrder: true);
        Stacks.Full.Of("AWS::IAM::Policy").SelectMany(p => p.Properties["PolicyDocument"]!["Statement"]!.AsArray())
            .Where(s => s!["Action"]!.ToJsonString().Contains("sns:Publish", StringComparison.Ordinal)).ShouldHaveSingleItem()!["Resource"]!.ToJsonString().ShouldBe($$"""{"Ref":"{{topic.Id}}"}""");
        Stacks.Full.Of("AWS::IAM::Policy").Single(p => p.Path.Contains("/mailer/", StringComparison.Ordinal))["PolicyDocument.Statement"]!
            .ShouldContain($$$"""{"Action":["kms:Decrypt","kms:GenerateDataKey*"],"Effect":"Allow","Resource":{"Fn::GetAtt":["{{{key}}}","Arn"]}}""");
    }

    private static Resource Mapping(string feature) =>
        Stacks.Default.Of("AWS::Lambda::EventSourceMapping").Single(m => m.Path.EndsWith($"/Streams/{feature}", StringComparison.Ordinal));
}
