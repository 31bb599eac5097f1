using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Tests.Verification;

/// <summary>How fast checks and sweeps ask STS, by a clock that only passes while they wait.</summary>
public sealed class StsPaceTests
{
    private const int PerSecond = 100;

    /// <summary>A check's own: the role with its external ID, three that must be denied, and whose session it is.</summary>
    private static readonly int[] s_check = [1, 4];

    private static readonly TimeSpan s_sweeps = TimeSpan.FromMinutes(5);

    /// <summary>What of a function's 300 seconds a sweep has for taking items.</summary>
    private static readonly TimeSpan s_sweep = TimeSpan.FromSeconds(275);

    private readonly SteppingTime _time = new();
    private readonly List<DateTimeOffset> _sent = [];

    [Theory]
    [Trait("Threat", "T57")]
    [Trait("Threat", "T48")]
    [InlineData(100)]
    [InlineData(20)]
    public async Task Five_Thousand_Checks_Due_Together_Never_Exceed_The_Limit_And_Finish_Within_Two_Hours(int perSecond)
    {
        using var table = new MemoryTable();
        using var pace = NewPace(table, perSecond);
        var (due, done) = (_time.GetUtcNow(), 0);
        for (var sweep = due; done < 5000; sweep += s_sweeps)
        {
            if (_time.GetUtcNow() < sweep)
                _time.Pass(sweep - _time.GetUtcNow());
            for (; done < 5000 && _time.GetUtcNow() < sweep + s_sweep; done++)
                await CheckAsync(pace);
        }

        _sent.Count.ShouldBe(25_000);
        MostInASecond().ShouldBeLessThanOrEqualTo(perSecond);
        (_sent[^1] - due).ShouldBeLessThan(TimeSpan.FromHours(2));
    }

    [Fact]
    [Trait("Threat", "T57")]
    public async Task Concurrent_Environments_Share_One_Limit()
    {
        using var table = new MemoryTable();
        using var one = NewPace(table);
        using var other = NewPace(table);
        for (var i = 0; i < 500; i++)
        {
            await CheckAsync(one);
            await CheckAsync(other);
        }

        MostInASecond().ShouldBeLessThanOrEqualTo(PerSecond);
    }

    [Fact]
    [Trait("Threat", "T57")]
    public async Task What_Was_Not_Used_In_Time_Is_Not_Made_Up_For()
    {
        using var table = new MemoryTable();
        using var pace = NewPace(table);
        await CheckAsync(pace);
        _time.Pass(TimeSpan.FromSeconds(30));
        for (var i = 0; i < 100; i++)
            await CheckAsync(pace);

        MostInASecond().ShouldBeLessThanOrEqualTo(PerSecond);
    }

    [Fact]
    public async Task A_Lone_Check_Does_Not_Wait_For_Long_And_Costs_One_Write()
    {
        using var table = new MemoryTable();
        using var pace = NewPace(table);
        var began = _time.GetUtcNow();

        await CheckAsync(pace);

        (_time.GetUtcNow() - began).ShouldBeLessThan(TimeSpan.FromMilliseconds(60));
        table.Writes.ShouldBe(1);
        for (var i = 0; i < 3; i++)
            await CheckAsync(pace);
        table.Writes.ShouldBe(1);
    }

    private StsPace NewPace(MemoryTable table, int perSecond = PerSecond) => new(new Table(table, "Onboarding", _time), perSecond, _time);

    private async Task CheckAsync(StsPace pace)
    {
        foreach (var requests in s_check)
        {
            await pace.TakeAsync(requests, CancellationToken.None);
            for (var i = 0; i < requests; i++)
                _sent.Add(_time.GetUtcNow());
        }
    }

    private int MostInASecond()
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < _sent.Count; last++)
        {
            while (_sent[last] - _sent[first] >= TimeSpan.FromSeconds(1))
                first++;
            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    /// <summary>The one item, changed as DynamoDB would by the two expressions that there are.</summary>
    private sealed class MemoryTable() : AmazonDynamoDBClient(new AnonymousAWSCredentials(), new AmazonDynamoDBConfig { ServiceURL = "http://127.0.0.1:9", AuthenticationRegion = "us-east-1" })
    {
        private long? _nextAt;

        public int Writes { get; private set; }

        public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default)
        {
            var now = Number(request, ":now");
            var isBehind = request.UpdateExpression == "SET nextAt = nextAt + :span";
            if (isBehind ? _nextAt is null || _nextAt < now : _nextAt >= now)
                throw new ConditionalCheckFailedException("for the test");
            Writes++;
            _nextAt = isBehind ? _nextAt + Number(request, ":span") : Number(request, ":end");
            return Task.FromResult(new UpdateItemResponse { Attributes = new(StringComparer.Ordinal) { ["nextAt"] = Item.Number(_nextAt!.Value) } });
        }

        private static long Number(UpdateItemRequest request, string name) =>
            long.Parse(request.ExpressionAttributeValues[name].N, System.Globalization.CultureInfo.InvariantCulture);
    }
}
