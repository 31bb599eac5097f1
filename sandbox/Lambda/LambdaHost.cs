
namespace Onboarding.Sandbox.Lambda;

/// <summary>Lambda: a pool of execution environments for each feature, and their Runtime APIs.</summary>
internal sealed class LambdaHost : IAsyncDisposable
{
    private readonly Dictionary<string, FunctionPool> _pools;
    private readonly Dictionary<int, ExecutionEnvironment> _byPort;

    /// <summary>Makes room for the functions; no process starts yet.</summary>
    /// <remarks>Each environment's Runtime API has its own loopback port: its address has no path to tell environments by.</remarks>
    public LambdaHost(
        FeatureList features, SandboxOptions options, LoopbackPorts ports, Faults faults, FunctionStarter starter, FunctionLogs logs, TimeProvider machine)
    {
        _pools = features.All.ToDictionary(
            f => f.Name,
            f => new FunctionPool(
                [.. Enumerable.Range(0, options.Concurrency).Select(_ => new ExecutionEnvironment(f.Name, ports.Bind(0), starter, logs, machine))],
                TimeSpan.FromSeconds(f.TimeoutSeconds)),
            StringComparer.Ordinal);
        faults.KillCaller = KillCallerAsync;
        _byPort = Environments.ToDictionary(e => e.Port);
    }

    private IEnumerable<ExecutionEnvironment> Environments => _pools.Values.SelectMany(p => p.Environments);

    /// <summary>The environment whose Runtime API listens on a port; null when it is another of the sandbox's ports.</summary>
    public ExecutionEnvironment? At(int port) => _byPort.GetValueOrDefault(port);

    /// <summary>Whether a feature has a function.</summary>
    public bool Has(string feature) => _pools.ContainsKey(feature);

    /// <summary>Runs one event through a feature's function.</summary>
    public Task<InvocationResult> InvokeAsync(string feature, ReadOnlyMemory<byte> payload, CancellationToken cancellation) =>
        _pools[feature].InvokeAsync(payload, cancellation);

    /// <summary>Kills the process that works with an access key.</summary>
    private Task KillCallerAsync(string accessKeyId) =>
        Task.WhenAll(Environments.Where(e => string.Equals(e.AccessKeyId, accessKeyId, StringComparison.Ordinal)).Select(e => e.KillAsync()));

    /// <summary>Kills every process.</summary>
    public void KillAll()
    {
        foreach (var environment in Environments)
        {
            _ = environment.KillAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
        {
            await pool.DisposeAsync();
        }
    }
}
