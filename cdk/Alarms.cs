using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using Metric = Amazon.CDK.AWS.CloudWatch.Metric;
using Ours = Onboarding.Functions.Diagnostics.Metric;

namespace Onboarding.Cdk;

/// <summary>Alarms for operators about failures that don't recover automatically. Each alarm goes to the topic for alarms; <c>docs/operations.md</c> describes what to do.</summary>
internal sealed class Alarms : Construct
{
    private readonly SnsAction _notify;
    private readonly string _prefix;

    public Alarms(Construct scope, string id, DeploySettings settings, Notifications notifications, IReadOnlyList<FeatureFunction> functions, Api api, Table table, DeadLetters deadLetters, KeepAlive? keepAlive, Webhooks? webhooks)
        : base(scope, id)
    {
        (_notify, _prefix) = (new SnsAction(notifications.Alarms), settings.AlarmPrefix);
        foreach (var function in functions)
        {
            var name = function.Feature.Name;
            Add(name + "Errors", AlarmTexts.FunctionErrors, function.Function.MetricErrors(PerFiveMinutes()), 1);
            Add(name + "Throttles", AlarmTexts.FunctionThrottles, function.Function.MetricThrottles(PerFiveMinutes()), 1);
            if (function.Feature.Stream is not null)
                AddOfStream(function, settings);
        }

        Add("ServerErrors", AlarmTexts.ServerErrors, api.Resource.MetricServerError(PerFiveMinutes()), 5);
        Add("TableReadThrottles", AlarmTexts.TableReadThrottles, OfTable(table, "ReadThrottleEvents"), 1);
        Add("TableWriteThrottles", AlarmTexts.TableWriteThrottles, OfTable(table, "WriteThrottleEvents"), 1);
        foreach (var queue in deadLetters.All)
            Add("DeadLetters" + NameOf(queue), AlarmTexts.DeadLetters, queue.MetricApproximateNumberOfMessagesVisible(new MetricOptions { Statistic = "Maximum", Period = Duration.Minutes(5) }), 1);
        Add("RequestsInvalid", AlarmTexts.RequestsInvalid, Counted.Sum(Ours.RequestInvalid, settings), 1);
        Add("Refusals", AlarmTexts.Refusals, Counted.Sum(Ours.Refused, settings), 50);
        Add("ExternalIdNotEnforced", AlarmTexts.NotEnforced, Counted.Sum(Ours.NotEnforced, settings), 1);
        Add("ConnectedElsewhere", AlarmTexts.ConnectedElsewhere, Counted.Sum(Ours.ConnectedElsewhere, settings), 1);
        if (keepAlive is not null)
            Add("KeepAliveFailures", AlarmTexts.KeepAliveFailures, Of("AWS/Scheduler", "InvocationDroppedCount", ("ScheduleGroup", keepAlive.Group.Ref)), 1);
        AddOfSweeps(settings);
        if (webhooks is not null)
            AddOfWebhooks(webhooks, settings);
        _ = new Recoveries(this, "Recoveries", settings, notifications);
    }

    private void AddOfStream(FeatureFunction function, DeploySettings settings)
    {
        var name = function.Feature.Name;
        // In milliseconds: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
        Add(name + "Lag", AlarmTexts.StreamLag, function.Function.Metric("IteratorAge", new MetricOptions { Statistic = "Maximum", Period = Duration.Minutes(5) }), 15 * 60 * 1000);
        // Missing data is the failure: every scheduled sweep sends a heartbeat through the stream.
        Add(name + "Stopped", AlarmTexts.StreamStopped, Counted.Sum(Ours.HeartbeatsOf(name), settings), 1, periods: 3, ComparisonOperator.LESS_THAN_THRESHOLD, TreatMissingData.BREACHING);
    }

    private void AddOfWebhooks(Webhooks webhooks, DeploySettings settings)
    {
        Add("WebhookSecretMissing", AlarmTexts.WebhookSecretMissing, Counted.Sum(Ours.WebhookSecretMissing, settings), 1);
        // In seconds: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
        Add("WebhooksWaiting", AlarmTexts.WebhooksWaiting, webhooks.Queue.MetricApproximateAgeOfOldestMessage(new MetricOptions { Statistic = "Maximum", Period = Duration.Minutes(5) }), 60 * 60);
    }

    private void AddOfSweeps(DeploySettings settings)
    {
        Add("SweepLag", AlarmTexts.SweepLag, Counted.Maximum(Ours.SweepLag, settings), 900);
        Add("SweepFailures", AlarmTexts.SweepFailures, Counted.Sum(Ours.SweepFailed, settings), 1, periods: 3);
        Add("SweepUnreadable", AlarmTexts.SweepUnreadable, Counted.Sum(Ours.SweepUnreadable, settings), 1);
        // Missing data is the failure: a sweep counts itself even when nothing was due.
        Add("SweepMissed", AlarmTexts.SweepMissed, Counted.Sum(Ours.Sweeps, settings), 1, periods: 3, ComparisonOperator.LESS_THAN_THRESHOLD, TreatMissingData.BREACHING);
    }

    private void Add(
        string id,
        Text description,
        IMetric metric,
        double threshold,
        int periods = 1,
        ComparisonOperator comparison = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        // A quiet service has no data points, which is fine.
        TreatMissingData missing = TreatMissingData.NOT_BREACHING)
    {
        var alarm = new Alarm(this, id, new AlarmProps
        {
            AlarmName = _prefix + id,
            AlarmDescription = $"{description.English}\n{description.Japanese}",
            Metric = metric,
            Threshold = threshold,
            ComparisonOperator = comparison,
            EvaluationPeriods = periods,
            TreatMissingData = missing,
            ActionsEnabled = true,
        });
        alarm.AddAlarmAction(_notify);
    }

    // By its path in the stack, so that a new queue doesn't change the alarms of others.
    private static string NameOf(Construct queue) =>
        string.Concat(queue.Node.Path.Split('/')[1..].Select(p => char.ToUpperInvariant(p[0]) + p[1..]));

    // A metric without events has no data point, and a sum with it would have none either.
    private static MathExpression Sum(Dictionary<string, IMetric> metrics) => new(new MathExpressionProps
    {
        Expression = string.Join(" + ", metrics.Keys.Select(m => $"FILL({m}, 0)")),
        UsingMetrics = metrics,
        Label = string.Join(" + ", metrics.Keys),
        Period = Duration.Minutes(5),
    });

    // A table's own metric doesn't include its indexes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html.
    private static MathExpression OfTable(Table table, string metric)
    {
        const string Service = "AWS/DynamoDB";
        var all = new Dictionary<string, IMetric>(StringComparer.Ordinal) { ["table"] = Of(Service, metric, ("TableName", table.Name)) };
        foreach (var index in TableSchema.Indexes.Select(i => i.Name))
            all[index] = Of(Service, metric, ("TableName", table.Name), ("GlobalSecondaryIndexName", index));
        return Sum(all);
    }

    private static Metric Of(string service, string metric, params (string Name, string Value)[] dimensions) => new(new MetricProps
    {
        Namespace = service,
        MetricName = metric,
        DimensionsMap = dimensions.ToDictionary(d => d.Name, d => d.Value, StringComparer.Ordinal),
        Statistic = "Sum",
        Period = Duration.Minutes(5),
    });

    private static MetricOptions PerFiveMinutes() => new() { Statistic = "Sum", Period = Duration.Minutes(5) };
}
