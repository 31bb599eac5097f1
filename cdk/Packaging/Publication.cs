using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Onboarding.Cdk.Packaging;

/// <summary>The functions' published files, made by <c>dotnet publish</c> on this machine.</summary>
internal static class Publication
{
    private static readonly string[] s_linkers = ["clang", "gcc"];

    /// <summary>What the lane native can be compiled for; the first unless the context asks for another. Not every package feed has what Native AOT for net10.0 needs; .NET 9's support ended on November 10, 2026.</summary>
    public static IReadOnlyList<string> NativeFrameworks { get; } = ["net10.0", "net9.0"];

    /// <summary>Publishes into <c>artifacts/&lt;lane&gt;/&lt;architecture&gt;</c>.</summary>
    /// <returns>The folder.</returns>
    /// <exception cref="DeployException">Something that this needs is missing.</exception>
    public static string Make(Lane lane, Architecture architecture, bool readyToRun, string nativeFramework)
    {
        var folder = Repository.PathOf("artifacts", lane.Name, architecture.Name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        List<string> arguments =
        [
            "publish", Repository.PathOf("functions"), "--configuration", "Release", "--runtime", architecture.RuntimeIdentifier,
            "--output", folder, "--nologo", "--verbosity", "quiet", "-nodeReuse:false", $"-p:Lane={lane.Name}",
        ];
        if (lane == Lane.Native)
            MakeNative(architecture, folder, nativeFramework, arguments);
        else
            Require(Run([.. arguments, $"-p:PublishReadyToRun={(readyToRun ? "true" : "false")}"]), architecture, lane);
        return folder;
    }

    /// <summary>Whether a program with that name is in a folder of <c>PATH</c>.</summary>
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static void MakeNative(Architecture architecture, string folder, string framework, List<string> arguments)
    {
        if (!OperatingSystem.IsLinux())
            throw new DeployException("The lane native is compiled on Linux: run this on Linux or in a Linux container, or choose the lane managed.");
        if (architecture.RuntimeIdentifier != RuntimeInformation.RuntimeIdentifier)
            throw new DeployException($"The lane native for {architecture.Name} is compiled on a {architecture.Name} machine; this one is {RuntimeInformation.OSArchitecture}.");
        var compiler = s_linkers.FirstOrDefault(IsInstalled)
            ?? throw new DeployException("The lane native needs a C toolchain to link with: install clang (or gcc) and zlib1g-dev.");
        arguments.Add("-p:CppCompilerAndLinker=" + compiler);
        Require(Run(framework == NativeFrameworks[0] ? arguments : [.. arguments, "-p:NativeFramework=" + framework]), architecture, Lane.Native);
        Glibc.Require(Path.Combine(folder, Lane.Native.Handler));
    }

    private static void Require((int ExitCode, string Output) result, Architecture architecture, Lane lane)
    {
        if (result.ExitCode == 0)
            return;
        throw IsMissingPackage(result)
            ? new DeployException(
                $"Publishing the lane {lane.Name} for {architecture.Name} needs packages that your NuGet feed does not have: use a feed that has them"
                + (lane == Lane.Managed ? ", or set the context key “readyToRun” to false.\n" : ", set the context key “nativeFramework” to net9.0, which is out of support, or choose the lane managed.\n") + result.Output)
            : new DeployException($"dotnet publish failed.\n{result.Output}");
    }

    private static bool IsMissingPackage((int ExitCode, string Output) result) =>
        result.ExitCode != 0 && (result.Output.Contains("NU1101", StringComparison.Ordinal) || result.Output.Contains("NU1102", StringComparison.Ordinal));

    private static (int ExitCode, string Output) Run(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        // What the SDK that runs this program set for itself is not meant for the SDK that it starts.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
            process.WaitForExit();
            return (process.ExitCode, output.Trim());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new DeployException("The functions are built by the .NET SDK, and “dotnet” cannot be started: install the .NET SDK 10.");
        }
    }
}
