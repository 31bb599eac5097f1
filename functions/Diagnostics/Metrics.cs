using System.Text.Json;

namespace Onboarding.Functions.Diagnostics;

/// <summary>What CloudWatch learns of an invocation: it reads the metrics out of one line of the log, which is written when the invocation is over.</summary>
/// <remarks>
/// The embedded metric format: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html.
/// A line gives each of its dimensions one value, so values that can occur several times in an invocation, a code or a probe, are in the metric's name.
/// </remarks>
internal static class Metrics
{
    /// <summary>Where all metrics of the product stand, whatever the brand.</summary>
    public const string Namespace = "Onboarding";

    /// <summary>The one dimension: the brand, with its stage where it has one, and so the stack. Two of them in one account do not mix, and no tenant becomes a metric to be paid for.</summary>
    public const string Dimension = "Brand";

    /// <summary>The maximum number of values of a metric in a line.</summary>
    private const int ValuesInALine = 100;

    // Belongs to the invocation that this code runs in, across awaits and concurrent tasks.
    private static readonly AsyncLocal<Tally?> s_tally = new();

    /// <summary>Writes after each invocation what was counted in it, also when it failed.</summary>
    public static Handler Around(Handler handler, string brand, TimeProvider time) => (lambdaEvent, invocation, cancellation) =>
    {
        var tally = new Tally(time);
        s_tally.Value = tally;
        try
        {
            return handler(lambdaEvent, invocation, cancellation);
        }
        finally
        {
            Write(tally.All, brand, time.GetUtcNow());
        }
    };

    /// <summary>Counts; outside of an invocation there is nothing to count for.</summary>
    public static void Add(Metric metric, long count = 1) => s_tally.Value?.Count(metric, count);

    /// <summary>Counts a refusal, and its code.</summary>
    public static void Refused(Refusal refusal)
    {
        Add(Metric.Refused);
        Add(Metric.RefusedWith(refusal.Error.Code));
    }

    /// <summary>Measures how long a probe takes, until what comes back is disposed of.</summary>
    public static Measurement Measure(string probe) => new(s_tally.Value, Metric.LatencyOf(probe));

    // The time is the machine's: CloudWatch uses it as the time of measurement, and alarms evaluate the last minutes.
    // Lists of classes and plain loops: generics over structs would be compiled at the first invocation, before it is answered.
    private static void Write(List<Series> all, string brand, DateTimeOffset now)
    {
        for (var from = 0; all.FindAll(s => s.Values.Count > from) is { Count: > 0 } part; from += ValuesInALine)
        {
            var first = from;
            Log.WriteLine("INFO", "Metrics", json => WriteMembers(json, part, first, brand, now));
        }
    }

    private static void WriteMembers(Utf8JsonWriter json, List<Series> part, int first, string brand, DateTimeOffset now)
    {
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", now.ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        json.WriteStartObject();
        json.WriteString(nameof(Namespace), Namespace);
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        json.WriteStringValue(Dimension);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var metric in part.ConvertAll(static s => s.Metric))
        {
            json.WriteStartObject();
            json.WriteString(nameof(metric.Name), metric.Name);
            json.WriteString(nameof(metric.Unit), metric.Unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString(Dimension, brand);
        foreach (var series in part)
        {
            json.WriteStartArray(series.Metric.Name);
            for (var i = first; i < Math.Min(first + ValuesInALine, series.Values.Count); i++)
                json.WriteNumberValue(series.Values[i]);
            json.WriteEndArray();
        }
    }

    /// <summary>A probe on its way.</summary>
    internal readonly struct Measurement(Tally? tally, Metric metric) : IDisposable
    {
        private readonly long _start = tally?.Now ?? 0;

        public void Dispose() => tally?.Took(metric, _start);
    }

    /// <summary>What was counted and measured in one invocation so far, possibly by several threads.</summary>
    internal sealed class Tally(TimeProvider time)
    {
        private readonly Lock _lock = new();
        private readonly List<Series> _all = [];

        public long Now => time.GetTimestamp();

        /// <summary>A copy, by name.</summary>
        public List<Series> All
        {
            get
            {
                lock (_lock)
                {
                    var all = _all.ConvertAll(static s => new Series(s.Metric, [.. s.Values]));
                    all.Sort(static (one, other) => string.CompareOrdinal(one.Metric.Name, other.Metric.Name));
                    return all;
                }
            }
        }

        public void Count(Metric metric, long count)
        {
            lock (_lock)
            {
                var values = ValuesOf(metric);
                if (values.Count == 0)
                    values.Add(count);
                else
                    values[0] += count;
            }
        }

        public void Took(Metric metric, long start)
        {
            var milliseconds = Math.Round(time.GetElapsedTime(start).TotalMilliseconds, 1);
            lock (_lock)
                ValuesOf(metric).Add(milliseconds);
        }

        private List<double> ValuesOf(Metric metric)
        {
            if (_all.Find(s => s.Metric == metric) is { } series)
                return series.Values;
            var first = new Series(metric, []);
            _all.Add(first);
            return first.Values;
        }
    }

    /// <summary>A metric's values in one invocation.</summary>
    internal sealed class Series(Metric metric, List<double> values)
    {
        public Metric Metric => metric;

        public List<double> Values => values;
    }
}
