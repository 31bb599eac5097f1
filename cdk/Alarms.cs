using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>What an operator must be told: something failed that will not mend itself. Each alarm goes to the alarms' topic.</summary>
internal sealed class Alarms : Construct
{
    private readonly SnsAction _notify;

    public Alarms(Construct scope, string id, Notifications notifications, IReadOnlyList<FeatureFunction> functions, Api api, Table table, Outbox outbox, DeadLetters deadLetters)
        : base(scope, id)
    {
        _notify = new SnsAction(notifications.Alarms);
        foreach (var function in functions)
        {
            var name = function.Feature.Name;
            Add(name + "Errors", $"The function {name} failed: read its log.", function.Function.MetricErrors(PerFiveMinutes()), 1);
            Add(name + "Throttles", $"The function {name} was throttled: raise the account's concurrency.", function.Function.MetricThrottles(PerFiveMinutes()), 1);
        }

        Add("ServerErrors", "The API answered with 5xx.", api.Resource.MetricServerError(PerFiveMinutes()), 5);
        Add("TableReadThrottles", "The table throttled reads.", OfTable(table, "ReadThrottleEvents"), 1);
        Add("TableWriteThrottles", "The table throttled writes.", OfTable(table, "WriteThrottleEvents"), 1);
        Add("OutboxFailures", "An event could not be put on the bus.", outbox.Publisher.MetricFailed(PerFiveMinutes()), 1);
        foreach (var (queue, index) in deadLetters.All.Select((q, i) => (q, i)))
        {
            Add(
                $"DeadLetters{index + 1}",
                $"Asynchronous work was given up: look at the queue of {queue.Node.Path}.",
                queue.MetricApproximateNumberOfMessagesVisible(new MetricOptions { Statistic = "Maximum", Period = Duration.Minutes(5) }),
                1);
        }
    }

    private void Add(string id, string description, Metric metric, double threshold)
    {
        var alarm = new Alarm(this, id, new AlarmProps
        {
            AlarmDescription = description,
            Metric = metric,
            Threshold = threshold,
            ComparisonOperator = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            EvaluationPeriods = 1,
            // A quiet service has no data points: that is well.
            TreatMissingData = TreatMissingData.NOT_BREACHING,
            ActionsEnabled = true,
        });
        alarm.AddAlarmAction(_notify);
        alarm.AddOkAction(_notify);
    }

    private static Metric OfTable(Table table, string metric) => new(new MetricProps
    {
        Namespace = "AWS/DynamoDB",
        MetricName = metric,
        DimensionsMap = new Dictionary<string, string>(StringComparer.Ordinal) { ["TableName"] = table.Name },
        Statistic = "Sum",
        Period = Duration.Minutes(5),
    });

    private static MetricOptions PerFiveMinutes() => new() { Statistic = "Sum", Period = Duration.Minutes(5) };
}
