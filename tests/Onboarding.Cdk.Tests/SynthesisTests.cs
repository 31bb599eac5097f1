using System.Diagnostics;
using Xunit.Abstractions;

namespace Onboarding.Cdk.Tests;

/// <summary>The program as the CDK's command line starts it.</summary>
public sealed class SynthesisTests(ITestOutputHelper report) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onboarding-synth-");

    [Fact]
    public void Synthesises_And_Says_How_Long_It_Took()
    {
        var clock = Stopwatch.StartNew();
        var (exitCode, errors) = Run("{}");

        exitCode.ShouldBe(0, errors);
        report.WriteLine($"Publishing, packing and synthesising took {clock.Elapsed.TotalSeconds:F1} s.");
        File.Exists(Path.Combine(_folder.FullName, "Onboarding.template.json")).ShouldBeTrue();
    }

    [Fact]
    public void Says_What_Is_Wrong_In_One_Sentence_Without_A_Stack_Trace()
    {
        var (exitCode, errors) = Run("""{"regions": "moon"}""");

        exitCode.ShouldBe(1);
        errors.ShouldBe("The context key “regions” expects AWS Regions such as eu-central-1, not “moon”.\n");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // Beside the tests it would miss what only the app's own frameworks need.
    private static string Program => Path.Combine(
        Repository.PathOf("cdk", "bin"), Path.GetRelativePath(Repository.PathOf("tests", "Onboarding.Cdk.Tests", "bin"), AppContext.BaseDirectory), "Onboarding.Cdk.dll");

    private (int ExitCode, string Errors) Run(string context)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Program])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment = { ["CDK_CONTEXT_JSON"] = context, ["CDK_OUTDIR"] = _folder.FullName, ["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "1" },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
