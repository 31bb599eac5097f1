using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Onboarding.Functions.Aws.Query;

/// <summary>A text in an answer of the Query protocol.</summary>
/// <param name="Path">The path of its element below the root, such as <c>DescribeStacksResult/Stacks/member/StackStatus</c>.</param>
/// <param name="Value">The text.</param>
/// <param name="Owner">The parent of its element, by number in the document: values with the same owner belong together.</param>
internal readonly record struct QueryLeaf(string Path, string Value, int Owner);

/// <summary>An answer of the Query protocol: its leaf elements in document order.</summary>
internal sealed class QueryResponse : AmazonWebServiceResponse
{
    public IReadOnlyList<QueryLeaf> Leaves { get; init; } = [];

    /// <summary>The first leaf at a path, or null.</summary>
    public string? First(string path) => Leaves.FirstOrDefault(l => l.Path == path).Value;

    /// <summary>Every leaf at a path.</summary>
    public IEnumerable<string> All(string path) => Leaves.Where(l => l.Path == path).Select(l => l.Value);

    /// <summary>The pairs that a list of items with a name and a value is made of.</summary>
    /// <param name="list">The list's path.</param>
    /// <param name="nameElement">The element with the name.</param>
    /// <param name="valueElement">The element with the value, behind the name.</param>
    /// <param name="item">What an item's element is called: <c>member</c> in lists, <c>entry</c> in maps.</param>
    public IEnumerable<(string Name, string Value)> Pairs(string list, string nameElement, string valueElement, string item = "member")
    {
        var (namePath, valuePath) = ($"{list}/{item}/{nameElement}", $"{list}/{item}/{valueElement}");
        string? name = null;
        foreach (var leaf in Leaves)
        {
            if (leaf.Path == namePath)
                name = leaf.Value;
            if (name is not null && leaf.Path == valuePath)
            {
                yield return (name, leaf.Value);
                name = null;
            }
        }
    }

    /// <summary>A list of members that are records: each one's own leaves by their names, in whatever order AWS writes them.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Records(string list)
    {
        var member = list + "/member/";
        return Leaves
            .Where(l => l.Path.StartsWith(member, StringComparison.Ordinal) && !l.Path[member.Length..].Contains('/', StringComparison.Ordinal))
            .GroupBy(l => l.Owner)
            .Select(g => g.ToDictionary(l => l.Path[member.Length..], l => l.Value, StringComparer.Ordinal));
    }
}

/// <summary>Reads the answers and errors of the Query protocol.</summary>
internal sealed class QueryUnmarshaller : XmlResponseUnmarshaller
{
    private static readonly XmlReaderSettings s_settings = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true, IgnoreWhitespace = true };

    public static QueryUnmarshaller Instance { get; } = new();

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var leaves = Read(input.Stream);
        var requestId = leaves.Find(l => l.Path is "ResponseMetadata/RequestId").Value;
        return new QueryResponse { Leaves = leaves, ResponseMetadata = new ResponseMetadata { RequestId = requestId } };
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        List<QueryLeaf> leaves;
        try
        {
            leaves = Read(input.Stream);
        }
        catch (XmlException e)
        {
            return new AmazonServiceException($"HTTP {(int)statusCode} without a readable error", e, ErrorType.Unknown, $"Http{(int)statusCode}", requestId: null, statusCode);
        }

        string? Leaf(string name) => leaves.Find(l => l.Path.Split('/')[^1] == name).Value;
        var type = Leaf("Type") is "Sender" ? ErrorType.Sender : ErrorType.Receiver;
        return new AmazonServiceException(Leaf("Message"), innerException, type, Leaf("Code") ?? $"Http{(int)statusCode}", Leaf("RequestId"), statusCode);
    }

    private static List<QueryLeaf> Read(Stream stream)
    {
        var leaves = new List<QueryLeaf>();
        // The reader's open elements, innermost on top.
        var open = new Stack<(string Path, int Number, int Owner)>();
        var number = 0;
        using var reader = XmlReader.Create(stream, s_settings);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                var (parent, owner, _) = open.Count > 0 ? open.Peek() : ("", 0, 0);
                var path = reader.Depth == 0 ? "" : parent.Length == 0 ? reader.LocalName : $"{parent}/{reader.LocalName}";
                if (reader.IsEmptyElement)
                    leaves.Add(new QueryLeaf(path, "", owner));
                else
                    open.Push((path, ++number, owner));
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                leaves.Add(new QueryLeaf(open.Peek().Path, reader.Value, open.Peek().Owner));
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                open.Pop();
            }
        }

        return leaves;
    }
}
