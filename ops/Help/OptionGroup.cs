using System.CommandLine;
using System.Runtime.CompilerServices;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Help;

/// <summary>Under which heading the help lists an option.</summary>
internal sealed record OptionGroup(Text Heading)
{
    private static readonly ConditionalWeakTable<Option, OptionGroup> s_groups = [];

    /// <summary>What a command is about.</summary>
    public static OptionGroup Filters { get; } = new(Words.FilterOptions);

    /// <summary>What is shown, and how.</summary>
    public static OptionGroup Shown { get; } = new(Words.OutputOptions);

    /// <summary>The API and the credentials.</summary>
    public static OptionGroup Connection { get; } = new(Words.ConnectionOptions);

    /// <summary>Everything else.</summary>
    public static OptionGroup Others { get; } = new(Words.OtherOptions);

    /// <summary>Every group, in the order of the help.</summary>
    public static IReadOnlyList<OptionGroup> All { get; } = [Others, Filters, Shown, Connection];

    /// <summary>The group of an option.</summary>
    public static OptionGroup Of(Option option) => s_groups.TryGetValue(option, out var group) ? group : Others;

    /// <summary>Lists an option under this heading.</summary>
    public Option Add(Option option)
    {
        s_groups.AddOrUpdate(option, this);
        return option;
    }
}
