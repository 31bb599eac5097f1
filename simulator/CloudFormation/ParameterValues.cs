using System.Globalization;
using System.Text.RegularExpressions;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>Fits what the customer entered to the template's parameters.</summary>
internal static class ParameterValues
{
    /// <summary>In bytes. Source: CloudFormation quotas, "Parameter values".</summary>
    private const int MaxValueBytes = 4096;

    private static readonly TimeSpan s_patternTime = TimeSpan.FromSeconds(1);

    /// <summary>The value of every parameter, defaults filled in.</summary>
    /// <exception cref="AwsErrorException"><c>ValidationError</c>.</exception>
    public static IReadOnlyDictionary<string, string> Resolve(Template template, IReadOnlyDictionary<string, string> given)
    {
        var names = template.Parameters.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = given.Keys.Where(name => !names.Contains(name)).ToList();
        if (unknown.Count > 0) throw AwsErrorException.Validation($"Parameters: [{string.Join(", ", unknown)}] do not exist in the template");
        var missing = template.Parameters.Where(p => p.Default is null && !given.ContainsKey(p.Name)).Select(p => p.Name).ToList();
        if (missing.Count > 0) throw AwsErrorException.Validation($"Parameters: [{string.Join(", ", missing)}] must have values");
        return template.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => Check(parameter, given.GetValueOrDefault(parameter.Name) ?? parameter.Default!),
            StringComparer.Ordinal);
    }

    private static string Check(ParameterDefinition parameter, string value)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(value) > MaxValueBytes)
            throw AwsErrorException.Validation($"Parameter '{parameter.Name}' must be {MaxValueBytes} bytes or less.");
        var items = parameter.IsList ? value.Split(',', StringSplitOptions.TrimEntries) : [value];
        foreach (var item in items)
        {
            if ((NumberFailure(parameter, item) ?? TextFailure(parameter, item)) is not { } failure) continue;
            throw AwsErrorException.Validation(parameter.ConstraintDescription is { } description && failure is not "must be a number."
                ? $"Parameter {parameter.Name} failed to satisfy constraint: {description}"
                : $"Parameter '{parameter.Name}' {failure}");
        }
        return value;
    }

    private static string? NumberFailure(ParameterDefinition parameter, string value)
    {
        if (!parameter.IsNumeric) return null;
        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return "must be a number.";
        if (number < parameter.MinValue) return $"must be a number not less than {parameter.MinValue}";
        return number > parameter.MaxValue ? $"must be a number not greater than {parameter.MaxValue}" : null;
    }

    private static string? TextFailure(ParameterDefinition parameter, string value)
    {
        if (parameter.AllowedValues is { } allowed && !allowed.Contains(value, StringComparer.Ordinal)) return "must be one of AllowedValues";
        if (value.Length < parameter.MinLength) return $"must contain at least {parameter.MinLength} characters";
        if (value.Length > parameter.MaxLength) return $"must contain at most {parameter.MaxLength} characters";
        return parameter.AllowedPattern is { } pattern && !IsMatch(pattern, value) ? $"must match pattern {pattern}" : null;
    }

    // CloudFormation's patterns are Java's, which match the entire value and whose classes such as \w are ASCII.
    private static bool IsMatch(string pattern, string value)
    {
        try
        {
            var match = Regex.Match(value, $"^(?:{pattern})$", RegexOptions.ECMAScript, s_patternTime);
            return match.Success && match.Length == value.Length;
        }
        catch (Exception error) when (error is ArgumentException or RegexMatchTimeoutException)
        {
            throw AwsErrorException.Unknown($"how to match the AllowedPattern {pattern}");
        }
    }
}
