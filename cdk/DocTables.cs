using System.Diagnostics;

namespace Onboarding.Cdk;

/// <summary>Writes the tables in <c>docs/</c> that tests compare with the code: the same tests write them on request.</summary>
internal static class DocTables
{
    // One project after another: two of them write into the same document.
    private static readonly string[] s_projects = ["Onboarding.Tests", "Onboarding.Cdk.Tests", "Onboarding.EndToEnd"];

    private static string Dotnet => Path.Combine(Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? RuntimeRoot, "dotnet");

    // …/dotnet/shared/Microsoft.NETCore.App/10.0.0/
    private static string RuntimeRoot => Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>Runs every test that holds a table, in recording mode.</summary>
    /// <returns>0, or the first exit code that is not.</returns>
    public static int Record(TextWriter output)
    {
        foreach (var project in s_projects)
        {
            output.WriteLine($"Recording the tables of {project}");
            var start = new ProcessStartInfo(Dotnet, ["test", Repository.PathOf("tests", project), "--nologo", "--filter", "Docs=table"]);
            start.Environment["ONBOARDING_DOCS"] = "record";
            using var process = Process.Start(start)!;
            process.WaitForExit();
            if (process.ExitCode != 0)
                return process.ExitCode;
        }

        return 0;
    }
}
