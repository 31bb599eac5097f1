using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Functions.Groups;

/// <summary>A group's color: <c>#rrggbb</c>, or one of CSS's basic color names; kept in lower case.</summary>
internal sealed record GroupColor
{
    private GroupColor(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out GroupColor? color)
    {
        var lower = text is not null && System.Text.Ascii.IsValid(text) ? text.ToLowerInvariant() : null;
        color = lower is ['#', _, _, _, _, _, _] && lower.Skip(1).All(char.IsAsciiHexDigit)
            || lower is "aqua" or "black" or "blue" or "brown" or "cyan" or "gray" or "green" or "lime" or "magenta" or "maroon" or "navy"
                or "olive" or "orange" or "pink" or "purple" or "red" or "silver" or "teal" or "white" or "yellow"
                    ? new GroupColor(lower)
                    : null;
        return color is not null;
    }

    public override string ToString() => Value;
}
