using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>Turns one YAML document into a tree of JSON nodes.</summary>
internal static class YamlTree
{
    // JSON's own depth limit elsewhere; no template comes near it.
    private const int MaxDepth = 64;

    public static JsonNode? Read(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _)) return null;
            parser.Consume<DocumentStart>();
            var root = ReadNode(parser, 0);
            parser.Consume<DocumentEnd>();
            if (!parser.TryConsume<StreamEnd>(out _)) throw NotWellFormed(parser.Current!.Start);
            return root;
        }
        catch (YamlException error)
        {
            throw NotWellFormed(error.Start);
        }
    }

    private static AwsErrorException NotWellFormed(Mark at) =>
        AwsErrorException.Validation($"Template format error: YAML not well-formed. (line {at.Line}, column {at.Column})");

    private static JsonNode? ReadNode(IParser parser, int depth)
    {
        if (depth > MaxDepth) throw AwsErrorException.Unknown($"templates nested deeper than {MaxDepth}");
        if (parser.Accept<AnchorAlias>(out _))
            throw AwsErrorException.Validation("Template error: YAML aliases are not allowed in CloudFormation templates");
        var node = parser.Consume<NodeEvent>();
        return node switch
        {
            Scalar scalar => YamlShortForms.Expand(scalar.Tag, YamlScalar.Read(scalar)),
            SequenceStart start => YamlShortForms.Expand(start.Tag, ReadSequence(parser, depth)),
            MappingStart start => YamlShortForms.Expand(start.Tag, ReadMapping(parser, depth)),
            _ => throw NotWellFormed(node.Start),
        };
    }

    private static JsonArray ReadSequence(IParser parser, int depth)
    {
        var items = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(parser, depth + 1));
        return items;
    }

    private static JsonObject ReadMapping(IParser parser, int depth)
    {
        var map = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.Accept<Scalar>(out var key)) throw NotWellFormed(parser.Current!.Start);
            parser.MoveNext();
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
                throw AwsErrorException.Validation("Template format error: YAML hash merges are not allowed in CloudFormation templates");
            if (map.ContainsKey(key.Value)) throw NotWellFormed(key.Start);
            map[key.Value] = ReadNode(parser, depth + 1);
        }
        return map;
    }
}
