using System.Globalization;
using Onboarding.Functions;

namespace Onboarding.Sandbox;

/// <summary>What the command line asks for.</summary>
internal sealed record SandboxOptions
{
    /// <summary>The options in words, for <c>--help</c> and after a wrong one.</summary>
    public const string Usage = """
        dotnet run --project sandbox -- [options]

          --port N             the port of the page and of everything else (default 5080; 0 takes any free one)
          --data DIR           keep the table in DIR between runs (default: in memory); stacks and roles are not kept
          --functions PATH     run this build of the functions: a .dll, or a native executable
          --concurrency N      execution environments for each function, 1 to 16 (default 4)
          --profiles DIR       offer the profiles of this folder (default: those of templates/profiles)
          --partition NAME     aws, aws-cn, aws-us-gov or aws-eusc (default aws)
          --allow-origin URL   let pages of this origin call the API (CORS); may be given again
          --context KEY=VALUE  set a context key of the deployment for the functions; may be given again
        """;

    /// <summary>The port to listen on; 0 takes any free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Where the table is kept between runs, or null to keep it in memory.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The functions' build to run instead of the one built with the sandbox: a <c>.dll</c> or an executable.</summary>
    public string? FunctionsPath { get; init; }

    /// <summary>The maximum number of concurrent execution environments of a function.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>The AWS partition that the vendor and its customers live in.</summary>
    public Partition Partition { get; init; } = Partition.Aws;

    /// <summary>The origins, besides the sandbox's own, whose pages can call the API.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The deployment's context that the functions get, by environment variable.</summary>
    public IReadOnlyDictionary<string, string> Context { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The folder of profiles, or null for those of this repository.</summary>
    public string? ProfilesDirectory { get; init; }

    /// <summary>Whether only the options were asked for.</summary>
    public bool Help { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="problem">One sentence that says what is wrong, or null.</param>
    /// <returns>The options, or null when an argument is wrong.</returns>
    public static SandboxOptions? Parse(IReadOnlyList<string> args, out string? problem)
    {
        (var options, problem) = Read(new SandboxOptions(), args);
        return problem is null ? options : null;
    }

    private static (SandboxOptions Options, string? Problem) Read(SandboxOptions options, IReadOnlyList<string> args)
    {
        if (args is [])
        {
            return (options, null);
        }

        if (args[0] is "--help" or "-h")
        {
            return (options with { Help = true }, null);
        }

        var (next, problem) = options.With(args[0], args.Count > 1 ? args[1] : null);
        return problem is null ? Read(next, [.. args.Skip(2)]) : (next, problem);
    }

    private (SandboxOptions Options, string? Problem) With(string name, string? value) => (name, value) switch
    {
        ("--port" or "--data" or "--functions" or "--concurrency" or "--partition" or "--profiles" or "--allow-origin" or "--context", null) => (this, $"{name} needs a value."),
        ("--port", _) => Number(value, 0, 65535) is { } port ? (this with { Port = port }, null) : (this, "--port takes a number from 0 to 65535."),
        ("--concurrency", _) => Number(value, 1, 16) is { } count ? (this with { Concurrency = count }, null) : (this, "--concurrency takes a number from 1 to 16."),
        ("--data", _) => (this with { DataDirectory = Path.GetFullPath(value) }, null),
        ("--functions", _) => File.Exists(value) ? (this with { FunctionsPath = Path.GetFullPath(value) }, null) : (this, $"--functions: there is no file {value}."),
        ("--profiles", _) => (this with { ProfilesDirectory = Path.GetFullPath(value) }, null),
        ("--partition", _) => Partition.Find(value) is { } partition ? (this with { Partition = partition }, null) : (this, "--partition takes aws, aws-cn, aws-us-gov or aws-eusc."),
        ("--allow-origin", _) => IsOrigin(value) ? (this with { AllowedOrigins = [.. AllowedOrigins, value] }, null) : (this, "--allow-origin takes an origin such as http://localhost:3000."),
        ("--context", _) => WithContext(value),
        _ => (this, $"There is no option {name}."),
    };

    private (SandboxOptions Options, string? Problem) WithContext(string setting)
    {
        if (setting.Split('=', 2) is not [var name, var value])
            return (this, $"--context takes key=value, not {setting}.");
        if (ContextKey.All.FirstOrDefault(k => string.Equals(k.Name, name, StringComparison.Ordinal)) is not { } key)
            return (this, $"--context: the sandbox does not know the context key {name}. The keys are {string.Join(", ", ContextKey.All.Select(k => k.Name).Order(StringComparer.Ordinal))}.");
        return key.Accepts(value)
            ? (this with { Context = new Dictionary<string, string>(Context, StringComparer.Ordinal) { [key.Variable] = value } }, null)
            : (this, $"--context: the context key {name} wants {key.Wants}, not {value}.");
    }

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.Ordinal);
}
