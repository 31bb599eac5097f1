using System.Diagnostics;

namespace Onboarding.Tests.Contract;

/// <summary>One execution environment: the function's process and its Runtime API.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;

    private FunctionProcess(FakeRuntimeApi api, Process process)
    {
        Api = api;
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
    }

    public FakeRuntimeApi Api { get; }

    /// <summary>Starts the function.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="variables">Additional or replaced variables; empty ones are not set.</param>
    public static async Task<FunctionProcess> StartAsync(string feature, params (string Name, string Value)[] variables)
    {
        var api = await FakeRuntimeApi.StartAsync();
        var executable = PublishedFunctions.Path;
        var start = executable.EndsWith(".dll", StringComparison.Ordinal)
            ? new ProcessStartInfo("dotnet", ["exec", executable])
            : new ProcessStartInfo(executable);
        start.RedirectStandardOutput = true;
        foreach (var (name, value) in Variables(feature, api.HostAndPort))
            start.Environment[name] = value;
        foreach (var (name, value) in variables)
            start.Environment[name] = value.Length > 0 ? value : null;
        return new FunctionProcess(api, Process.Start(start)!);
    }

    /// <summary>Ends the process and returns what it logged.</summary>
    public async Task<string> StopAsync()
    {
        _process.Kill();
        return await _output;
    }

    /// <summary>Waits until the process ends, and returns its exit code and its log.</summary>
    public async Task<(int Code, string Log)> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        return (_process.ExitCode, await _output);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await Api.DisposeAsync();
    }

    // Nothing listens on the AWS endpoint: what these tests ask for is answered without AWS.
    private static Dictionary<string, string> Variables(string feature, string runtimeApi) => new(StringComparer.Ordinal)
    {
        ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
        ["ONBOARDING_FEATURE"] = feature,
        ["TABLE_NAME"] = "Onboarding",
        ["BRAND"] = "Onboarding",
        ["VENDOR_ROLE_ARN"] = "arn:aws:iam::999988887777:role/onboarding-connect-access",
        ["TENANT_CLAIM"] = "tenant",
        ["TEMPLATE_BASE_URL"] = "https://bucket.s3.us-east-1.amazonaws.com/templates",
        ["INVITATION_URL"] = "https://app.example.com/invitation",
        ["TEMPLATE_BUCKET"] = "bucket",
        ["REGIONS"] = "us-east-1",
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ACCESS_KEY_ID"] = "ASIAEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "example",
        ["AWS_SESSION_TOKEN"] = "example",
        ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9",
    };
}
