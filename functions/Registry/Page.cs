using System.Globalization;
using System.Text;
using Onboarding.Functions.Http;

namespace Onboarding.Functions.Registry;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Limit">At most so many entries, 1 to 100.</param>
/// <param name="After">The sort key after which to go on, or null for the beginning.</param>
internal sealed record Page(int Limit, string? After)
{
    private const int MaxLimit = 100;

    /// <summary>Longer than any sort key and any marker of IAM's, and well within API Gateway's 10,240 bytes of request line and headers.</summary>
    private const int MaxCursor = 2000;

    /// <summary>No sort key is longer: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html.</summary>
    public const int MaxSortKey = 1024;

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
        return Decode(cursor) is { } after && isPlace(after)
            ? (new Page(limit, after), null)
            : (null, WrongCursor);
    }

    /// <summary>What is said of a cursor that no page of the list answered with.</summary>
    public static Refusal WrongCursor =>
        Request.Malformed("“cursor” must be the value that the previous page answered with.", "「cursor」には前のページの応答にあった値を指定してください。");

    /// <summary>The cursor that goes on after a sort key.</summary>
    public static string Cursor(string sortKey) => Convert.ToBase64String(Encoding.UTF8.GetBytes(sortKey)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The cursor that goes on after a sort key; null at the end.</summary>
    public static string? CursorOrNull(string? sortKey) => sortKey is null ? null : Cursor(sortKey);

    private static string? Decode(string cursor)
    {
        if (cursor.Length is 0 or > MaxCursor)
            return null;
        var bytes = new byte[cursor.Length];
        var base64 = cursor.Replace('-', '+').Replace('_', '/').PadRight((cursor.Length + 3) / 4 * 4, '=');
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.All(c => c is > ' ' and < '\x7f') && Cursor(text) == cursor ? text : null;
    }
}
