using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Onboarding.Load;

/// <summary>A sandbox of its own on a free port, which ends with this program.</summary>
internal sealed class StartedSandbox : IDisposable
{
    private readonly Process _process;

    private StartedSandbox(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static StartedSandbox Start(int concurrency)
    {
        var dll = typeof(StartedSandbox).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Sandbox").Value!;
        var environments = Math.Clamp(concurrency / 4, 1, 16).ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", dll, "--port", "0", "--concurrency", environments]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["the", "page", var address])
            {
                // Drain its unread log so that it doesn't block.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new StartedSandbox(process, new Uri(address));
            }
        }

        throw new InvalidOperationException("The sandbox did not start.");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
