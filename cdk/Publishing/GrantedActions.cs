using YamlDotNet.RepresentationModel;

namespace Onboarding.Cdk.Publishing;

/// <summary>The IAM actions that a customer's template gives its role.</summary>
internal static class GrantedActions
{
    /// <summary>Reads them from a template.</summary>
    /// <param name="template">The template's YAML.</param>
    /// <returns>Each action once, sorted.</returns>
    public static IReadOnlyList<string> In(string template)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(template));
        var policies = (YamlSequenceNode)yaml.Documents[0].RootNode["Resources"]["Role"]["Properties"]["Policies"];
        return [.. policies.SelectMany(Statements).SelectMany(Actions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static YamlSequenceNode Statements(YamlNode policy) => (YamlSequenceNode)policy["PolicyDocument"]["Statement"];

    private static IEnumerable<string> Actions(YamlNode statement) => statement["Action"] switch
    {
        YamlSequenceNode several => several.Select(a => a.ToString()),
        var one => [one.ToString()],
    };
}
