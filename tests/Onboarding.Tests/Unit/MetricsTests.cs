using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Onboarding.Functions.Diagnostics;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Refusals;

namespace Onboarding.Tests.Unit;

/// <summary>What CloudWatch reads out of the log, held against the embedded metric format.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html</remarks>
public sealed class MetricsTests
{
    private static readonly Listener s_log = new();
    private static readonly string[] s_units = ["Count", "Milliseconds", "Seconds"];

    [Fact]
    public async Task Everything_That_Was_Counted_In_An_Invocation_Is_One_Line()
    {
        var line = (await InvokeAsync(async () =>
        {
            Metrics.Add(Metric.Minted);
            await Task.Yield();
            Metrics.Add(Metric.Minted);
            Metrics.Refused(new Refusal(Errors.ExternalIdMismatch));
            using (Metrics.Measure("assume-role"))
                await Task.Yield();
        })).ShouldHaveSingleItem();

        ShouldBeEmbeddedMetrics(line);
        line["Minted"]!.ToJsonString().ShouldBe("[2]");
        line["Refused"]!.ToJsonString().ShouldBe("[1]");
        line["Refused.external-id-mismatch"]!.ToJsonString().ShouldBe("[1]");
        line["Latency.assume-role"]!.AsArray().ShouldHaveSingleItem()!.GetValue<double>().ShouldBeInRange(0, 60_000);
        line.Select(m => m.Key).Where(k => k is not "traceId").ShouldBe(
            ["timestamp", "level", "message", "_aws", "Brand", "Latency.assume-role", "Minted", "Refused", "Refused.external-id-mismatch"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_Sweep_Says_What_It_Came_To_Also_When_That_Was_Nothing()
    {
        var report = new SweepReport(9, 8, 3, More: false, LagSeconds: 901, new(StringComparer.Ordinal)
        {
            [SweepOutcome.Failed] = 2, [SweepOutcome.Unreadable] = 1, [SweepOutcome.Reminded] = 3, [SweepOutcome.Expired] = 1, [SweepOutcome.Closed] = 1, [SweepOutcome.DoneByAnother] = 1,
        });

        Values(await InvokeAsync(() => Swept(report))).ShouldBe("Closed=1 Expired=1 Reminded=3 SweepFailed=2 SweepLag=901 SweepUnreadable=1 Sweeps=1");
        Values(await InvokeAsync(() => Swept(new SweepReport(0, 0, 0, More: false, 0, new(StringComparer.Ordinal))))).ShouldBe("Closed=0 Expired=0 Reminded=0 SweepFailed=0 SweepLag=0 SweepUnreadable=0 Sweeps=1");
    }

    [Fact]
    public async Task What_Was_Counted_Before_An_Invocation_Failed_Is_Not_Lost() =>
        Values(await InvokeAsync(() =>
        {
            Metrics.Add(Metric.Registered);
            throw new InvalidOperationException("for the test");
        })).ShouldBe("Registered=1");

    [Fact]
    public async Task Where_Nothing_Was_Counted_Nothing_Is_Written() => (await InvokeAsync(() => Task.CompletedTask)).ShouldBeEmpty();

    [Fact]
    public async Task A_Line_Has_At_Most_A_Hundred_Values_Of_A_Metric()
    {
        var lines = await InvokeAsync(() => Parallel.ForAsync(0, 201, (_, _) =>
        {
            Metrics.Measure("get-role").Dispose();
            Metrics.Add(Metric.Degraded);
            return ValueTask.CompletedTask;
        }));

        lines.ForEach(ShouldBeEmbeddedMetrics);
        lines.Select(l => l["Latency.get-role"]!.AsArray().Count).ShouldBe([100, 100, 1]);
        lines.Where(l => l["Degraded"] is not null).ShouldHaveSingleItem()["Degraded"]!.ToJsonString().ShouldBe("[201]");
    }

    [Fact]
    public async Task Invocations_Do_Not_Mix()
    {
        var lines = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => InvokeAsync(async () =>
        {
            Metrics.Add(Metric.Minted, n);
            await Task.Yield();
            Metrics.Add(Metric.Minted, n);
        })));

        lines.Select(Values).ShouldBe(Enumerable.Range(1, 20).Select(n => $"Minted={2 * n}"));
    }

    [Fact]
    public void Outside_Of_An_Invocation_There_Is_Nothing_To_Count_For() => Should.NotThrow(() =>
    {
        Metrics.Add(Metric.Minted);
        Metrics.Measure("assume-role").Dispose();
    });

    private static void ShouldBeEmbeddedMetrics(JsonObject line)
    {
        line["_aws"]!["Timestamp"]!.GetValue<long>().ShouldBeGreaterThan(1_700_000_000_000);
        var directive = line["_aws"]!["CloudWatchMetrics"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        directive.Select(m => m.Key).ShouldBe(["Namespace", "Dimensions", "Metrics"]);
        directive["Namespace"]!.GetValue<string>().ShouldBe("Onboarding");
        directive["Dimensions"]!.ToJsonString().ShouldBe("""[["Brand"]]""");
        line["Brand"]!.GetValue<string>().Length.ShouldBeInRange(1, 1024);
        var metrics = directive["Metrics"]!.AsArray();
        metrics.Count.ShouldBeInRange(1, 100);
        foreach (var metric in metrics)
        {
            s_units.ShouldContain(u => u == metric!["Unit"]!.GetValue<string>());
            var name = metric!["Name"]!.GetValue<string>();
            name.ShouldAllBe(c => char.IsAscii(c) && !char.IsControl(c));
            line[name]!.AsArray().Count.ShouldBeInRange(1, 100);
            line[name]!.AsArray().ShouldAllBe(v => v!.GetValue<double>() >= 0);
        }
    }

    private static Task Swept(SweepReport report)
    {
        SweepRecord.Keep(report);
        return Task.CompletedTask;
    }

    private static string Values(List<JsonObject> lines) =>
        string.Join(' ', lines.ShouldHaveSingleItem().Where(m => m.Value is JsonArray).Select(m => $"{m.Key}={m.Value!.AsArray().ShouldHaveSingleItem()}"));

    /// <summary>Runs an invocation and reads its lines; its own brand distinguishes them from those of other tests, which share the log.</summary>
    private static Task<List<JsonObject>> InvokeAsync(Func<Task> work) => Task.Run<List<JsonObject>>(() =>
    {
        var brand = RandomNumberGenerator.GetHexString(16);
        var handler = Metrics.Around(
            (_, _, _) =>
            {
                work().GetAwaiter().GetResult();
                return [];
            },
            brand,
            TimeProvider.System);
        var context = new Invocation { AwsRequestId = "1", Deadline = DateTimeOffset.MaxValue };
        Record.Exception(() => handler([], context, CancellationToken.None));
        return [.. s_log.Lines.Where(l => l.Contains(brand, StringComparison.Ordinal)).Select(l => JsonNode.Parse(l)!.AsObject())];
    });

    /// <summary>The log, written one whole line at a time.</summary>
    private sealed class Listener : MemoryStream
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public Listener() => Log.Out = this;

        public IEnumerable<string> Lines => _lines;

        public override void Write(ReadOnlySpan<byte> buffer) => _lines.Enqueue(Encoding.UTF8.GetString(buffer));
    }
}
