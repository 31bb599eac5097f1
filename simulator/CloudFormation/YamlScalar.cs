using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>Plain scalars by the rules of YAML 1.1, which CloudFormation follows; dates stay text.</summary>
internal static class YamlScalar
{
    public static JsonNode? Read(Scalar scalar)
    {
        if (scalar.Style is not ScalarStyle.Plain || !scalar.Tag.IsEmpty) return JsonValue.Create(scalar.Value);
        return scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => JsonValue.Create(true),
            "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => JsonValue.Create(false),
            var text when LooksLikeNumber(text) => Number(text),
            var text => JsonValue.Create(text),
        };
    }

    private static bool LooksLikeNumber(string text) =>
        text.Any(char.IsAsciiDigit) && text.TrimStart('+', '-').All(c => char.IsAsciiDigit(c) || c is '.' or '_');

    private static JsonValue Number(string text)
    {
        var canonical = decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && string.Equals(number.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        if (canonical) return JsonValue.Create(number);

        // Versions ("1.2.3") are text; octal numbers, underscores and the like are read in unexpected ways.
        return text.Count(c => c is '.') > 1
            ? JsonValue.Create(text)
            : throw AwsErrorException.Unknown($"how CloudFormation reads the unquoted number {text}: quote it");
    }
}
