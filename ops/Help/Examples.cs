using System.CommandLine;
using System.Runtime.CompilerServices;

namespace Onboarding.Ops.Help;

/// <summary>What the help shows of how a command is used.</summary>
internal static class Examples
{
    private static readonly ConditionalWeakTable<Command, IReadOnlyList<string>> s_examples = [];

    /// <summary>Adds examples to a command: what comes after the program's name.</summary>
    public static Command With(this Command command, params IReadOnlyList<string> examples)
    {
        s_examples.AddOrUpdate(command, examples);
        return command;
    }

    /// <summary>The examples of a command.</summary>
    public static IReadOnlyList<string>? Of(Command command) => s_examples.TryGetValue(command, out var examples) ? examples : null;
}
