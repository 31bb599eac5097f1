using System.Text.Json;
using Onboarding.Ops.Commands;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Doctor;

/// <summary>What only the deployment's own AWS account shows.</summary>
internal sealed class Inside(Session session, DeployedStack stack)
{
    /// <summary>A verification takes a function for some ten seconds: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</summary>
    private const int EnoughAtOnce = 100;

    private List<(string Name, JsonElement Configuration)>? _functions;

    /// <summary>The account's concurrency limit.</summary>
    public async Task<Verdict> ConcurrencyAsync(CancellationToken cancellation)
    {
        var settings = await session.Aws.LambdaAsync("GetAccountSettings", "/2016-08-19/account-settings/", cancellation);
        var limit = settings.GetProperty("AccountLimit").GetProperty("ConcurrentExecutions").GetInt32();
        return limit >= EnoughAtOnce ? new(true, Diagnoses.Concurrency, limit) : new(false, Diagnoses.ConcurrencyLow, limit, EnoughAtOnce);
    }

    /// <summary>Whether the account's own settings block access to the templates.</summary>
    public async Task<Verdict> PublicAccessAsync(CancellationToken cancellation)
    {
        string[] inTheWay = ["BlockPublicPolicy", "RestrictPublicBuckets"];
        var block = await session.Aws.PublicAccessBlockAsync(stack.Account, cancellation);
        var on = block is null ? [] : block.Descendants().Where(e => inTheWay.Contains(e.Name.LocalName, StringComparer.Ordinal) && e.Value is "true").Select(e => e.Name.LocalName).ToList();
        return on.Count == 0 ? new(true, Diagnoses.PublicAllowed) : new(false, Diagnoses.PublicBlocked, string.Join(", ", on));
    }

    /// <summary>Whether every function can run.</summary>
    public async Task<Verdict> FunctionsAsync(CancellationToken cancellation)
    {
        var functions = await ReadAsync(cancellation);
        foreach (var (name, configuration) in functions)
        {
            if (Text(configuration, "State") is not "Active" and var state)
                return new(false, Diagnoses.FunctionInactive, name, state);
        }

        return new(functions.Count > 0, Diagnoses.FunctionsActive, functions.Count);
    }

    /// <summary>Whether every function that is deployed with SnapStart has a snapshot that is in use.</summary>
    public async Task<Verdict> SnapshotsAsync(CancellationToken cancellation)
    {
        var used = false;
        foreach (var (name, configuration) in await ReadAsync(cancellation))
        {
            if (!configuration.TryGetProperty("SnapStart", out var snapshots) || Text(snapshots, "ApplyOn") is not "PublishedVersions")
                continue;
            used = true;
            if (Text(snapshots, "OptimizationStatus") is not "On")
                return new(false, Diagnoses.SnapshotOff, name);
        }

        return new(true, used ? Diagnoses.SnapshotsOn : Diagnoses.SnapshotsUnused);
    }

    /// <summary>Whether what starts the functions that deliver events is on, and had no trouble with its last batch.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html (State, LastProcessingResult)</remarks>
    public async Task<Verdict> EventsAsync(CancellationToken cancellation)
    {
        var mappings = stack.Resources["AWS::Lambda::EventSourceMapping"].ToList();
        foreach (var id in mappings)
        {
            var mapping = await session.Aws.LambdaAsync("GetEventSourceMapping", $"/2015-03-31/event-source-mappings/{Uri.EscapeDataString(id)}", cancellation);
            var (state, result) = (Text(mapping, "State"), Text(mapping, "LastProcessingResult"));
            if (state is not "Enabled" || result.StartsWith("PROBLEM", StringComparison.Ordinal))
                return new(false, Diagnoses.EventsStopped, id, state, result);
        }

        return mappings.Count > 0 ? new(true, Diagnoses.EventsArrive, mappings.Count) : new(false, Diagnoses.EventsStopped, "–", "–", "–");
    }

    /// <summary>Whether the table has what a restored one lacks.</summary>
    public async Task<Verdict> TableAsync(CancellationToken cancellation)
    {
        // The functions' own table: the stack can use an existing one.
        var table = (await ReadAsync(cancellation))[0].Configuration.GetProperty("Environment").GetProperty("Variables").GetProperty("TABLE_NAME").GetString()!;
        var described = (await session.Aws.DynamoAsync("DescribeTable", table, cancellation)).GetProperty("Table");
        var backups = (await session.Aws.DynamoAsync("DescribeContinuousBackups", table, cancellation)).GetProperty("ContinuousBackupsDescription");
        var expiry = (await session.Aws.DynamoAsync("DescribeTimeToLive", table, cancellation)).GetProperty("TimeToLiveDescription");
        List<string> lacking = [];
        if (!IsTrue(described, "DeletionProtectionEnabled"))
            lacking.Add("deletion protection");
        if (!described.TryGetProperty("StreamSpecification", out var stream) || !IsTrue(stream, "StreamEnabled"))
            lacking.Add("stream");
        if (!backups.TryGetProperty("PointInTimeRecoveryDescription", out var recovery) || Text(recovery, "PointInTimeRecoveryStatus") is not "ENABLED")
            lacking.Add("point-in-time recovery");
        if (Text(expiry, "TimeToLiveStatus") is not ("ENABLED" or "ENABLING"))
            lacking.Add("time to live");
        return lacking.Count == 0 ? new(true, Diagnoses.TableKept) : new(false, Diagnoses.TableLacks, table, string.Join(", ", lacking));
    }

    /// <summary>Whether anyone is subscribed to events and alarms.</summary>
    public async Task<Verdict> SubscriptionsAsync(CancellationToken cancellation)
    {
        var confirmed = 0;
        foreach (var topic in stack.Resources["AWS::SNS::Topic"])
        {
            var answer = await session.Aws.QueryAsync("sns", "2010-03-31", "ListSubscriptionsByTopic", cancellation, ("TopicArn", topic));
            var subscriptions = answer.Descendants().Where(e => e.Name.LocalName == "member").ToList();
            if (subscriptions.Find(s => s.Elements().Any(e => e is { Name.LocalName: "SubscriptionArn", Value: "PendingConfirmation" })) is { } pending)
                return new(false, Diagnoses.Unconfirmed, pending.Elements().FirstOrDefault(e => e.Name.LocalName == "Endpoint")?.Value, topic);
            if (subscriptions.Count == 0 && topic.Contains("Alarms", StringComparison.Ordinal))
                return new(false, Diagnoses.NobodyListens, topic);
            confirmed += subscriptions.Count;
        }

        return new(true, Diagnoses.Confirmed, confirmed);
    }

    // What requests reach: the version behind each function's alias.
    private async Task<List<(string Name, JsonElement Configuration)>> ReadAsync(CancellationToken cancellation)
    {
        if (_functions is not null)
            return _functions;
        _functions = [];
        foreach (var alias in stack.Resources["AWS::Lambda::Alias"].Select(a => a.Split(':')).Where(a => a.Length == 8))
        {
            var configuration = await session.Aws.LambdaAsync(
                "GetFunctionConfiguration", $"/2015-03-31/functions/{Uri.EscapeDataString(alias[6])}/configuration", cancellation, ("Qualifier", alias[7]));
            _functions.Add((alias[6], configuration));
        }

        return _functions.Count > 0 ? _functions : throw new AwsCallException("no functions in the stack", "cloudformation:ListStackResources");
    }

    private static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static bool IsTrue(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
