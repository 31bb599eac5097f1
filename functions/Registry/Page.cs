using System.Text;

namespace Onboarding.Functions.Registry;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Limit">At most so many entries, 1 to 100.</param>
/// <param name="After">The sort key to continue after, or null for the beginning.</param>
internal sealed record Page(int Limit, string? After)
{
    /// <summary>Longer than any sort key and any marker of IAM's, and well within API Gateway's 10,240 bytes of request line and headers.</summary>
    private const int MaxCursor = 2000;

    /// <summary>No sort key is longer: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html.</summary>
    public const int MaxSortKey = 1024;

    /// <summary>The cursor that continues after a sort key.</summary>
    public static string Cursor(string sortKey) => Convert.ToBase64String(Encoding.UTF8.GetBytes(sortKey)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The cursor that continues after a sort key; null at the end.</summary>
    public static string? CursorOrNull(string? sortKey) => sortKey is null ? null : Cursor(sortKey);

    /// <summary>The sort key in a cursor; null when it is none that <see cref="Cursor"/> wrote.</summary>
    public static string? Decode(string cursor)
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
