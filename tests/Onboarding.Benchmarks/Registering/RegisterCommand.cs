using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.SecurityToken;
using Onboarding.Benchmarks.Serve;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Diagnostics;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;

namespace Onboarding.Benchmarks.Registering;

/// <summary>A registration from the event's bytes to the answer's, compared with its bare calls, in alternating batches: the difference is its own work.</summary>
internal static class RegisterCommand
{
    private const int DefaultRounds = 60;
    private const int Batch = 20;

    /// <summary>The maximum of its own work that a registration can add to AWS's time, in microseconds.</summary>
    private const double Limit = 1000;

    private static readonly Invocation s_context = new() { AwsRequestId = "request", Deadline = DateTimeOffset.MaxValue };

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var rounds = arguments is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : DefaultRounds;
        using var aws = Server.Start("serve-registration");
        foreach (var (name, value) in Deployment.Variables("registrations"))
            Environment.SetEnvironmentVariable(name, value);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", aws.Address.ToString());
        Quiet.Log();

        using var dynamo = new RecordingDynamo(ClientDefaults.Apply(new AmazonDynamoDBConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(Deployment.Region) }));
        using var sts = new AmazonSecurityTokenServiceClient(VendorSession.StsConfig(Deployment.Region));
        var vendor = new VendorSession(sts, Customer.Settings, TimeProvider.System);
        var verifier = new Verifier(vendor, Customer.Settings, TimeProvider.System);
        var table = new Table(dynamo, Customer.Settings.TableName, TimeProvider.System);
        var front = Front.ForTenants(
            Customer.Settings.TenantClaim,
            new RegistrationsFeature(table, verifier, new PasteFree(table, Customer.Settings), Customer.Settings, TimeProvider.System).HandleAsync);
        var pasted = Customer.Event();
        Require(await front.AnswerAsync(pasted, s_context, CancellationToken.None));
        var (subject, now) = (Subject(), Customer.Onboarding.CreatedAt);
        var bare = new BareRegistration(dynamo, await vendor.StsAsync(CancellationToken.None), dynamo.Read!, dynamo.Queried!, dynamo.Written!);

        var whole = await CompareAsync(() => front.AnswerAsync(pasted, s_context, CancellationToken.None), bare.RegisterAsync, rounds);
        var proof = await CompareAsync(() => verifier.VerifyAsync(subject, now, CancellationToken.None), bare.VerifyAsync, rounds);
        await Console.Out.WriteLineAsync($"Registering, {rounds} batches of {Batch} each in turn, medians\n\n| what | ours | bare | own work | limit | held |\n|---|---:|---:|---:|---:|---|");
        foreach (var line in Lines("a registration", whole).Concat(Lines("the verification in it", proof)))
            await Console.Out.WriteLineAsync(line);
        return 0;
    }

    // The processor's time does not grow with what else the machine does.
    private static IEnumerable<string> Lines(string what, (List<Cost> Ours, List<Cost> Bare) costs) =>
    [
        Line(what, costs, c => c.Elapsed),
        Line(what + ": processor time", costs, c => c.Processor),
    ];

    private static string Line(string what, (List<Cost> Ours, List<Cost> Bare) costs, Func<Cost, double> of)
    {
        var (ours, bare) = (costs.Ours.ConvertAll(c => of(c)), costs.Bare.ConvertAll(c => of(c)));
        // Each of our batches compared with the adjacent bare one.
        var own = Numbers.Median(ours.Zip(bare, (o, b) => o - b));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {Numbers.Median(ours):#,0} µs | {Numbers.Median(bare):#,0} µs | {own:#,0} µs | ≤ {Limit:#,0} µs | {(own <= Limit ? "yes" : "NO")} |");
    }

    private static Subject Subject()
    {
        var role = RoleArn.TryParse(Customer.Role, out var named) && StackArn.TryParse(Customer.Stack, out var stack) && DisplayName.TryParse("Main account", out var name)
            ? new Submission(name, named, stack, Consent.Pasted)
            : throw new InvalidOperationException("The customer's values are well-formed.");
        return Subjects.Of(Customer.Onboarding, role);
    }

    // What is measured is a registration that went well, with nothing found.
    private static void Require(byte[] answer)
    {
        var response = JsonElement.Parse(answer);
        var body = response.GetProperty("body").GetString()!;
        if (response.GetProperty("statusCode").GetInt32() != 201 || body.Contains("\"findings\":[{", StringComparison.Ordinal))
            throw new InvalidOperationException(body);
    }

    private static async Task<(List<Cost> Ours, List<Cost> Bare)> CompareAsync(Func<Task> ours, Func<Task> bare, int rounds)
    {
        for (var warmUp = 0; warmUp < 5; warmUp++)
        {
            await MeasureAsync(ours);
            await MeasureAsync(bare);
        }

        var (ourCosts, bareCosts) = (new List<Cost>(), new List<Cost>());
        for (var round = 0; round < rounds; round++)
        {
            var oursFirst = round % 2 == 0;
            var first = await MeasureAsync(oursFirst ? ours : bare);
            var second = await MeasureAsync(oursFirst ? bare : ours);
            ourCosts.Add(oursFirst ? first : second);
            bareCosts.Add(oursFirst ? second : first);
        }

        return (ourCosts, bareCosts);
    }

    private static async Task<Cost> MeasureAsync(Func<Task> call)
    {
        var (began, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < Batch; i++)
            await call();
        return new Cost(Stopwatch.GetElapsedTime(began).TotalMicroseconds / Batch, (Environment.CpuUsage.TotalTime - used).TotalMicroseconds / Batch);
    }

    /// <summary>What one call of a batch took, in microseconds.</summary>
    /// <param name="Elapsed">By the clock.</param>
    /// <param name="Processor">Of this process on all cores.</param>
    private sealed record Cost(double Elapsed, double Processor);
}
