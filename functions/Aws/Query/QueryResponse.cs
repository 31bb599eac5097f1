using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Onboarding.Functions.Aws.Query;

/// <summary>An answer of the Query protocol: its leaf elements in document order, each with its path below the root, such as <c>DescribeStacksResult/Stacks/member/StackStatus</c>.</summary>
internal sealed class QueryResponse : AmazonWebServiceResponse
{
    public IReadOnlyList<(string Path, string Value)> Leaves { get; init; } = [];

    /// <summary>The first leaf at a path, or null.</summary>
    public string? First(string path) => Leaves.FirstOrDefault(l => string.Equals(l.Path, path, StringComparison.Ordinal)).Value;

    /// <summary>Every leaf at a path.</summary>
    public IEnumerable<string> All(string path) => Leaves.Where(l => string.Equals(l.Path, path, StringComparison.Ordinal)).Select(l => l.Value);

    /// <summary>The pairs that a list of items with a name and a value is made of.</summary>
    /// <param name="list">The list's path.</param>
    /// <param name="nameElement">The element with the name.</param>
    /// <param name="valueElement">The element with the value, behind the name.</param>
    /// <param name="item">What an item's element is called: <c>member</c> in lists, <c>entry</c> in maps.</param>
    public IEnumerable<(string Name, string Value)> Pairs(string list, string nameElement, string valueElement, string item = "member")
    {
        string? name = null;
        foreach (var (path, value) in Leaves)
        {
            if (string.Equals(path, $"{list}/{item}/{nameElement}", StringComparison.Ordinal))
                name = value;
            if (name is not null && string.Equals(path, $"{list}/{item}/{valueElement}", StringComparison.Ordinal))
            {
                yield return (name, value);
                name = null;
            }
        }
    }

    /// <summary>For each leaf which element it stands in, counted from the beginning of the document: what has the same number belongs together.</summary>
    public IReadOnlyList<int> Owners { get; init; } = [];

    /// <summary>A list of members that are records: each one's own leaves by their names, in whatever order AWS writes them.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Records(string list)
    {
        var member = list + "/member/";
        return Leaves.Zip(Owners, (leaf, owner) => (leaf.Path, leaf.Value, Owner: owner))
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
        var (leaves, owners) = Read(input.Stream);
        var requestId = leaves.FirstOrDefault(l => l.Path is "ResponseMetadata/RequestId").Value;
        return new QueryResponse { Leaves = leaves, Owners = owners, ResponseMetadata = new ResponseMetadata { RequestId = requestId } };
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        List<(string Path, string Value)> leaves;
        try
        {
            leaves = Read(input.Stream).Leaves;
        }
        catch (XmlException e)
        {
            return new AmazonServiceException($"HTTP {(int)statusCode} without a readable error", e, ErrorType.Unknown, $"Http{(int)statusCode}", requestId: null, statusCode);
        }

        string? Leaf(string name) => leaves.FirstOrDefault(l => string.Equals(l.Path.Split('/')[^1], name, StringComparison.Ordinal)).Value;
        var type = Leaf("Type") is "Sender" ? ErrorType.Sender : ErrorType.Receiver;
        return new AmazonServiceException(Leaf("Message"), innerException, type, Leaf("Code") ?? $"Http{(int)statusCode}", Leaf("RequestId"), statusCode);
    }

    private static (List<(string Path, string Value)> Leaves, List<int> Owners) Read(Stream stream)
    {
        var leaves = new List<(string, string)>();
        var owners = new List<int>();
        var path = new Stack<(string Name, int Number)>();
        var number = 0;
        void Add(string value, params IEnumerable<string> last)
        {
            leaves.Add((string.Join('/', path.Reverse().Skip(1).Select(e => e.Name).Concat(last)), value));
            // An empty element was not pushed; a text's own element was, and stands in the one below it.
            owners.Add(path.ElementAtOrDefault(last.Any() ? 0 : 1).Number);
        }

        using var reader = XmlReader.Create(stream, s_settings);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement)
                path.Push((reader.LocalName, ++number));
            else if (reader.NodeType == XmlNodeType.Element)
                Add("", reader.LocalName);
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                Add(reader.Value);
            else if (reader.NodeType == XmlNodeType.EndElement)
                path.Pop();
        }

        return (leaves, owners);
    }
}
