using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Onboarding.Ops;
using Onboarding.Simulator;

namespace Onboarding.Tests.Ops;

/// <summary>The operators' command line as its own process, with no AWS settings but those that a test gives it.</summary>
internal static class OpsProcess
{
    public static Task<Ran> RunAsync(FakeOperatorApi api, params string[] arguments) => RunAsync(api, api.Operator, arguments);

    public static Task<Ran> RunAsync(FakeOperatorApi api, IssuedCredentials keys, params string[] arguments) => RunAsync(
        [("ONBOARDING_API", api.Url), ("AWS_REGION", "ap-northeast-1"), ("AWS_ACCESS_KEY_ID", keys.AccessKeyId), ("AWS_SECRET_ACCESS_KEY", keys.SecretAccessKey)],
        arguments);

    public static async Task<Ran> RunAsync(IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        var dll = typeof(OpsProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Ops").Value!;
        var start = new ProcessStartInfo("dotnet", ["exec", dll, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("AWS_", StringComparison.Ordinal) || k.StartsWith("LC_", StringComparison.Ordinal) || k is "COLUMNS" or "LANG" or "ONBOARDING_API").ToList())
            start.Environment.Remove(name);
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(AppContext.BaseDirectory, "no-such-file");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(patience.Token);
        return new Ran((ExitCode)process.ExitCode, await output, await error);
    }
}

/// <summary>How a run ended.</summary>
internal sealed record Ran(ExitCode ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonElement.Parse(Output);

    public Ran Expect(ExitCode exitCode)
    {
        ExitCode.ShouldBe(exitCode, Output + Error);
        return this;
    }
}
