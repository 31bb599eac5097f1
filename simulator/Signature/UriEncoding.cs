namespace Onboarding.Simulator.Signature;

/// <summary>RFC 3986 encoding as Signature Version 4 wants it: everything but letters, digits and <c>-._~</c>, in capital hex.</summary>
internal static class UriEncoding
{
    public static string Encode(string text) => Uri.EscapeDataString(text);

    /// <summary>The path as it was sent, without dots and doubled slashes, its segments encoded once more; for every service but S3.</summary>
    public static string CanonicalPath(string sentPath)
    {
        var kept = new List<string>();
        var segments = sentPath.Split('/');
        foreach (var segment in segments)
        {
            if (segment is ".." && kept.Count > 0) kept.RemoveAt(kept.Count - 1);
            else if (segment is not ("" or "." or "..")) kept.Add(Encode(segment));
        }
        var endsWithSlash = kept.Count > 0 && segments[^1] is "" or "." or "..";
        return "/" + string.Join('/', kept) + (endsWithSlash ? "/" : "");
    }

    /// <summary>The query with names and values encoded again and sorted by code point, without the signature itself.</summary>
    public static string CanonicalQuery(string sentQuery)
    {
        var pairs = sentQuery.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Reencode(pair[0]), Value: pair.Length == 2 ? Reencode(pair[1]) : ""))
            .Where(pair => pair.Name is not "X-Amz-Signature")
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal);
        return string.Join('&', pairs.Select(pair => $"{pair.Name}={pair.Value}"));
    }

    private static string Reencode(string text) => Encode(Uri.UnescapeDataString(text));
}
