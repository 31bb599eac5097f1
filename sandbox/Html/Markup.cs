using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Onboarding.Sandbox.Html;

/// <summary>A piece of HTML: literal text in the source is kept, and every interpolated value is escaped.</summary>
/// <param name="Text">The markup.</param>
internal readonly record struct Markup(string Text)
{
    /// <summary>Nothing.</summary>
    public static Markup None { get; } = new("");

    /// <summary>Markup from an interpolated string, its values escaped.</summary>
    public static Markup Of(MarkupBuilder markup) => new(markup.ToString());

    /// <summary>Pieces one after the other.</summary>
    public static Markup All(IEnumerable<Markup> pieces) => new(string.Concat(pieces.Select(p => p.Text)));

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>Builds the markup of an interpolated string.</summary>
[InterpolatedStringHandler]
internal readonly struct MarkupBuilder(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + (formattedCount * 16));

    /// <summary>Adds literal text from the source.</summary>
    public void AppendLiteral(string markup) => _text.Append(markup);

    /// <summary>Adds a piece of HTML.</summary>
    public void AppendFormatted(Markup piece) => _text.Append(piece.Text);

    /// <summary>Adds a text, escaped.</summary>
    public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(text));

    /// <inheritdoc />
    public override string ToString() => _text.ToString();
}
