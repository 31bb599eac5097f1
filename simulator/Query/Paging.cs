using System.Text;
using System.Xml.Linq;

namespace Onboarding.Simulator.Query;

/// <summary>IAM's paging by <c>Marker</c> and <c>MaxItems</c>.</summary>
internal static class Paging
{
    /// <summary>Source: IAM API Reference, MaxItems, "If you do not include this parameter, the number of items defaults to 100".</summary>
    private const int DefaultItems = 100;

    /// <summary>One page of a list.</summary>
    /// <param name="request">With Marker and MaxItems.</param>
    /// <param name="listName">The list's element.</param>
    /// <param name="items">All items, in a lasting order.</param>
    /// <param name="key">Tells an item apart; a marker names the last item of the page before.</param>
    /// <param name="show">An item's element.</param>
    public static XElement[] Page<T>(
        QueryRequest request, string listName, IEnumerable<T> items, Func<T, string> key, Func<T, XElement> show)
    {
        var most = request.Number("MaxItems") ?? DefaultItems;
        var checks = new MemberChecks().Number("maxItems", most, 1, 1000);
        if (request["Marker"] is { } given) checks.Text("marker", given, Members.Marker);
        checks.ThrowIfAny();
        var rest = items.ToList();
        if (request["Marker"] is { } marker) rest.RemoveRange(0, Position(rest, key, marker) + 1);
        var page = rest.Take(most).ToList();
        var list = new XElement(listName, page.Select(show));
        return rest.Count > page.Count
            ? [list, new("IsTruncated", "true"), new("Marker", Marker(key(page[^1])))]
            : [list, new("IsTruncated", "false")];
    }

    private static int Position<T>(List<T> items, Func<T, string> key, string marker)
    {
        var position = items.FindIndex(item => string.Equals(Marker(key(item)), marker, StringComparison.Ordinal));
        return position >= 0 ? position : throw AwsErrorException.Validation($"Invalid Marker: {marker}");
    }

    private static string Marker(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));
}
