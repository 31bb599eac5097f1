using System.Text.Json.Nodes;

namespace Onboarding.Cdk.Tests;

/// <summary>The way of events to the vendor's webhook, where the deployment has one.</summary>
public sealed class WebhookTests
{
    private static StackTemplate Stack => Stacks.Of(Stacks.WithWebhook);

    private static Resource Queue => Stack.Of("AWS::SQS::Queue").Single(q => q.Path.EndsWith("/Webhooks/Queue/Resource", StringComparison.Ordinal));

    [Fact]
    public void Without_An_Address_There_Is_Nothing_Of_It()
    {
        Stacks.Default.All.ShouldNotContain(r => r.Path.Contains("/Webhooks/", StringComparison.Ordinal) || r.Path.Contains("/webhooks/", StringComparison.Ordinal));
        Stacks.Default.Json.ShouldNotContain("WEBHOOK_");
    }

    [Fact]
    public void A_Message_Is_Tried_For_24_Hours_And_Then_Kept()
    {
        var undelivered = Stack.Of("AWS::SQS::Queue").Single(q => q.Path.EndsWith("/Webhooks/Undelivered/Resource", StringComparison.Ordinal));
        var tries = int.Parse(Queue["RedrivePolicy.maxReceiveCount"]!);
        var pause = int.Parse(Queue["VisibilityTimeout"]!);

        ((tries - 1) * pause).ShouldBe(24 * 60 * 60);
        // AWS asks for six times the function's time-out.
        pause.ShouldBeGreaterThanOrEqualTo(6 * int.Parse(Stack.Function("webhooks")["Timeout"]!));
        int.Parse(Queue["MessageRetentionPeriod"]!).ShouldBeGreaterThan(24 * 60 * 60);
        Queue["RedrivePolicy.deadLetterTargetArn"].ShouldBe($$"""{"Fn::GetAtt":["{{undelivered.Id}}","Arn"]}""");
        Stack.Of("AWS::CloudWatch::Alarm").Select(a => a["AlarmName"]).ShouldContain(name => name == "\"Onboarding-DeadLettersWebhooksUndelivered\"");
    }

    [Fact]
    public void Failures_Are_Reported_Per_Message_And_At_Most_Five_Run_Concurrently()
    {
        var mapping = Stack.Of("AWS::Lambda::EventSourceMapping").Single(m => m.Path.Contains("/Webhooks/", StringComparison.Ordinal));
        mapping["FunctionResponseTypes"].ShouldBe("""["ReportBatchItemFailures"]""");
        mapping["ScalingConfig"].ShouldBe("""{"MaximumConcurrency":5}""");
        mapping["EventSourceArn"].ShouldBe($$"""{"Fn::GetAtt":["{{Queue.Id}}","Arn"]}""");
    }

    [Fact]
    [Trait("Threat", "T49")]
    public void The_Function_Reaches_Its_Queue_And_Its_Secret_And_Nothing_Else()
    {
        var policy = Stack.Of("AWS::IAM::Policy").Single(p => p.Path.Contains("/webhooks/Role/", StringComparison.Ordinal));
        var statements = policy.Properties["PolicyDocument"]!["Statement"]!.AsArray().Select(s => (Actions(s!["Action"]!), s["Resource"]!.ToJsonString())).ToList();

        statements.SelectMany(s => s.Item1).Order(StringComparer.Ordinal).ShouldBe(
        [
            "logs:CreateLogStream", "logs:PutLogEvents", "secretsmanager:GetSecretValue", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage",
            "xray:PutTelemetryRecords", "xray:PutTraceSegments",
        ]);
        statements.Single(s => s.Item1.Contains("secretsmanager:GetSecretValue")).Item2.ShouldBe("\"arn:aws:secretsmanager:eu-west-1:111122223333:secret:webhook-AbCdEf\"");
        statements.Single(s => s.Item1.Contains("sqs:ReceiveMessage")).Item2.ShouldBe($$"""{"Fn::GetAtt":["{{Queue.Id}}","Arn"]}""");
    }

    [Fact]
    public void Only_That_Function_Knows_The_Address()
    {
        Stack.Function("webhooks")["Environment.Variables.WEBHOOK_URL"].ShouldBe("\"https://hooks.example.com/onboarding\"");
        Stack.Of("AWS::Lambda::Function").Count(f => f.Node.ToJsonString().Contains("WEBHOOK_", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void Only_The_Buss_Rule_Sends_To_The_Queue()
    {
        var rule = Stack.Of("AWS::Events::Rule").Single(r => r.Path.Contains("/Webhooks/", StringComparison.Ordinal));
        rule["EventPattern"].ShouldBe("""{"source":["onboarding"]}""");
        var policy = Stack.Of("AWS::SQS::QueuePolicy").Single(p => p.Path.Contains("/Webhooks/Queue/", StringComparison.Ordinal));
        var allowed = policy.Properties["PolicyDocument"]!["Statement"]!.AsArray().Single(s => s!["Effect"]!.GetValue<string>() == "Allow")!;
        allowed["Condition"]!.ToJsonString().ShouldBe($$$$"""{"ArnEquals":{"aws:SourceArn":{"Fn::GetAtt":["{{{{rule.Id}}}}","Arn"]}}}""");
        allowed["Principal"]!.ToJsonString().ShouldBe("""{"Service":"events.amazonaws.com"}""");
    }

    [Fact]
    public void Two_Sweepers_Have_A_Half_Each() => Stack.Of("AWS::Scheduler::Schedule").Select(s => s["Target.Input"]!).Where(i => i.Contains("scheduled-time", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(i => JsonNode.Parse(JsonNode.Parse(i)!.GetValue<string>())!.ToJsonString())
        .ShouldBe(["""{"time":"\u003Caws.scheduler.scheduled-time\u003E","part":0,"of":2}""", """{"time":"\u003Caws.scheduler.scheduled-time\u003E","part":1,"of":2}"""]);

    private static string[] Actions(JsonNode action) => action is JsonArray list ? [.. list.Select(a => a!.GetValue<string>())] : [action.GetValue<string>()];
}
