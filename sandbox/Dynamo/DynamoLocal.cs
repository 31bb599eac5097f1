using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Onboarding.Sandbox.Processes;

namespace Onboarding.Sandbox.Dynamo;

/// <summary>DynamoDB Local with the product's table in it.</summary>
internal sealed class DynamoLocal : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);

    // Only the sandbox's own proxy and stream reader reach this port; the product's requests are checked before they are passed on.
    private static readonly BasicAWSCredentials Credentials = new("local", "local");

    private readonly ChildProcess _process;
    private readonly TimeProvider _machine;
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<string> _lastLines = new();

    private DynamoLocal(string java, string jar, string? dataDirectory, TimeProvider machine, bool isForLong)
    {
        _machine = machine;
        var port = FreePort();
        Endpoint = new Uri($"http://127.0.0.1:{port}");
        string[] storage = dataDirectory is null ? ["-inMemory"] : ["-dbPath", dataDirectory];
        _process = ChildProcess.Start(
            java,
            ["-Xshare:auto", .. isForLong ? Array.Empty<string>() : ["-XX:TieredStopAtLevel=1"], "-Djava.library.path=./DynamoDBLocal_lib", "-jar", jar, "-sharedDb", "-port", $"{port}", .. storage],
            Path.GetDirectoryName(jar)!,
            environment: null,
            (line, _) => Remember(line));
        Ready = PrepareAsync(_stop.Token);
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>Ends when the table is there; fails with a <see cref="StartProblemException"/> if it can't be created.</summary>
    public Task Ready { get; }

    /// <summary>Starts DynamoDB Local and continues while it gets ready.</summary>
    /// <param name="dataDirectory">Where to keep the table, or null to keep it in memory.</param>
    /// <param name="machine">The machine's clock.</param>
    /// <param name="isForLong">Whether it runs long enough for full JIT compilation to pay off, which makes the first seconds slower.</param>
    /// <exception cref="StartProblemException">Java or the npm package is not there.</exception>
    public static DynamoLocal Start(string? dataDirectory, TimeProvider machine, bool isForLong = false)
    {
        var java = Executables.Java() ?? throw new StartProblemException("DynamoDB Local needs Java 11 or later, and no java was found: install one, or set JAVA_HOME.");
        var jar = Executables.InNodeModules(Path.Combine("amplify-dynamodb-simulator", "emulator", "DynamoDBLocal.jar"))
            ?? throw new StartProblemException("DynamoDB Local is not in node_modules: run npm ci at the repository's root.");
        if (dataDirectory is not null)
        {
            Directory.CreateDirectory(dataDirectory);
        }

        return new DynamoLocal(java, jar, dataDirectory, machine, isForLong);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _process.DisposeAsync();
        await Ready.ContinueWith(static t => t.Exception, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task PrepareAsync(CancellationToken stop)
    {
        using var client = new AmazonDynamoDBClient(
            Credentials,
            new AmazonDynamoDBConfig { ServiceURL = Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
        await UntilItAnswersAsync(client, stop);
        try
        {
            await client.CreateTableAsync(TableDefinition.Request, stop);
            await client.UpdateTimeToLiveAsync(
                new() { TableName = TableDefinition.Name, TimeToLiveSpecification = new() { Enabled = true, AttributeName = TableDefinition.TimeToLiveAttribute } },
                stop);
        }
        catch (ResourceInUseException)
        {
            // The table of an earlier run, kept by --data.
        }

        await WarmUpAsync(client, stop);
    }

    // The first write and the first query of a new Java machine take seconds, and the product's clients do not wait that long.
    private static async Task WarmUpAsync(AmazonDynamoDBClient client, CancellationToken stop)
    {
        const string Scratch = "Warm-up";
        var put = new Put { TableName = Scratch, Item = new(StringComparer.Ordinal) { ["pk"] = new("-") } };
        await client.CreateTableAsync(
            new() { TableName = Scratch, BillingMode = BillingMode.PAY_PER_REQUEST, AttributeDefinitions = [new("pk", ScalarAttributeType.S)], KeySchema = [new("pk", KeyType.HASH)] }, stop);
        await client.TransactWriteItemsAsync(new() { TransactItems = [new() { Put = put }] }, stop);
        await client.QueryAsync(new() { TableName = Scratch, KeyConditionExpression = "pk = :pk", ExpressionAttributeValues = new(StringComparer.Ordinal) { [":pk"] = new("-") } }, stop);
        await client.DeleteTableAsync(Scratch, stop);
    }

    private async Task UntilItAnswersAsync(AmazonDynamoDBClient client, CancellationToken stop)
    {
        var started = _machine.GetTimestamp();
        while (true)
        {
            try
            {
                await client.ListTablesAsync(stop);
                return;
            }
            catch (Exception e) when (e is HttpRequestException or AmazonClientException && !stop.IsCancellationRequested)
            {
                if (_process.Exit.IsCompleted || _machine.GetElapsedTime(started) > Patience)
                {
                    throw new StartProblemException($"DynamoDB Local did not start. It said: {Words()}");
                }
            }

            await Task.Delay(BetweenAttempts, _machine, stop);
        }
    }

    private void Remember(string line)
    {
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > 20)
            {
                _lastLines.Dequeue();
            }
        }
    }

    private string Words()
    {
        lock (_lastLines)
        {
            return string.Join(Environment.NewLine, _lastLines);
        }
    }

    // Java binds its port a while after it starts. Systems assign ports automatically from 32768 up, so no other program gets one below that meanwhile.
    private static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(10_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Another one, then.
            }
        }
    }
}
