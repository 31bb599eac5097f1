using System.Text.Json.Nodes;
using Onboarding.Functions.Diagnostics;

namespace Onboarding.Cdk.Tests;

/// <summary>What operators are notified of, and that they find out what to do.</summary>
public sealed class AlarmTests
{
    [Fact]
    public void Every_Alarm_Sends_A_Mail_When_It_Starts()
    {
        var topic = Stacks.Default.Of("AWS::SNS::Topic").Single(t => t.Path.Contains("/Alarms/", StringComparison.Ordinal));

        Alarms.ShouldAllBe(a => a["AlarmActions"] == $$"""[{"Ref":"{{topic.Id}}"}]""");
        Alarms.Select(NameOf).Distinct(StringComparer.Ordinal).Count().ShouldBe(Alarms.Count);
    }

    [Fact]
    public void An_Alarm_That_Is_Over_Sends_A_Mail_And_A_New_One_That_Was_Never_On_Does_Not()
    {
        var topic = Stacks.Default.Of("AWS::SNS::Topic").Single(t => t.Path.Contains("/Alarms/", StringComparison.Ordinal));
        var rule = Stacks.Default.Of("AWS::Events::Rule").Single(r => r.Path.Contains("/Recoveries/", StringComparison.Ordinal));

        Alarms.ShouldAllBe(a => a["OKActions"] == null);
        rule["EventBusName"].ShouldBeNull();
        rule["EventPattern"].ShouldBe(
            """{"source":["aws.cloudwatch"],"detail-type":["CloudWatch Alarm State Change"],"detail":{"alarmName":[{"prefix":"Onboarding-"}],"previousState":{"value":["ALARM"]},"state":{"value":["OK"]}}}""");
        rule["Targets.0.Arn"].ShouldBe($$"""{"Ref":"{{topic.Id}}"}""");
        var allowed = Stacks.Default.Of("AWS::SNS::TopicPolicy").Single(p => p["Topics"]!.Contains(topic.Id)).Properties["PolicyDocument"]!["Statement"]!.AsArray()
            .Single(s => s!["Principal"] is JsonObject principal && principal["Service"]?.GetValue<string>() == "events.amazonaws.com")!;
        (allowed["Action"]!.GetValue<string>(), allowed["Resource"]!.ToJsonString()).ShouldBe(("sns:Publish", $$"""{"Ref":"{{topic.Id}}"}"""));
        allowed["Condition"]!.ToJsonString().ShouldBe($$$$"""{"ArnEquals":{"aws:SourceArn":{"Fn::GetAtt":["{{{{rule.Id}}}}","Arn"]}}}""");
    }

    [Fact]
    public void An_Alarm_That_Is_Over_Reaches_An_Encrypted_Topic_Too() =>
        Stacks.Full.Only("AWS::KMS::Key")["KeyPolicy.Statement"]!.ShouldContain(
            """{"Action":["kms:Decrypt","kms:GenerateDataKey*"],"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Resource":"*","Sid":"EventRules"}""");

    [Fact]
    public void A_Daily_Run_That_Scheduler_Gave_Up_Raises_An_Alarm()
    {
        var alarm = Alarms.Single(a => NameOf(a) == "KeepAliveFailures");
        var group = Stacks.Default.Only("AWS::Scheduler::ScheduleGroup");

        (alarm["Namespace"], alarm["MetricName"], alarm["Dimensions"]).ShouldBe(
            ("\"AWS/Scheduler\"", "\"InvocationDroppedCount\"", $$$"""[{"Name":"ScheduleGroup","Value":{"Ref":"{{{group.Id}}}"}}]"""));
        Stacks.Default.Of("AWS::Scheduler::Schedule").Where(s => s.Path.Contains("/KeepAlive/", StringComparison.Ordinal))
            .ShouldAllBe(s => s["GroupName"] == $$"""{"Ref":"{{group.Id}}"}""");
    }

    [Theory]
    [InlineData("| alarm | what it means | what to do |", 0)]
    [InlineData("| アラーム | 意味 | 対応 |", 1)]
    public void Every_Alarm_Is_Explained_With_The_Words_Of_Its_Mail(string header, int language)
    {
        var rows = File.ReadLines(Repository.PathOf("docs", "operations.md")).SkipWhile(l => l != header).Skip(2).TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToList();

        rows.Select(r => (r[1].Trim('`'), r[2])).Order()
            .ShouldBe(Alarms.Select(a => (KindOf(NameOf(a)), Description(a).Split('\n')[language])).Distinct().Order());
        rows.ShouldAllBe(r => r[3].Length > 0);
    }

