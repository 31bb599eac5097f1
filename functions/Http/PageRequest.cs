using System.Globalization;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Http;

/// <summary>Reads which part of a list a request asks for.</summary>
internal static class PageRequest
{
    private const int MaxLimit = 100;

    /// <summary>Reads <c>limit</c> and <c>cursor</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isPlace">Whether a sort key is one of this list's: a cursor of another list is refused.</param>
    public static (Page? Page, Refusal? Refusal) Of(Request request, Func<string, bool> isPlace)
    {
        var limit = 50;
        if (request.Query("limit") is { } limitText
            && !(int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit))
            return (null, Request.Malformed($"“limit” must be a whole number from 1 to {MaxLimit}.", $"「limit」には 1〜{MaxLimit} の整数を指定してください。"));
        if (request.Query("cursor") is not { } cursor)
            return (new Page(limit, null), null);
        return Page.Decode(cursor) is { } after && isPlace(after)
            ? (new Page(limit, after), null)
            : (null, WrongCursor);
    }

    /// <summary>The refusal of a cursor that no page of the list returned.</summary>
    public static Refusal WrongCursor =>
        Request.Malformed("“cursor” must be the value that the previous page returned.", "「cursor」には前のページの応答にあった値を指定してください。");
}
