using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>The short forms of YAML templates: <c>!Sub x</c> is <c>{"Fn::Sub": "x"}</c>.</summary>
/// <remarks>Source: CloudFormation User Guide, "Intrinsic function reference".</remarks>
internal static class YamlShortForms
{
    public static JsonNode? Expand(TagName tag, JsonNode? value)
    {
        if (tag.IsEmpty || tag.IsNonSpecific || tag.Value is "tag:yaml.org,2002:str" or "tag:yaml.org,2002:map" or "tag:yaml.org,2002:seq")
            return value;
        return tag.Value switch
        {
            "!Ref" or "!Condition" => new JsonObject { [tag.Value[1..]] = value },
            "!GetAtt" when value is JsonValue text => new JsonObject { ["Fn::GetAtt"] = SplitOnce(text.ToString()) },
            "!GetAtt" or "!Sub" or "!Base64" or "!Equals" or "!Not" or "!If" or "!And" or "!Or" or "!Join" or "!Select" or "!Split"
                or "!FindInMap" => new JsonObject { [string.Concat("Fn::", tag.Value.AsSpan(1))] = value },
            _ => throw AwsErrorException.Unknown($"the YAML tag {tag.Value}"),
        };
    }

    private static JsonArray SplitOnce(string text) => new([.. text.Split('.', 2).Select(part => JsonValue.Create(part))]);
}
