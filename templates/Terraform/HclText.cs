using System.Text;

namespace Onboarding.Templates;

/// <summary>Writes Terraform's language, line by line.</summary>
/// <remarks>https://developer.hashicorp.com/terraform/language/expressions/strings: <c>$${</c> and <c>%%{</c> stand for what would otherwise begin a template.</remarks>
public sealed class HclText
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes a line.</summary>
    /// <param name="indent">How many spaces come before it.</param>
    /// <param name="text">The line, as it is.</param>
    internal HclText Line(int indent, string text)
    {
        _text.Append(' ', text.Length == 0 ? 0 : indent).Append(text).Append('\n');
        return this;
    }

    /// <summary>The block that uses a module, and the output that shows one of its values.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="source">The address of the module.</param>
    /// <param name="arguments">The module's variables, with expressions.</param>
    /// <param name="output">The value that is shown, and as what.</param>
    public static string Module(string name, string source, IReadOnlyList<(string Name, string Value)> arguments, (string Value, string Name) output) => new HclText()
        .Line(0, $"module {Quoted(name)} {{").Line(2, $"source = {Quoted(source)}").Line(0, "").Arguments(2, arguments).Line(0, "}").Line(0, "")
        .Line(0, $"output {Quoted(output.Name)} {{").Line(2, $"value = module.{name}.{output.Value}").Line(0, "}").ToString();

    /// <summary>A quoted text in which nothing is a template.</summary>
    /// <param name="text">The text.</param>
    public static string Quoted(string text) => $"\"{Literal(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal))}\"";

    /// <summary>A text for a heredoc or for quotation marks, in which nothing is a template.</summary>
    internal static string Literal(string text) => text.Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);

    /// <summary>Some arguments, their equals signs below each other as <c>terraform fmt</c> has them.</summary>
    internal HclText Arguments(int indent, params IReadOnlyList<(string Name, string Value)> arguments)
    {
        var width = arguments.Count == 0 ? 0 : arguments.Max(a => a.Name.Length);
        foreach (var (name, value) in arguments)
            Line(indent, $"{name.PadRight(width)} = {value}");
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
