using System.Diagnostics;

namespace Onboarding.Benchmarks.Cold;

/// <summary>The functions and the bare program, published alike in a lane.</summary>
internal static class Builds
{
    /// <summary>Publishes both.</summary>
    /// <returns>The commands that start them.</returns>
    public static (IReadOnlyList<string> Ours, IReadOnlyList<string> Bare) Make(string lane)
    {
        var ours = Path.Combine(Repository.Root, "artifacts", lane, "x86_64");
        var bare = Path.Combine(Repository.Root, "artifacts", lane, "floor");
        Run("run", "--project", "cdk", "--", "package", lane);
        string[] publish =
        [
            "publish", "tests/Onboarding.Floor", "--configuration", "Release", "--runtime", "linux-x64", "--output", bare,
            "--nologo", "--verbosity", "quiet", "-nodeReuse:false", $"-p:Lane={lane}",
        ];
        if (lane == "managed")
            Run([.. publish, "-p:PublishReadyToRun=true"]);
        else if (!TryRun([.. publish, "-p:CppCompilerAndLinker=gcc"]))
            Run([.. publish, "-p:CppCompilerAndLinker=gcc", "-p:NativeFramework=net9.0"]);
        return lane == "managed"
            ? ([Repository.Dotnet, "exec", Path.Combine(ours, "Onboarding.Functions.dll")], [Repository.Dotnet, "exec", Path.Combine(bare, "Onboarding.Floor.dll")])
            : ([Path.Combine(ours, "bootstrap")], [Path.Combine(bare, "bootstrap")]);
    }

    private static void Run(params IReadOnlyList<string> arguments)
    {
        if (!TryRun(arguments))
            throw new InvalidOperationException("dotnet " + string.Join(' ', arguments) + " failed.");
    }

    private static bool TryRun(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Repository.Dotnet, arguments) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, UseShellExecute = false };
        // What the SDK that runs this program set for itself is not meant for the SDK that it starts.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
