using System.Text.Json;
using Amazon.CDK;
using Onboarding.Cdk.Packaging;
using Onboarding.Cdk.Publishing;
using Onboarding.Functions;
using Onboarding.Functions.Http;

namespace Onboarding.Cdk;

/// <summary>What this program does: the CDK's command line starts it without arguments, a person with one of a few words.</summary>
internal static class CommandLine
{
    private const string Usage = """
        npx cdk synth | deploy | diff              deploys the product: see docs/deploy.md
        dotnet run --project cdk -- package [managed|native] [x86_64|arm64] [net10.0|net9.0]
                                                   builds the functions' package and prints the paths of its folder and zip
        dotnet run --project cdk -- templates record
                                                   writes the version of the customers' templates into templates/manifest.json
        dotnet run --project cdk -- templates diff <from> <to>
                                                   prints how the permissions of two versions differ
        """;

    /// <summary>Runs one command.</summary>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="DeployException">It cannot be done; the message says why and what to do.</exception>
    public static int Run(string[] arguments, Func<string, string?> environment, TextWriter output)
    {
        switch (arguments)
        {
            case []:
                Synthesize(environment);
                return 0;
            case ["package", .. var rest] when rest.Length <= 3:
                MakePackage(rest, output);
                return 0;
            case ["templates", "record"]:
                Manifest.Read().With(Manifest.Current()).Write();
                return 0;
            case ["templates", "diff", var from, var to]:
                output.Write(PermissionDiff.Of(Recorded(from), Recorded(to)));
                return 0;
            default:
                output.WriteLine(Usage);
                return 2;
        }
    }

    private static void Synthesize(Func<string, string?> environment)
    {
        var context = environment("CDK_CONTEXT_JSON") is { Length: > 0 } json ? JsonElement.Parse(json) : default;
        var settings = DeploySettings.Read(context, environment);
        Manifest.Read().Require(Manifest.Current());
        var package = Package.Make(settings.Lane, settings.Architecture, settings.ReadyToRun, settings.NativeFramework);
        var app = new App();
        _ = new OnboardingStack(app, settings, package, Feature.All, Routes.All);
        app.Synth();
    }

    private static void MakePackage(string[] words, TextWriter output)
    {
        var lane = words.Length > 0 ? Lane.All.FirstOrDefault(l => l.Name == words[0]) : Lane.Managed;
        var architecture = words.Length > 1 ? Architecture.All.FirstOrDefault(a => a.Name == words[1]) : Architecture.X64;
        var framework = words.Length > 2 ? Publication.NativeFrameworks.FirstOrDefault(f => f == words[2]) : Publication.NativeFrameworks[0];
        if (lane is null || architecture is null || framework is null)
            throw new DeployException($"“package {string.Join(' ', words)}” is not understood.\n{Usage}");
        var zip = Package.Make(lane, architecture, readyToRun: true, framework);
        output.WriteLine(Repository.PathOf("artifacts", lane.Name, architecture.Name));
        output.WriteLine(zip);
    }

    private static TemplateVersion Recorded(string version) =>
        Manifest.Read().Versions.FirstOrDefault(v => v.Version == version)
        ?? throw new DeployException($"templates/manifest.json has no version “{version}”; it has {string.Join(", ", Manifest.Read().Versions.Select(v => v.Version))}.");
}
