using System.Xml.Linq;

namespace Onboarding.Tests.Sandbox;

/// <summary>Reads the Query protocol's XML.</summary>
internal static class Answers
{
    public static async Task<XElement> XmlAsync(this Task<HttpResponseMessage> pending)
    {
        using var response = await pending;
        return XElement.Parse(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Status, code and message of an error.</summary>
    public static async Task<(int Status, string Code, string Message)> ErrorAsync(this Task<HttpResponseMessage> pending)
    {
        using var response = await pending;
        var xml = XElement.Parse(await response.Content.ReadAsStringAsync());
        return ((int)response.StatusCode, xml.Value("Code"), xml.Value("Message"));
    }

    public static string Value(this XElement xml, string name) => xml.Descendants().First(e => e.Name.LocalName == name).Value;

    public static IReadOnlyList<string> Values(this XElement xml, string name) =>
        [.. xml.Descendants().Where(e => e.Name.LocalName == name).Select(e => e.Value)];
}
