using System.Text.Json;
using Amazon.CDK;
using Onboarding.Cdk.Packaging;
using Onboarding.Cdk.Publishing;
using Onboarding.Functions;
using Onboarding.Functions.Http;
using Onboarding.Profiles;

namespace Onboarding.Cdk;

/// <summary>What this program does: the CDK's command line starts it without arguments, a person with one of a few words.</summary>
internal static class CommandLine
{
    private const string DefaultBrand = "Onboarding";
    private const string RecordCommand = "dotnet run --project cdk -- templates record";

    private const string Usage = """
        npx cdk synth | deploy | diff              deploys the product: see docs/deploy.md
        dotnet run --project cdk -- package [managed|native] [x86_64|arm64] [net10.0|net9.0]
                                                   builds the functions' package and prints the paths of its folder and zip
        dotnet run --project cdk -- profiles check DIR [BRAND]
                                                   prints every fault of a folder of profiles, and what each profile grants
        dotnet run --project cdk -- profiles compile
                                                   writes templates/profiles into templates/catalog.json, which tests and functions run on by default
        dotnet run --project cdk -- templates record [DIR]
                                                   writes the profiles' versions into manifest.json beside them
        dotnet run --project cdk -- templates diff FROM TO [DIR]
                                                   prints how the permissions of two versions differ
        dotnet run --project cdk -- docs record    writes the tables in docs/ that are copies of what the code knows
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
            case ["profiles", "check", var folder, .. var brand] when brand.Length <= 1:
                return Check(ProfileFolder.Load(folder, brand is [var given] ? given : DefaultBrand), output);
            case ["profiles", "compile"]:
                File.WriteAllText(Repository.PathOf("templates", "catalog.json"), Deployable.Load(Deployable.DefaultFolder, DefaultBrand).Catalog.Write() + "\n");
                return 0;
            case ["templates", "record", .. var folder] when folder.Length <= 1:
                Record(Deployable.Load(folder is [var path] ? path : Deployable.DefaultFolder, DefaultBrand));
                return 0;
            case ["templates", "diff", var from, var to, .. var folder] when folder.Length <= 1:
                output.Write(Difference(Deployable.Load(folder is [var path2] ? path2 : Deployable.DefaultFolder, DefaultBrand), from, to));
                return 0;
            case ["docs", "record"]:
                return DocTables.Record(output);
            default:
                output.WriteLine(Usage);
                return 2;
        }
    }

    private static void Synthesize(Func<string, string?> environment)
    {
        var context = environment("CDK_CONTEXT_JSON") is { Length: > 0 } json ? JsonElement.Parse(json) : default;
        var settings = DeploySettings.Read(context, environment);
        if (settings.Profiles.Manifest.WhyNot(settings.Profiles.Catalog.Profiles, RecordCommand) is { } reason)
            throw new DeployException(reason);
        var package = Package.Make(settings.Lane, settings.Architecture, settings.ReadyToRun, settings.NativeFramework, settings.Profiles.Catalog.Write());
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

    private static int Check(ProfileFolder folder, TextWriter output)
    {
        foreach (var fault in folder.Faults)
            output.WriteLine(fault);
        if (folder.Faults.Count == 0)
            output.Write(CheckTable.Of(folder.Catalog.Profiles));
        return folder.Faults.Count == 0 ? 0 : 1;
    }

    private static void Record(ProfileFolder folder)
    {
        var (manifest, reason) = folder.Manifest.With(folder.Catalog.Profiles.Select(Manifest.Current), folder.Catalog.Profiles);
        File.WriteAllText(Path.Combine(folder.Path, Manifest.FileName), (manifest ?? throw new DeployException(reason!)).Write());
    }

    private static string Difference(ProfileFolder folder, string from, string to)
    {
        var known = folder.Catalog.Profiles.SelectMany(p => p.Versions).Select(v => v.Name).Distinct(StringComparer.Ordinal).ToList();
        return Array.Find([from, to], v => !known.Contains(v, StringComparer.Ordinal)) is { } unknown
            ? throw new DeployException($"No profile has the version “{unknown}”; there are {string.Join(", ", known)}.")
            : PermissionDiff.Of(folder.Catalog, from, to);
    }
}
