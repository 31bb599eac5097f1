namespace Onboarding.Sandbox.Control;

/// <summary>One of the sandbox's own routes.</summary>
/// <param name="Method">The method.</param>
/// <param name="Pattern">The path's segments; one in braces takes one percent-encoded segment.</param>
/// <param name="Answer">Answers a request.</param>
internal sealed record ControlRoute(string Method, IReadOnlyList<string> Pattern, Func<HttpContext, Task> Answer);

/// <summary>The sandbox's own routes.</summary>
internal sealed class ControlMap
{
    private readonly List<ControlRoute> _routes = [];

    /// <summary>Adds a route.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path; a segment in braces takes one percent-encoded segment, read with <see cref="Segment"/>.</param>
    /// <param name="answer">Answers; a <see cref="BadRequestException"/> or an <see cref="AwsErrorException"/> becomes a 400.</param>
    public void Add(string method, string path, Func<HttpContext, Task> answer) => _routes.Add(new(method, path.Split('/'), answer));

    /// <summary>The routes of a path, whatever their method; the path's parameters are kept in the request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="segments">The path's segments, still percent-encoded: ARNs hold slashes.</param>
    public IReadOnlyList<ControlRoute> Find(HttpContext context, IReadOnlyList<string> segments)
    {
        var found = _routes.Where(r => Matches(r.Pattern, segments)).ToList();
        foreach (var (pattern, segment) in found.SelectMany(r => r.Pattern.Zip(segments)).Where(p => IsParameter(p.First)))
        {
            context.Items[pattern.Trim('{', '}')] = Uri.UnescapeDataString(segment);
        }

        return found;
    }

    /// <summary>The decoded path segment of a parameter.</summary>
    public static string Segment(HttpContext context, string name) => (string)context.Items[name]!;

    private static bool Matches(IReadOnlyList<string> pattern, IReadOnlyList<string> segments) =>
        pattern.Count == segments.Count
        && pattern.Zip(segments).All(p => IsParameter(p.First) ? p.Second.Length > 0 : string.Equals(p.First, p.Second, StringComparison.Ordinal));

    private static bool IsParameter(string segment) => segment.StartsWith('{');
}
