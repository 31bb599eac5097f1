using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Onboarding.Ops.Api;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Help;

/// <summary>Reports what is wrong with a command line: one sentence for each mistake, the word that was probably meant, and where the help is.</summary>
internal static class UsageErrors
{
    public static async Task<ExitCode> TellAsync(ParseResult result, IReadOnlyList<string> arguments, Surroundings surroundings, Language language)
    {
        var mistakes = Mistakes(result, language).Distinct(StringComparer.Ordinal).ToList();
        foreach (var mistake in mistakes)
            await surroundings.Error.WriteLineAsync(mistake);
        await surroundings.Error.WriteLineAsync(Complaints.SeeHelp.In(language, PathOf(result.CommandResult)));
        if (arguments.Contains("--json", StringComparer.Ordinal))
        {
            var report = StopReport.Of(new StopException(ExitCode.Usage, string.Join(' ', mistakes)));
            await surroundings.Output.WriteLineAsync(JsonSerializer.Serialize(report, OpsJson.Printed.StopReport));
        }

        return ExitCode.Usage;
    }

    private static IEnumerable<string> Mistakes(ParseResult result, Language language)
    {
        // System.CommandLine's own words for these name no remedy.
        foreach (var typed in result.UnmatchedTokens)
        {
            var isOption = typed.StartsWith('-');
            yield return NearMiss.After(
                (isOption ? Complaints.UnknownOption : Complaints.UnknownWord).In(language, Printable.Of(typed)), typed, isOption ? Options(result.CommandResult) : Commands(result.CommandResult), language);
        }

        foreach (var error in result.Errors.Where(e => !result.UnmatchedTokens.Any(t => e.Message.Contains(t, StringComparison.Ordinal))))
            yield return error.Message;
    }

    private static IEnumerable<string> Commands(CommandResult result) => result.Command.Subcommands.Select(c => c.Name);

    private static IEnumerable<string> Options(CommandResult result) => Path(result).SelectMany(c => c.Command.Options.Where(o => c == result || o.Recursive)).Select(o => o.Name);

    private static string PathOf(CommandResult result) => string.Join(' ', Path(result).Reverse().Select(c => c.Command is RootCommand ? CommandLine.Name : c.Command.Name));

    private static IEnumerable<CommandResult> Path(CommandResult result)
    {
        for (var at = result; at is not null; at = at.Parent as CommandResult)
            yield return at;
    }
}
