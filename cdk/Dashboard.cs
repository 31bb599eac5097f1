using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;
using CloudWatchDashboard = Amazon.CDK.AWS.CloudWatch.Dashboard;
using Ours = Onboarding.Functions.Diagnostics.Metric;

namespace Onboarding.Cdk;

/// <summary>One page for operators: is it used, is it fast, does it fail, is anything left over.</summary>
internal sealed class Dashboard : Construct
{
    public Dashboard(Construct scope, string id, DeploySettings settings, IReadOnlyList<FeatureFunction> functions, Api api, Table table, DeadLetters deadLetters)
        : base(scope, id)
    {
        var dashboard = new CloudWatchDashboard(this, "Dashboard", new DashboardProps { DefaultInterval = Duration.Days(1) });
        IMetric Counts(Ours metric) => Counted.Sum(metric, settings);
        dashboard.AddWidgets(
            Graph("Connections", Counts(Ours.Minted), Counts(Ours.Opened), Counts(Ours.Registered), Counts(Ours.Expired), Counts(Ours.Closed)),
            Graph("Health of connections", Counts(Ours.Degraded), Counts(Ours.Recovered), Counts(Ours.Reminded), Counts(Ours.NotEnforced), Counts(Ours.ConnectedElsewhere)));
        dashboard.AddWidgets(
            Graph("Refusals by code", Counted.Every(Ours.RefusedWith("code"), settings, "Sum"), Counts(Ours.Refused)),
            Graph("Verification, p99 by probe", Counted.Every(Ours.LatencyOf("probe"), settings, "p99")),
            Graph("Sweeps", Counted.Maximum(Ours.SweepLag, settings), Counts(Ours.SweepFailed), Counts(Ours.SweepUnreadable)),
            Graph("Faults of ours", Counts(Ours.RequestInvalid), Counts(Ours.FindingsDropped)));
        dashboard.AddWidgets(
            Graph("Requests", api.Resource.MetricCount(Sum()), api.Resource.MetricClientError(Sum()), api.Resource.MetricServerError(Sum())),
            Graph("Latency, p99", api.Resource.MetricLatency(P99()), api.Resource.MetricIntegrationLatency(P99())));
        dashboard.AddWidgets(
            Graph("Duration by function, p99", [.. functions.Select(f => f.Function.MetricDuration(P99()))]),
            Graph("Errors by function", [.. functions.Select(f => f.Function.MetricErrors(Sum()))]));
        dashboard.AddWidgets(
            Graph("Table: capacity", table.Resource.MetricConsumedReadCapacityUnits(Sum()), table.Resource.MetricConsumedWriteCapacityUnits(Sum())),
            Graph("Events and mails", Counts(Ours.Delivered), Counts(Ours.DeliveryFailed)),
            Graph("Given up", [.. deadLetters.All.Select(q => q.MetricApproximateNumberOfMessagesVisible(new MetricOptions { Statistic = "Maximum" }))]));
    }

    private static GraphWidget Graph(string title, params IMetric[] metrics) => new(new GraphWidgetProps { Title = title, Left = metrics, Width = metrics.Length > 3 ? 12 : 8 });

    private static MetricOptions Sum() => new() { Statistic = "Sum" };

    private static MetricOptions P99() => new() { Statistic = "p99" };
}