    [Fact]
    public void Every_Function_Every_Queue_And_Every_Sweep_Is_Watched() => Alarms.Select(NameOf).Order(StringComparer.Ordinal).ShouldBe(
        Stacks.Functions.SelectMany(f => new[] { f.Name + "Errors", f.Name + "Throttles" }).Concat(
        [
            "ConnectedElsewhere", "DeadLettersSchedulesSweeperMissed", "DeadLettersStreamsMailerUndelivered", "DeadLettersStreamsPublisherUndelivered", "ExternalIdNotEnforced", "KeepAliveFailures",
            "mailerLag", "mailerStopped", "publisherLag", "publisherStopped", "Refusals",
            "RequestsInvalid", "ServerErrors", "SweepFailures", "SweepLag", "SweepMissed", "SweepUnreadable", "TableReadThrottles", "TableWriteThrottles",
        ]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("SweepLag", "SweepLag", "Maximum", "GreaterThanOrEqualToThreshold", "900", "notBreaching")]
    [InlineData("ConnectedElsewhere", "ConnectedElsewhere", "Sum", "GreaterThanOrEqualToThreshold", "1", "notBreaching")]
    [InlineData("SweepMissed", "Sweeps", "Sum", "LessThanThreshold", "1", "breaching")]
    [InlineData("publisherStopped", "Heartbeats.publisher", "Sum", "LessThanThreshold", "1", "breaching")]
    [InlineData("mailerStopped", "Heartbeats.mailer", "Sum", "LessThanThreshold", "1", "breaching")]
    [InlineData("SweepUnreadable", "SweepUnreadable", "Sum", "GreaterThanOrEqualToThreshold", "1", "notBreaching")]
    [InlineData("ExternalIdNotEnforced", "ExternalIdNotEnforced", "Sum", "GreaterThanOrEqualToThreshold", "1", "notBreaching")]
    [InlineData("RequestsInvalid", "RequestInvalid", "Sum", "GreaterThanOrEqualToThreshold", "1", "notBreaching")]
    [InlineData("Refusals", "Refused", "Sum", "GreaterThanOrEqualToThreshold", "50", "notBreaching")]
    public void Alarms_Use_The_Metrics_That_The_Functions_Write(string name, string metric, string statistic, string comparison, string threshold, string missing)
    {
        var alarm = Alarms.Single(a => NameOf(a) == name);

        (alarm["Namespace"], alarm["MetricName"], alarm["Dimensions"]).ShouldBe(("\"Onboarding\"", $"\"{metric}\"", """[{"Name":"Brand","Value":"Onboarding"}]"""));
        (alarm["Statistic"], alarm["ComparisonOperator"], alarm["Threshold"], alarm["TreatMissingData"]).ShouldBe(($"\"{statistic}\"", $"\"{comparison}\"", threshold, $"\"{missing}\""));
        Metrics.Namespace.ShouldBe("Onboarding");
    }

    [Theory]
    [InlineData("TableReadThrottles", "ReadThrottleEvents")]
    [InlineData("TableWriteThrottles", "WriteThrottleEvents")]
    public void A_Throttled_Index_Is_A_Throttled_Table(string name, string metric)
    {
        var metrics = Alarms.Single(a => NameOf(a) == name).Properties["Metrics"]!.AsArray();

        metrics.Single(m => m!["Expression"] is not null)!["Expression"]!.GetValue<string>().ShouldBe("FILL(table, 0) + FILL(group, 0) + FILL(due, 0) + FILL(state, 0) + FILL(tenant, 0) + FILL(awsAccount, 0) + FILL(connection, 0) + FILL(census, 0)");
        var watched = metrics.Where(m => m!["MetricStat"] is not null).Select(m => m!["MetricStat"]!["Metric"]!).ToList();
        watched.ShouldAllBe(m => m["MetricName"]!.GetValue<string>() == metric);
        watched.SelectMany(m => m["Dimensions"]!.AsArray()).Where(d => d!["Name"]!.GetValue<string>() == "GlobalSecondaryIndexName").Select(d => d!["Value"]!.GetValue<string>())
            .Order(StringComparer.Ordinal).ShouldBe(["awsAccount", "census", "connection", "due", "group", "state", "tenant"]);
    }

    [Fact]
    public void The_Dashboard_Shows_Every_Code_And_Every_Probe_As_They_Come()
    {
        var body = string.Concat(Stacks.Full.Only("AWS::CloudWatch::Dashboard").Properties["DashboardBody"]!["Fn::Join"]![1]!.AsArray().Select(p => p is JsonValue text ? text.GetValue<string>() : "?"));
        var expressions = JsonNode.Parse(body)!["widgets"]!.AsArray().SelectMany(w => w!["properties"]!["metrics"]!.AsArray())
            .Select(m => m!.AsArray()[0]).OfType<JsonObject>().Select(o => o["expression"]!.GetValue<string>());

        expressions.ShouldBe(
        [
            "SEARCH('{Onboarding,Brand} Brand=\"Acme\" MetricName=Refused', 'Sum', 300)",
            "SEARCH('{Onboarding,Brand} Brand=\"Acme\" MetricName=Latency', 'p99', 300)",
        ]);
    }

    private static IReadOnlyList<Resource> Alarms => Stacks.Default.Of("AWS::CloudWatch::Alarm");

    private static string NameOf(Resource alarm) => alarm.Properties["AlarmName"]!.GetValue<string>()["Onboarding-".Length..];

    private static string Description(Resource alarm) => alarm.Properties["AlarmDescription"]!.GetValue<string>();

    private static string KindOf(string name) =>
        Stacks.Functions.FirstOrDefault(f => name.StartsWith(f.Name, StringComparison.Ordinal)) is { } feature ? "<function>" + name[feature.Name.Length..] : name;
}
