using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;
using CloudWatchDashboard = Amazon.CDK.AWS.CloudWatch.Dashboard;

namespace Onboarding.Cdk;

/// <summary>One page for operators: is it used, is it fast, does it fail, is anything left over.</summary>
internal sealed class Dashboard : Construct
{
    public Dashboard(Construct scope, string id, IReadOnlyList<FeatureFunction> functions, Api api, Table table, Outbox outbox, DeadLetters deadLetters)
        : base(scope, id)
    {
        var dashboard = new CloudWatchDashboard(this, "Dashboard", new DashboardProps { DefaultInterval = Duration.Days(1) });
        dashboard.AddWidgets(
            Graph("Requests", api.Resource.MetricCount(Sum()), api.Resource.MetricClientError(Sum()), api.Resource.MetricServerError(Sum())),
            Graph("Latency, p99", api.Resource.MetricLatency(P99()), api.Resource.MetricIntegrationLatency(P99())));
        dashboard.AddWidgets(
            Graph("Duration by function, p99", [.. functions.Select(f => f.Function.MetricDuration(P99()))]),
            Graph("Errors by function", [.. functions.Select(f => f.Function.MetricErrors(Sum()))]));
        dashboard.AddWidgets(
            Graph("Table: capacity", table.Resource.MetricConsumedReadCapacityUnits(Sum()), table.Resource.MetricConsumedWriteCapacityUnits(Sum())),
            Graph("Outbox", outbox.Publisher.MetricSucceeded(Sum()), outbox.Publisher.MetricFailed(Sum())),
            Graph("Given up", [.. deadLetters.All.Select(q => q.MetricApproximateNumberOfMessagesVisible(new MetricOptions { Statistic = "Maximum" }))]));
    }

    private static GraphWidget Graph(string title, params Metric[] metrics) => new(new GraphWidgetProps { Title = title, Left = metrics, Width = metrics.Length > 3 ? 12 : 8 });

    private static MetricOptions Sum() => new() { Statistic = "Sum" };

    private static MetricOptions P99() => new() { Statistic = "p99" };
}
