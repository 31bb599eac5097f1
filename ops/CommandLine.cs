using System.CommandLine;
using System.CommandLine.Help;
using Onboarding.Ops.Commands;
using Onboarding.Ops.Help;
using Onboarding.Ops.Stats;
using Onboarding.Ops.Texts;
using Onboarding.Ops.Versions;

namespace Onboarding.Ops;

/// <summary>The whole command line, from its words to its exit code.</summary>
internal static class CommandLine
{
    /// <summary>The program's name, as its users type it.</summary>
    public const string Name = "onboarding-ops";

    // No response files: no word of ours begins with @, and a stray one need not open a file.
    private static readonly ParserConfiguration s_parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command.</summary>
    /// <returns>The process's exit code: see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, Surroundings surroundings, CancellationToken cancellation = default)
    {
        var language = LanguageChoice.Of(arguments, surroundings.Environment);
        var result = Root(new Frame(language, surroundings)).Parse(arguments, s_parser);
        if (result.Errors.Count > 0 && result.Action is not HelpText)
            return (int)await UsageErrors.TellAsync(result, arguments, surroundings, language);
        try
        {
            var invocation = new InvocationConfiguration { Output = surroundings.Output, Error = surroundings.Error, EnableDefaultExceptionHandler = false };
            return await result.InvokeAsync(invocation, cancellation);
        }
        catch (OperationCanceledException)
        {
            await surroundings.Error.WriteLineAsync(Complaints.Interrupted.In(language));
            return (int)ExitCode.Interrupted;
        }
    }

    private static RootCommand Root(Frame frame)
    {
        var root = new RootCommand(Words.Program.In(frame.Language))
        {
            RegistrationsCommand.Make(frame),
            StaleCommand.Make(frame),
            CredentialsCommand.Make(frame),
            FreezeCommands.Freeze(frame),
            FreezeCommands.Thaw(frame),
            FreezeCommands.List(frame),
            ChecksCommand.Make(frame),
            StatsCommand.Make(frame),
            VersionsCommand.Make(frame),
            SweepCommand.Make(frame),
            DoctorCommand.Make(frame),
            EventsCommand.Make(frame),
            AuditCommand.Make(frame),
            TenantsCommand.Make(frame),
            ExportCommand.Make(frame),
            CompletionCommand.Make(frame),
        };
        root.Action = new HelpText(frame.Language);
        root.With("registrations list --tenant acme", "registrations list --state degraded --sort -since", "stale --older-than 30d", "doctor --stack Acme", "registrations --help");
        frame.AddOptions(root);
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
                (help.Description, help.Action) = (Words.Help.In(frame.Language), new HelpText(frame.Language));
            else if (option is VersionOption)
                option.Description = Words.Version.In(frame.Language);
        }

        return root;
    }
}
