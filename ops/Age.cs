using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Onboarding.Ops;

/// <summary>How long a registration has been in its state: <c>30d</c>, <c>12h</c>, <c>2w</c>, or in ISO 8601 <c>P30D</c>, <c>PT12H</c>; an hour to ten years.</summary>
internal sealed partial record Age
{
    private const int MaxHours = 3650 * 24;

    private Age(int hours) => Hours = hours;

    public int Hours { get; }

    /// <summary>As the API takes it: <c>P30D</c>, or <c>PT12H</c> when it is no whole number of days.</summary>
    public string Iso => Hours % 24 == 0 ? $"P{Hours / 24}D" : $"PT{Hours}H";

    public static bool TryParse(string? text, [NotNullWhen(true)] out Age? age)
    {
        age = null;
        if (text is null || Form().Match(text) is not { Success: true } match)
            return false;
        if (!int.TryParse(match.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MaxHours)
            return false;
        var hours = count * (match.Groups["unit"].ValueSpan[0] switch { 'h' or 'H' => 1, 'd' or 'D' => 24, _ => 24 * 7 });
        if (hours is >= 1 and <= MaxHours)
            age = new Age(hours);
        return age is not null;
    }

    public override string ToString() => Iso;

    [GeneratedRegex(@"^(?:(?<count>[0-9]{1,6})(?<unit>[hdw])|P(?<count>[0-9]{1,6})(?<unit>[DW])|PT(?<count>[0-9]{1,6})(?<unit>H))\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
