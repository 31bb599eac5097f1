using Onboarding.Functions;
using Onboarding.Sandbox;
using Onboarding.Sandbox.Lambda;
using Onboarding.Simulator;

namespace Onboarding.Tests.SandboxHost;

/// <summary>As in <see cref="ExecutionEnvironmentTests"/>, the test asks for events in the process's place.</summary>
public sealed class LambdaHostTests
{
    [Theory]
    [InlineData("groups", 10)]
    [InlineData("checks", 29)]
    public async Task Gives_A_Function_The_Timeout_That_The_Stack_Gives_It(string name, int seconds)
    {
        var clock = new StandingClock();
        using var ports = new LoopbackPorts();
        var vendor = new Vendor(Partition.Aws);
        var aws = new SimulatedAws(TimeProvider.System, new Faults(), new CallLog(), (_, _) => ValueTask.FromResult<string?>(null));
        vendor.DefineRoles(aws);
        var options = new SandboxOptions { Concurrency = 1 };
        var build = new FunctionsBuild("/bin/sh", ["-c", "exec sleep 60"], Path.GetTempPath(), "test", "test");
        var starter = new FunctionStarter(build, new FunctionVariables(options, OfferedProfiles.Of(options), vendor, build, new SandboxAddress(5080)), aws, vendor);
        var features = new FeatureList([.. Feature.All.Where(f => string.Equals(f.Name, name, StringComparison.Ordinal))]);
        await using var host = new LambdaHost(features, options, ports, new Faults(), starter, new FunctionLogs(TimeProvider.System, TextWriter.Null), clock);
        var environment = host.At(ports.All.Single())!;

        var answer = host.InvokeAsync(name, "{}"u8.ToArray(), CancellationToken.None);
        var invocation = await environment.NextAsync(CancellationToken.None);
        invocation.End(InvocationOutcome.Succeeded);
        await answer;

        environment.DeadlineMilliseconds.ShouldBe(clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeMilliseconds());
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);
    }
}
