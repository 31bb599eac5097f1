using System.CommandLine;
using System.Globalization;
using Onboarding.Ops.Help;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary>The options that say how a list of registrations is shown.</summary>
internal sealed class ListingOptions
{
    private const int MostSeconds = 3600;
    private const int UsualSeconds = 5;
    private const int MostRows = 1_000_000;

    private readonly Option<bool> _wide;
    private readonly Option<IReadOnlyList<RegistrationColumn>?> _columns;
    private readonly Option<RegistrationOrder?> _sort;
    private readonly Option<int?> _limit;
    private readonly Option<int?> _watch;

    public ListingOptions(Language language)
    {
        var names = RegistrationColumns.All.Select(c => c.Name).ToArray();
        var list = string.Join(", ", names);
        _wide = new("--wide", "-w") { Description = Words.Wide.In(language) };
        _columns = new("--columns")
        {
            Description = Words.ColumnsChoice.In(language, list),
            HelpName = "A,B",
            CustomParser = result => Parsed(result, RegistrationColumns.Parse, list, language),
        };
        _columns.CompletionSources.Add(names);
        _sort = new("--sort") { Description = Words.Sort.In(language), HelpName = "[-]COLUMN", CustomParser = result => Parsed(result, RegistrationOrder.Parse, list, language) };
        _sort.CompletionSources.Add(names);
        _limit = Number("--limit", Words.Limit, MostRows, ArgumentArity.ExactlyOne, usual: null, language);
        _watch = Watch(language);
    }

    /// <summary>The options, for a command's list of them.</summary>
    public Symbol[] All => [.. new Option[] { _wide, _columns, _sort, _limit, _watch }.Select(OptionGroup.Shown.Add)];

    /// <summary>An option to show something again and again.</summary>
    public static Option<int?> Watch(Language language) => Number("--watch", Words.Watch, MostSeconds, ArgumentArity.ZeroOrOne, UsualSeconds, language);

    /// <summary>How the list is shown.</summary>
    public RegistrationListing Of(ParseResult result) => new(
        result.GetValue(_columns) ?? (result.GetValue(_wide) ? RegistrationColumns.All : RegistrationColumns.Usual), result.GetValue(_sort) ?? RegistrationOrder.Usual);

    /// <summary>How many are shown at most; null for all.</summary>
    public int? LimitOf(ParseResult result) => result.GetValue(_limit);

    /// <summary>Every how many seconds; null for once.</summary>
    public int? WatchOf(ParseResult result) => result.GetResult(_watch) is null ? null : result.GetValue(_watch);

    private static T? Parsed<T>(System.CommandLine.Parsing.ArgumentResult result, Func<string, T?> parse, string known, Language language)
        where T : class
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (parse(text) is { } value)
            return value;
        result.AddError(NearMiss.After(Complaints.ColumnUnknown.In(language, Printable.Of(text), known), text.TrimStart('-'), known.Split(", "), language));
        return null;
    }

    private static Option<int?> Number(string name, Text does, int most, ArgumentArity arity, int? usual, Language language) => new(name)
    {
        Description = does.In(language),
        HelpName = usual is null ? "N" : "[SECONDS]",
        Arity = arity,
        CustomParser = result =>
        {
            if (result.Tokens.Count == 0)
                return usual;
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
                return number;
            result.AddError(Complaints.NumberMalformed.In(language, Printable.Of(result.Tokens[0].Value), 1, most));
            return null;
        },
    };
}
