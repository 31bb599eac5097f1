namespace Onboarding.Sandbox;

/// <summary>A running sandbox.</summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    private static readonly TimeSpan OpenRequestsMayTake = TimeSpan.FromSeconds(2);

    // More than the HTTP API's limit, so that the API itself refuses; the header fields' own limit is larger, too.
    private const int LongestRequestLine = 16 * 1024;

    private readonly WebApplication _app;

    private SandboxServer(WebApplication app) => _app = app;

    /// <summary>Where it is.</summary>
    public SandboxAddress Address => _app.Services.GetRequiredService<SandboxAddress>();

    /// <summary>Ends when the table is there; fails with a <see cref="StartProblemException"/> if it can't be created.</summary>
    public Task TableReady => _app.Services.GetRequiredService<Dynamo.DynamoLocal>().Ready;

    /// <summary>Starts a sandbox; the page answers when this returns; requests that need the table wait for it.</summary>
    /// <exception cref="StartProblemException">Something that it needs is not there.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, TimeProvider machine, TextWriter console)
    {
        var app = Build(options, machine, console);
        try
        {
            app.Run(app.Services.GetRequiredService<Front>().HandleAsync);
            await app.StartAsync();
            app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<Lambda.LambdaHost>().KillAll);
            return new SandboxServer(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends with Ctrl+C or SIGTERM.</summary>
    public Task UntilStoppedAsync() => _app.WaitForShutdownAsync();

    /// <summary>Stops everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(SandboxOptions options, TimeProvider machine, TextWriter console)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSandbox(options, machine, console);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = OpenRequestsMayTake);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Each part has the limit of the AWS service that it represents.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
        });
        builder.WebHost.UseLoopbackPorts();
        return builder.Build();
    }
}
