using System.Text;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>The text of <c>Fn::Sub</c>: <c>${Name}</c>, <c>${Resource.Attribute}</c>, and <c>${!Literal}</c>, which stays.</summary>
internal static class SubText
{
    /// <summary>The parameters, resources and keys that the text names, without attributes.</summary>
    public static IEnumerable<string> Names(string text)
    {
        var names = new List<string>();
        Replace(text, name =>
        {
            names.Add(name.Split('.')[0]);
            return "";
        });
        return names;
    }

    public static string Replace(string text, Func<string, string> value)
    {
        var result = new StringBuilder();
        var at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is >= 0 and var start)
        {
            var end = text.IndexOf('}', start);
            if (end < 0) break;
            var name = text[(start + 2)..end];
            result.Append(text, at, start - at);
            result.Append(name.StartsWith('!') ? $"${{{name[1..]}}}" : value(Checked(name.Trim())));
            at = end + 1;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    private static string Checked(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ':' or '.')
        ? name
        : throw AwsErrorException.Validation(
            "Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons");
}
