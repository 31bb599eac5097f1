using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using BenchmarkDotNet.Attributes;
using Onboarding.Floor;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Diagnostics;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Benchmarks.Micro;

/// <summary>A link, from the event's bytes to the answer's, compared with its transaction.</summary>
[MemoryDiagnoser]
public class MintBenchmarks
{
    private static readonly Invocation s_context = new() { AwsRequestId = "request", Deadline = DateTimeOffset.MaxValue };
    private readonly byte[] _event = Deployment.MintEvent();
    private AmazonDynamoDBClient _bare = null!;
    private Front _front = null!;
    private int _ids;

    [GlobalSetup]
    public void Prepare()
    {
        var credentials = new SessionAWSCredentials("ASIAEXAMPLE", "example", "example");
        var settings = Deployment.Settings("onboardings");
        _bare = new AmazonDynamoDBClient(credentials, CannedDynamo.Config("{}"u8.ToArray()));
        var ours = new AmazonDynamoDBClient(credentials, ClientDefaults.Apply(CannedDynamo.Config("{}"u8.ToArray())));
        _front = Front.ForTenants(settings.TenantClaim, new OnboardingsFeature(new Table(ours, settings.TableName, TimeProvider.System), settings).HandleAsync);
        Quiet.Log();
    }

    [GlobalCleanup]
    public void End()
    {
        _bare.Dispose();
        Quiet.End();
    }

    [Benchmark(Baseline = true)]
    public Task<TransactWriteItemsResponse> BareTransaction() =>
        _bare.TransactWriteItemsAsync(BareMint.Request(Interlocked.Increment(ref _ids).ToString("D24", CultureInfo.InvariantCulture)));

    [Benchmark]
    public Task<byte[]> Mint() => _front.AnswerAsync(_event, s_context, CancellationToken.None);
}
