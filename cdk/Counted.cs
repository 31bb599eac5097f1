using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Onboarding.Functions.Diagnostics;
using Metric = Amazon.CDK.AWS.CloudWatch.Metric;
using Ours = Onboarding.Functions.Diagnostics.Metric;

namespace Onboarding.Cdk;

/// <summary>What the functions count, as CloudWatch finds it again: by <see cref="Metrics.Namespace"/> and the one dimension.</summary>
internal static class Counted
{
    public static Metric Sum(Ours metric, DeploySettings settings) => Of(metric, settings, "Sum");

    public static Metric Maximum(Ours metric, DeploySettings settings) => Of(metric, settings, "Maximum");

    /// <summary>All metrics whose names begin with a word, such as one for each code.</summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html: what is not a letter or a digit parts a name into words</remarks>
    public static MathExpression Every(Ours example, DeploySettings settings, string statistic) => new(new MathExpressionProps
    {
        Expression = $"SEARCH('{{{Metrics.Namespace},{Metrics.Dimension}}} {Metrics.Dimension}=\"{settings.Name}\" MetricName={example.Name.Split('.')[0]}', '{statistic}', 300)",
        UsingMetrics = new Dictionary<string, IMetric>(StringComparer.Ordinal),
        // CloudWatch names the lines by what it finds.
        Label = "",
        Period = Duration.Minutes(5),
    });

    private static Metric Of(Ours metric, DeploySettings settings, string statistic) => new(new MetricProps
    {
        Namespace = Metrics.Namespace,
        MetricName = metric.Name,
        DimensionsMap = new Dictionary<string, string>(StringComparer.Ordinal) { [Metrics.Dimension] = settings.Name },
        Statistic = statistic,
        Period = Duration.Minutes(5),
    });
}
