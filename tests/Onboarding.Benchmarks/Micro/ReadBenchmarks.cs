using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Diagnostics;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Registry;

namespace Onboarding.Benchmarks.Micro;

/// <summary>Reading: what was pasted, an event, a page of 50 accounts. Each compared with the minimum cost of the same bytes.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class ReadBenchmarks
{
    private const string Json = """
        {"v":1,"stackId":"arn:aws:cloudformation:us-east-1:123456789012:stack/onboarding-connect-abc/1d2c3b4a-0000-1111-2222-333344445555","roleArn":"arn:aws:iam::123456789012:role/onboarding-connect-abc","templateVersion":"1.0.0","externalId":"abcdefghijkmnpqrstuvwxyz23456789"}
        """;

    private static readonly Invocation s_context = new() { AwsRequestId = "request", Deadline = DateTimeOffset.MaxValue };
    private static readonly string s_pasted = "OnboardingStackInfo\t" + Convert.ToBase64String(Encoding.UTF8.GetBytes(Json));
    private readonly byte[] _event = Deployment.MintEvent();
    private byte[] _listEvent = null!;
    private Front _front = null!;
    private AmazonDynamoDBClient _dynamo = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _dynamo = new AmazonDynamoDBClient(new SessionAWSCredentials("ASIAEXAMPLE", "example", "example"), ClientDefaults.Apply(CannedDynamo.Config(CannedDynamo.Accounts(50), CannedDynamo.Schedules(50))));
        _front = Front.ForTenants("tenant", new AccountsFeature(new Table(_dynamo, "Onboarding", TimeProvider.System), Deployment.Settings("accounts")).HandleAsync);
        var lambdaEvent = JsonNode.Parse(_event)!;
        lambdaEvent["routeKey"] = "GET /v1/accounts";
        lambdaEvent.AsObject().Remove("body");
        _listEvent = Encoding.UTF8.GetBytes(lambdaEvent.ToJsonString());
        Quiet.Log();
    }

    [GlobalCleanup]
    public void End()
    {
        _dynamo.Dispose();
        Quiet.End();
    }

    [Benchmark(Baseline = true), BenchmarkCategory("StackInfo")]
    public int Base64AndJson()
    {
        using var document = JsonDocument.Parse(Convert.FromBase64String(s_pasted[(s_pasted.IndexOf('\t', StringComparison.Ordinal) + 1)..]));
        return document.RootElement.GetProperty("roleArn").GetString()!.Length;
    }

    [Benchmark, BenchmarkCategory("StackInfo")]
    public object? ParseStackInfo() => StackInfo.Parse(s_pasted, "OnboardingStackInfo").StackInfo;

    [Benchmark(Baseline = true), BenchmarkCategory("Event")]
    public int ReadEventTokens()
    {
        var reader = new Utf8JsonReader(_event);
        var tokens = 0;
        while (reader.Read())
            tokens++;
        return tokens;
    }

    [Benchmark, BenchmarkCategory("Event")]
    public object ReadEvent() => EventReader.Read(_event);

    [Benchmark(Baseline = true), BenchmarkCategory("List")]
    public Task<QueryResponse> BareQueryOf50() => _dynamo.QueryAsync(new QueryRequest
    {
        TableName = "Onboarding",
        KeyConditionExpression = "pk = :pk",
        ExpressionAttributeValues = new(StringComparer.Ordinal) { [":pk"] = new() { S = "ACCOUNT#tenant-a" } },
        ConsistentRead = true,
        Limit = 50,
    });

    [Benchmark, BenchmarkCategory("List")]
    public Task<byte[]> List50Accounts() => _front.AnswerAsync(_listEvent, s_context, CancellationToken.None);
}
