using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Help;

/// <summary>The help of a command: what it does, its commands, its options by what they are for, and examples.</summary>
internal sealed class HelpText(Language language) : SynchronousCommandLineAction
{
    private const int Width = 80;
    private const int Indent = 2;
    private const int MostTerm = 28;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        foreach (var line in Of(parseResult.CommandResult))
            parseResult.InvocationConfiguration.Output.WriteLine(line);
        return (int)ExitCode.Done;
    }

    private IEnumerable<string> Of(CommandResult result)
    {
        var command = result.Command;
        foreach (var line in DisplayWidth.Wrap(command.Description ?? "", Width))
            yield return line;
        yield return "";
        yield return Words.Usage.In(language);
        yield return new string(' ', Indent) + Usage(result);
        var commands = command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description));
        var arguments = command.Arguments.Where(a => !a.Hidden).Select(a => ($"<{a.Name}>", a.Description));
        var sections = new[] { (Words.Commands, commands), (Words.Arguments, arguments) }.Concat(OptionGroup.All.Select(g => (g.Heading, OptionsOf(result, g))));
        foreach (var line in sections.SelectMany(s => Section(s.Item1, [.. s.Item2])))
            yield return line;
        if (Examples.Of(command) is not { Count: > 0 } examples)
            yield break;
        yield return "";
        yield return Words.ExamplesHeading.In(language);
        foreach (var example in examples)
            yield return $"{new string(' ', Indent)}$ {CommandLine.Name} {example}";
    }

    private IEnumerable<string> Section(Text heading, IReadOnlyList<(string Term, string? Description)> rows)
    {
        if (rows.Count == 0)
            yield break;
        yield return "";
        yield return heading.In(language);
        var width = Math.Min(MostTerm, rows.Max(r => DisplayWidth.Of(r.Term)));
        foreach (var (term, description) in rows)
        {
            var lines = DisplayWidth.Wrap(description ?? "", Width - Indent - width - 2).ToList();
            var isLong = DisplayWidth.Of(term) > width;
            if (isLong)
                yield return new string(' ', Indent) + term;
            for (var i = 0; i < lines.Count; i++)
                yield return $"{new string(' ', Indent)}{DisplayWidth.Pad(i == 0 && !isLong ? term : "", width)}  {lines[i]}".TrimEnd();
        }
    }

    private static IEnumerable<(string Term, string? Description)> OptionsOf(CommandResult result, OptionGroup group)
    {
        var own = result.Command.Options.Where(o => !o.Hidden);
        var inherited = Ancestors(result).SelectMany(c => c.Options).Where(o => o is { Recursive: true, Hidden: false });
        return own.Concat(inherited).Distinct().Where(o => OptionGroup.Of(o) == group).Select(o => (Term(o), o.Description));
    }

    private static string Term(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(a => a.StartsWith('-') && a is not ("/?" or "/h" or "-?")).Append(option.Name).OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal).Distinct(StringComparer.Ordinal));
        return option.HelpName is { Length: > 0 } value ? $"{names} {value}" : names;
    }

    private static IEnumerable<Command> Ancestors(CommandResult result)
    {
        for (var parent = result.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
            yield return parent.Command;
    }

    private static string Usage(CommandResult result)
    {
        var path = string.Join(' ', Ancestors(result).Select(c => c is RootCommand ? CommandLine.Name : c.Name).Reverse().Append(result.Command is RootCommand ? CommandLine.Name : result.Command.Name));
        var arguments = result.Command.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $" [{a.Name}…]" : a.Arity.MaximumNumberOfValues > 1 ? $" <{a.Name}>…" : $" <{a.Name}>");
        return path + (result.Command.Subcommands.Count > 0 ? " <command>" : "") + string.Concat(arguments) + " [options]";
    }
}
