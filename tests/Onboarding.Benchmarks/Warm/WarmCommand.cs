using System.Diagnostics;
using System.Globalization;
using Amazon;
using Amazon.DynamoDBv2;
using Onboarding.Benchmarks.Serve;
using Onboarding.Floor;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Diagnostics;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;
using Onboarding.Sandbox.Dynamo;

namespace Onboarding.Benchmarks.Warm;

/// <summary>Minting from the event's bytes to the answer's bytes compared with its bare transaction, in alternating batches, with a server that answers immediately.</summary>
internal static class WarmCommand
{
    private const int DefaultRounds = 60;
    private const int Batch = 250;
    private const int Workers = 8;

    /// <summary>A DynamoDB that stores takes several times as long: so many times fewer batches are enough.</summary>
    private const int StoredShare = 3;

    private static readonly Invocation s_context = new() { AwsRequestId = "request", Deadline = DateTimeOffset.MaxValue };
    private static int s_ids;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var rounds = arguments is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : DefaultRounds;
        using var dynamo = Server.Start("serve");
        foreach (var (name, value) in Deployment.Variables("onboardings"))
            Environment.SetEnvironmentVariable(name, value);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", dynamo.Address.ToString());
        Quiet.Log();

        Func<Task> ours = Minting();
        Func<Task> bare = BareMinting();
        for (var warmUp = 0; warmUp < 20; warmUp++)
            await Task.WhenAll(TimeAsync(ours, Batch, 1), TimeAsync(bare, Batch, 1));
        var (alone, together) = (await CompareAsync(ours, bare, rounds, 1), await CompareAsync(ours, bare, rounds, Workers));
        var (ourBytes, bareBytes) = (await AllocatedAsync(ours), await AllocatedAsync(bare));
        var work = MintingBy(new YesDynamo());
        var (once, twice) = (await CompareAsync(After(bare, work), bare, rounds, 1), await CompareAsync(After(bare, work, work), bare, rounds, 1));
        var (storedAlone, storedTogether) = await CompareStoredAsync(Math.Max(rounds / StoredShare, 1));

        await Console.Out.WriteLineAsync($"Minting, {rounds} batches of {Batch} each in turn, medians\n\n" + Numbers.Header);
        await Console.Out.WriteLineAsync(Numbers.Line("by DynamoDB Local: a link", storedAlone.Ours * 1e6, storedAlone.Bare * 1e6, "µs", 1.10));
        await Console.Out.WriteLineAsync(Numbers.Line($"by DynamoDB Local: links a second, {Workers} at once", 1 / storedTogether.Ours, 1 / storedTogether.Bare, "/s", 0.80, atMost: false));
        await Console.Out.WriteLineAsync(Numbers.Line("answered at once: a link", alone.Ours * 1e6, alone.Bare * 1e6, "µs", 1.10));
        await Console.Out.WriteLineAsync(Numbers.Line($"answered at once: links a second, {Workers} at once", 1 / together.Ours, 1 / together.Bare, "/s", 0.80, atMost: false));
        await Console.Out.WriteLineAsync(Numbers.Line("allocated for a link", ourBytes / 1024, bareBytes / 1024, "KiB", 1.5));
        await Console.Out.WriteLineAsync(
            $"\nBefore each bare transaction all the work of a link but its call, once: {(once.Ours - once.Bare) * 1e6:0.0} µs more. Twice: {(twice.Ours - twice.Bare) * 1e6:0.0} µs more.");
        return 0;
    }

    /// <summary>Sequentially and concurrently, with a DynamoDB that stores: most of a caller's wait is DynamoDB's time.</summary>
    private static async Task<((double Ours, double Bare) Alone, (double Ours, double Bare) Together)> CompareStoredAsync(int rounds)
    {
        await using var local = DynamoLocal.Start(dataDirectory: null, TimeProvider.System, isForLong: true);
        await local.Ready;
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", local.Endpoint.ToString());
        var (ours, bare) = (Minting(), BareMinting());
        for (var warmUp = 0; warmUp < 10; warmUp++)
        {
            await TimeAsync(ours, Batch, 1);
            await TimeAsync(bare, Batch, 1);
        }

        return (await CompareAsync(ours, bare, rounds, 1), await CompareAsync(ours, bare, rounds, Workers));
    }

    private static Func<Task> Minting() =>
        MintingBy(new AmazonDynamoDBClient(ClientDefaults.Apply(new AmazonDynamoDBConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(Deployment.Region) })));

    private static Func<Task> MintingBy(IAmazonDynamoDB dynamo)
    {
        var settings = Deployment.Settings("onboardings");
        var feature = new OnboardingsFeature(new Table(dynamo, settings.TableName, TimeProvider.System), settings);
        var front = Front.ForTenants(settings.TenantClaim, feature.HandleAsync);
        var lambdaEvent = Deployment.MintEvent();
        return () => front.AnswerAsync(lambdaEvent, s_context, CancellationToken.None);
    }

    private static Func<Task> BareMinting()
    {
        var dynamo = BareMint.Client(Deployment.Region);
        return () => dynamo.TransactWriteItemsAsync(BareMint.Request(Interlocked.Increment(ref s_ids).ToString("D24", CultureInfo.InvariantCulture)));
    }

    /// <summary>A call with something before it.</summary>
    private static Func<Task> After(Func<Task> call, params IReadOnlyList<Func<Task>> before) => async () =>
    {
        foreach (var each in before)
            await each();
        await call();
    };

    private static async Task<(double Ours, double Bare)> CompareAsync(Func<Task> ours, Func<Task> bare, int rounds, int workers)
    {
        var (ourTimes, bareTimes) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var oursFirst = round % 2 == 0;
            var first = await TimeAsync(oursFirst ? ours : bare, Batch, workers);
            var second = await TimeAsync(oursFirst ? bare : ours, Batch, workers);
            ourTimes.Add(oursFirst ? first : second);
            bareTimes.Add(oursFirst ? second : first);
        }

        return (Numbers.Median(ourTimes), Numbers.Median(bareTimes));
    }

    /// <summary>Seconds for one call, on the average of a batch for each worker.</summary>
    private static async Task<double> TimeAsync(Func<Task> call, int batch, int workers)
    {
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < batch; i++)
                await call();
        })));
        return Stopwatch.GetElapsedTime(began).TotalSeconds / (batch * workers);
    }

    private static async Task<double> AllocatedAsync(Func<Task> call)
    {
        const int Calls = 2000;
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Calls; i++)
            await call();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls;
    }
}
