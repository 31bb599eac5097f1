using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Onboarding.Benchmarks.Serve;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Benchmarks.Sweeping;

/// <summary>What a sweep costs: it must grow with what is due, not with what is stored; and how fast it works off a great deal.</summary>
internal static class SweepCommand
{
    private const int Due = 50;
    private const int Backlog = 10_000;
    private static readonly TimeSpan s_sample = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var backlog = arguments is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : Backlog;
        using var aws = Server.Start("serve-aws");
        foreach (var (name, value) in Deployment.Variables("sweeper"))
            Environment.SetEnvironmentVariable(name, value);
        foreach (var name in new[] { "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN" })
            Environment.SetEnvironmentVariable(name, await aws.Output.ReadLineAsync());
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_STS", aws.Address.ToString());
        var table = Console.Out;
        Quiet.Log();

        await table.WriteLineAsync($"One sweep, {Due} accounts due\n\n| stored | operation | requests | units |\n|---:|---|---:|---:|");
        var small = await CostAsync(1_000, table);
        var large = await CostAsync(100_000, table);
        var same = Math.Abs(large.Requests - small.Requests) <= small.Requests / 10.0 && Math.Abs(large.ReadUnits - small.ReadUnits) <= small.ReadUnits / 10;
        await table.WriteLineAsync($"\nRequests and read units are the same ± 10 %: {(same ? "yes" : "NO")}\n");

        await table.WriteLineAsync("Working off, by the sandbox's STS\n\n| table | due | seconds | a second | heap before MiB | highest heap MiB |\n|---|---:|---:|---:|---:|---:|");
        using (var answering = Server.Start("serve-table", backlog.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        using (var client = Client(new AmazonDynamoDBConfig { ServiceURL = answering.Address.ToString(), AuthenticationRegion = Deployment.Region }))
        {
            var fast = await WorkOffAsync("answers at once", client, backlog, table) >= 200;
            await WorkOffStoredAsync(backlog, table);
            await table.WriteLineAsync($"\nAt least 200 a second, the table's own time left out: {(fast ? "yes" : "NO")}");
            return same && fast ? 0 : 1;
        }
    }

    private static async Task<(int Requests, double ReadUnits)> CostAsync(int stored, TextWriter table)
    {
        await using var store = await Store.FillAsync(stored, Due, Stored.Now);
        var meter = new MeteredDynamo();
        using var client = Client(store.Config(meter));
        var report = await SweepOf(client).RunAsync(Stored.Now, CancellationToken.None, CancellationToken.None);
        if (report.Finished != Due || report.Failed != 0)
            throw new InvalidOperationException($"The sweep finished {report.Finished} and failed {report.Failed}.");
        var spent = meter.Take();
        foreach (var (operation, (requests, units)) in spent)
            await table.WriteLineAsync($"| {stored} | {operation} | {requests} | {units} |");
        return (spent.Values.Sum(s => s.Requests), spent["Query"].Units);
    }

    private static async Task WorkOffStoredAsync(int due, TextWriter table)
    {
        await using var store = await Store.FillAsync(due, due, Stored.Now);
        using var client = Client(store.Config(factory: null));
        await WorkOffAsync("DynamoDB Local", client, due, table);
    }

    private static AmazonDynamoDBClient Client(AmazonDynamoDBConfig config) => new(new BasicAWSCredentials("local", "local"), ClientDefaults.Apply(config));

    private static async Task<double> WorkOffAsync(string name, AmazonDynamoDBClient client, int due, TextWriter table)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var done = new CancellationTokenSource();
        var highest = HighestHeapAsync(done.Token);
        var began = Stopwatch.GetTimestamp();
        var report = await SweepOf(client).RunAsync(Stored.Now, CancellationToken.None, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await done.CancelAsync();
        if (report.Finished != due || report.Failed != 0)
            throw new InvalidOperationException($"The sweep finished {report.Finished} of {due} and failed {report.Failed}.");
        await table.WriteLineAsync($"| {name} | {due} | {seconds:0.0} | {due / seconds:0} | {Mebi(before):0.0} | {Mebi(await highest):0.0} |");
        return due / seconds;
    }

    private static Sweep SweepOf(IAmazonDynamoDB dynamo)
    {
        var settings = Deployment.Settings("sweeper");
        var table = new Table(dynamo, settings.TableName, TimeProvider.System);
        var vendor = new VendorSession(new AmazonSecurityTokenServiceClient(VendorSession.StsConfig(settings.HomeRegion)), settings, TimeProvider.System);
        var verifier = new Verifier(vendor, settings with { PropagationPatience = TimeSpan.Zero }, TimeProvider.System);
        var cleanups = new CleanupCare(table, new Reachability(vendor, settings, TimeProvider.System));
        return new Sweep(new DueItems(table), new DueWork(table, new OnboardingCare(table, verifier, new PasteFree(table, settings), settings.Limits), new AccountChecks(table, verifier), cleanups));
    }

    private static async Task<long> HighestHeapAsync(CancellationToken done)
    {
        var highest = 0L;
        while (!done.IsCancellationRequested)
        {
            highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: false));
            await Task.Delay(s_sample, TimeProvider.System, CancellationToken.None);
        }

        return highest;
    }

    private static double Mebi(long bytes) => bytes / 1048576.0;
}
