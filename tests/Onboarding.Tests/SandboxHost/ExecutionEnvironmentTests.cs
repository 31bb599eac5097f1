using System.Text;
using Onboarding.Sandbox;
using Onboarding.Sandbox.Lambda;
using Onboarding.Simulator;

namespace Onboarding.Tests.SandboxHost;

/// <summary>The process is a shell that does what the test says; the test asks for events in its place, as the Runtime API would.</summary>
public sealed class ExecutionEnvironmentTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(1);
    private static readonly byte[] s_event = Encoding.UTF8.GetBytes("{}");

    private readonly FunctionLogs _logs = new(TimeProvider.System, TextWriter.Null);

    [Fact]
    public async Task Hands_An_Event_To_The_Process_That_Asks_For_It()
    {
        await using var environment = Environment("exec sleep 60");

        var answer = environment.InvokeAsync(s_event, s_long);
        var invocation = await environment.NextAsync(CancellationToken.None);
        invocation.End(InvocationOutcome.Succeeded, Encoding.UTF8.GetBytes("done"));

        invocation.Payload.ToArray().ShouldBe(s_event);
        (await answer).Outcome.ShouldBe(InvocationOutcome.Succeeded);
        Encoding.UTF8.GetString((await answer).Payload.Span).ShouldBe("done");
    }

    [Fact]
    public async Task Keeps_The_Process_For_The_Next_Event()
    {
        await using var environment = Environment("exec sleep 60");
        await OnceAsync(environment);
        var key = environment.AccessKeyId;

        await OnceAsync(environment);

        key.ShouldNotBeNull();
        environment.AccessKeyId.ShouldBe(key);
    }

    [Fact]
    public async Task Fails_When_The_Process_Ends_And_Replaces_It_Afterwards()
    {
        await using var environment = Environment("exit 3");

        var first = await environment.InvokeAsync(s_event, s_long);
        var key = environment.AccessKeyId;
        var second = await environment.InvokeAsync(s_event, s_long);

        first.Outcome.ShouldBe(InvocationOutcome.Failed);
        Encoding.UTF8.GetString(first.Payload.Span).ShouldContain("Runtime exited with code 3");
        second.Outcome.ShouldBe(InvocationOutcome.Failed);
        environment.AccessKeyId.ShouldNotBe(key, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Fails_When_The_Process_Is_Killed_In_The_Middle()
    {
        await using var environment = Environment("exec sleep 60");

        var answer = environment.InvokeAsync(s_event, s_long);
        await environment.NextAsync(CancellationToken.None);
        await environment.KillAsync();

        (await answer).Outcome.ShouldBe(InvocationOutcome.Failed);
    }

    [Fact]
    public async Task Kills_The_Process_That_Takes_Too_Long()
    {
        await using var environment = Environment("exec sleep 60");

        var result = environment.InvokeAsync(s_event, TimeSpan.FromMilliseconds(1));
        await environment.NextAsync(CancellationToken.None);

        (await result).Outcome.ShouldBe(InvocationOutcome.TimedOut);
        environment.IsWarm.ShouldBeFalse();
    }

    [Fact]
    public async Task Counts_The_Time_From_When_The_Process_Has_The_Event()
    {
        await using var environment = Environment("exec sleep 60");

        var answer = environment.InvokeAsync(s_event, TimeSpan.Zero);
        answer.IsCompleted.ShouldBeFalse();
        await environment.NextAsync(CancellationToken.None);

        (await answer).Outcome.ShouldBe(InvocationOutcome.TimedOut);
    }

    [Theory]
    [InlineData("groups", "512")]
    [InlineData("checks", "1024")]
    public async Task Passes_The_Functions_Memory_To_The_Process(string feature, string megabytes)
    {
        await using var environment = Environment("echo memory=$AWS_LAMBDA_FUNCTION_MEMORY_SIZE", feature);

        await environment.InvokeAsync(s_event, s_long);

        _logs.All().Select(l => l.Line).ShouldContain(line => line == "memory=" + megabytes);
    }

    [Fact]
    public async Task Gives_The_Process_The_Environment_Of_Lambda_And_Nothing_Of_The_Users()
    {
        await using var environment = Environment("/usr/bin/env");

        await environment.InvokeAsync(s_event, s_long);

        var variables = _logs.All().Select(l => l.Line.Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        variables["ONBOARDING_FEATURE"].ShouldBe("groups");
        variables["AWS_LAMBDA_RUNTIME_API"].ShouldBe("127.0.0.1:4711");
        variables["AWS_LAMBDA_FUNCTION_NAME"].ShouldBe("onboarding-groups");
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"].ShouldBe("on-demand");
        variables["AWS_ACCESS_KEY_ID"].ShouldBe(environment.AccessKeyId);
        variables["AWS_ENDPOINT_URL_STS"].ShouldBe("http://127.0.0.1:5080/aws");
        variables["AWS_ENDPOINT_URL_DYNAMODB"].ShouldBe("http://127.0.0.1:5080/dynamodb");
        variables["AWS_CONFIG_FILE"].ShouldBe("/dev/null");
        variables["VENDOR_ROLE_ARN"].ShouldBe("arn:aws:iam::999988887777:role/onboarding-connect-access");
        variables.ShouldNotContainKey("AWS_PROFILE");
        variables.ShouldNotContainKey("USER");
    }

    [Fact]
    public async Task Makes_Events_Wait_When_Every_Environment_Is_Busy()
    {
        await using var environment = Environment("exec sleep 60");
        await using var pool = new FunctionPool([environment], s_long);

        var first = pool.InvokeAsync(s_event, CancellationToken.None);
        var second = pool.InvokeAsync(s_event, CancellationToken.None);
        (await environment.NextAsync(CancellationToken.None)).End(InvocationOutcome.Succeeded);
        await first;
        second.IsCompleted.ShouldBeFalse();
        (await environment.NextAsync(CancellationToken.None)).End(InvocationOutcome.Succeeded);

        (await second).Outcome.ShouldBe(InvocationOutcome.Succeeded);
    }

    private static async Task OnceAsync(ExecutionEnvironment environment)
    {
        var answer = environment.InvokeAsync(s_event, s_long);
        (await environment.NextAsync(CancellationToken.None)).End(InvocationOutcome.Succeeded);
        await answer;
    }

    private ExecutionEnvironment Environment(string script, string feature = "groups")
    {
        var vendor = new Vendor(Partition.Aws);
        var aws = new SimulatedAws(TimeProvider.System, new Faults(), new CallLog(), (_, _) => ValueTask.FromResult<string?>(null));
        vendor.DefineRoles(aws);
        var build = new FunctionsBuild("/bin/sh", ["-c", script], Path.GetTempPath(), "test", "test");
        var variables = new FunctionVariables(new SandboxOptions(), OfferedProfiles.Of(new SandboxOptions()), vendor, build, new SandboxAddress(5080));
        return new ExecutionEnvironment(feature, 4711, new FunctionStarter(build, variables, aws, vendor), _logs, TimeProvider.System);
    }
}
