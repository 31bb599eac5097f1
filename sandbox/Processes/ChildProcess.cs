using System.Diagnostics;

namespace Onboarding.Sandbox.Processes;

/// <summary>A process that never outlives the sandbox, however the sandbox ends.</summary>
/// <remarks>
/// A shell is between the two: it holds the reading end of a pipe from the sandbox, and when that end closes, which the
/// kernel does even after <c>kill -9</c>, it kills the process. Where there is no <c>/bin/sh</c> the process is started
/// directly and is ended on an orderly stop only.
/// </remarks>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const string Shell = "/bin/sh";

    private const string Watch = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        child=$!
        { /bin/cat <&3; kill -KILL $child; } >/dev/null 2>&1 &
        exec 3<&-
        wait $child
        """;

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Ends when the process has, with its exit code.</summary>
    public required Task<int> Exit { get; init; }

    /// <summary>Starts a process.</summary>
    /// <param name="file">The executable's full path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="directory">Where it runs.</param>
    /// <param name="environment">All of its environment, or null for the sandbox's own.</param>
    /// <param name="onLine">Gets each line it writes, and whether it wrote it to stderr.</param>
    public static ChildProcess Start(
        string file,
        IReadOnlyList<string> arguments,
        string directory,
        IReadOnlyDictionary<string, string>? environment,
        Action<string, bool> onLine)
    {
        var start = new ProcessStartInfo { WorkingDirectory = directory, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] command = File.Exists(Shell) ? [Shell, "-c", Watch, Shell, file, .. arguments] : [file, .. arguments];
        start.FileName = command[0];
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        if (environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Forward(e.Data, isError: false);
        process.ErrorDataReceived += (_, e) => Forward(e.Data, isError: true);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ChildProcess(process) { Exit = ExitOf(process) };

        void Forward(string? line, bool isError)
        {
            if (line is not null)
            {
                onLine(line, isError);
            }
        }
    }

    /// <summary>Kills the process.</summary>
    /// <returns>Ends when it is dead: the shell is the last to go, so that nothing is taken for ended that still runs.</returns>
    public Task KillAsync()
    {
        try
        {
            if (_process.StartInfo.FileName == Shell)
            {
                _process.StandardInput.Close();
            }
            else
            {
                _process.Kill();
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }

        return Exit;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static async Task<int> ExitOf(Process process)
    {
        await process.WaitForExitAsync();
        process.StandardInput.Close();
        return process.ExitCode;
    }
}
