using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Onboarding.Simulator.Query;

/// <summary>An answer of a Query-protocol service.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ErrorCode">AWS's error code; null when it succeeded.</param>
/// <param name="Body">The XML.</param>
internal sealed record QueryAnswer(int Status, string? ErrorCode, byte[] Body)
{
    public static QueryAnswer Success(QueryService service, string action, XElement[] result, string requestId)
    {
        XNamespace ns = service.Namespace;
        var body = new XElement(
            ns + $"{action}Response",
            new XElement(ns + $"{action}Result", result.Select(element => Qualify(element, ns))),
            new XElement(ns + "ResponseMetadata", new XElement(ns + "RequestId", requestId)));
        return new QueryAnswer(200, null, Serialize(body));
    }

    public static QueryAnswer Error(QueryService service, AwsErrorException error, string requestId)
    {
        XNamespace ns = service.Namespace;
        var body = new XElement(
            ns + "ErrorResponse",
            new XElement(
                ns + "Error",
                new XElement(ns + "Type", error.Status >= 500 ? "Receiver" : "Sender"),
                new XElement(ns + "Code", error.Code),
                new XElement(ns + "Message", Printable(error.Message))),
            new XElement(ns + "RequestId", requestId));
        return new QueryAnswer(error.Status, error.Code, Serialize(body));
    }

    private static XElement Qualify(XElement element, XNamespace ns) => new(
        ns + element.Name.LocalName,
        element.Nodes().Select(node => node is XElement child ? Qualify(child, ns) : node));

    // Messages repeat what a caller sent; not all of it is valid in XML.
    private static string Printable(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));

    private static byte[] Serialize(XElement body)
    {
        using var stream = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = true,
            Indent = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
        };
        using (var writer = XmlWriter.Create(stream, settings)) body.Save(writer);
        return stream.ToArray();
    }
}
