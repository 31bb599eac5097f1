using System.Text;

namespace Onboarding.Templates;

/// <summary>Writes parts of a CloudFormation template, indented as a person would.</summary>
internal sealed class YamlText
{
    private readonly StringBuilder _text = new();

    /// <summary>A line at an indentation.</summary>
    public YamlText Line(int indent, string text)
    {
        _text.Append(' ', indent).Append(text).Append('\n');
        return this;
    }

    /// <summary>A text in single quotation marks.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A text whose variables CloudFormation fills in.</summary>
    public static string Open(string text)
    {
        var sub = Variables.ForSub(text);
        return Variables.In(text).Any() ? $"!Sub {Quoted(sub)}" : Quoted(text);
    }

    /// <summary>A list of one value as the value, of several as a list.</summary>
    public YamlText Values(int indent, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 1)
            return Line(indent, $"{name}: {values[0]}");
        Line(indent, name + ":");
        foreach (var value in values)
            Line(indent + 2, "- " + value);
        return this;
    }

    /// <summary>A statement as an item of a list; one of a feature on its condition.</summary>
    public YamlText Statement(int indent, PackedStatement packed, bool isConditional)
    {
        if (!isConditional || packed.Feature is null)
            return Item(indent, packed.Statement);
        Line(indent, "- !If");
        Line(indent + 2, "- " + packed.Feature.ConditionName);
        Item(indent + 2, packed.Statement);
        return Line(indent + 2, "- !Ref AWS::NoValue");
    }

    public override string ToString() => _text.ToString();

    private YamlText Item(int indent, PolicyStatement statement)
    {
        Line(indent, "- Sid: " + Quoted(statement.Sid));
        Line(indent + 2, "Effect: " + (statement.Allows ? "Allow" : "Deny"));
        Values(indent + 2, statement.IsNotAction ? "NotAction" : "Action", [.. statement.Actions.Select(Quoted)]);
        Values(indent + 2, statement.IsNotResource ? "NotResource" : "Resource", [.. statement.Resources.Select(Open)]);
        if (statement.Conditions.Count == 0)
            return this;
        Line(indent + 2, "Condition:");
        foreach (var operators in statement.Conditions.GroupBy(c => c.Operator, StringComparer.Ordinal))
        {
            Line(indent + 4, Quoted(operators.Key) + ":");
            foreach (var condition in operators)
                Values(indent + 6, Quoted(condition.Key), [.. condition.Values.Select(Open)]);
        }

        return this;
    }
}
