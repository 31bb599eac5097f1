using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Onboarding.Ops.Commands;
using Onboarding.Ops.Texts;

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
        if (result.Action is ParseErrorAction)
            return (int)await ComplainAsync(result, surroundings.Error, language);
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
            SweepCommand.Make(frame),
            DoctorCommand.Make(frame),
            EventsCommand.Make(frame),
            AuditCommand.Make(frame),
            TenantsCommand.Make(frame),
            ExportCommand.Make(frame),
            CompletionCommand.Make(frame),
        };
        frame.AddOptions(root);
        foreach (var option in root.Options)
        {
            if (option is HelpOption)
                option.Description = Words.Help.In(frame.Language);
            else if (option is VersionOption)
                option.Description = Words.Version.In(frame.Language);
        }

        return root;
    }

    private static async Task<ExitCode> ComplainAsync(ParseResult result, TextWriter error, Language language)
    {
        foreach (var mistake in result.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
            await error.WriteLineAsync(mistake);
        var words = result.CommandResult is { Parent: not null } command ? $"{Name} {PathOf(command)}" : Name;
        await error.WriteLineAsync(Complaints.SeeHelp.In(language, words));
        return ExitCode.Usage;
    }

    private static string PathOf(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult { Parent: not null } parent
            ? $"{PathOf(parent)} {command.Command.Name}"
            : command.Command.Name;
}
