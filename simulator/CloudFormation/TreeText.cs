using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>Scalars of the tree as text: CloudFormation takes numbers and Booleans for strings.</summary>
internal static class TreeText
{
    public static string Of(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToJsonString(),
    };
}
