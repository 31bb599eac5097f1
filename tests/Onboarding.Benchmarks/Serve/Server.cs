using System.Diagnostics;

namespace Onboarding.Benchmarks.Serve;

/// <summary>One of this program's servers, as a process of its own that ends with this one.</summary>
internal sealed class Server : IDisposable
{
    private readonly Process _process;

    private Server(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Lines that the server writes after its address.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>What the server reads.</summary>
    public StreamWriter Input => _process.StandardInput;

    public static Server Start(params IReadOnlyList<string> command)
    {
        var process = Process.Start(new ProcessStartInfo(Repository.Dotnet, ["exec", typeof(Server).Assembly.Location, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var address = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The server {command[0]} did not start.");
        return new Server(process, new Uri(address));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
