using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Onboarding.Benchmarks.Micro;

/// <summary>BenchmarkDotNet, in this process: its generated projects would be built by this repository's rules for hand-written code.</summary>
internal static class MicroCommand
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(Path.Combine(Repository.Root, "artifacts", "benchmarks"));
        BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(["--filter", arguments is [var filter] ? filter : "*"], config);
        return 0;
    }
}
