using Route = Onboarding.Functions.Http.Route;

namespace Onboarding.Sandbox.Gateway;

/// <summary>A route that answers a request, with the values of its path parameters.</summary>
/// <param name="Route">The route.</param>
/// <param name="PathParameters">The decoded parameters.</param>
internal sealed record RouteMatch(Route Route, IReadOnlyDictionary<string, string> PathParameters)
{
    /// <summary>Finds the route for a request, the one with more literal segments first, as API Gateway does.</summary>
    /// <param name="routes">The routes of the API.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="rawPath">The request's path, still percent-encoded.</param>
    public static RouteMatch? Find(IEnumerable<Route> routes, string method, string rawPath)
    {
        var segments = rawPath.Split('/');
        return routes
            .Select(route => Match(route, method, segments))
            .OfType<RouteMatch>()
            .MinBy(match => match.PathParameters.Count);
    }

    private static RouteMatch? Match(Route route, string method, string[] segments)
    {
        var space = route.Key.IndexOf(' ', StringComparison.Ordinal);
        var pattern = route.Key[(space + 1)..].Split('/');
        if (!route.Key.AsSpan(0, space).SequenceEqual(method) || pattern.Length != segments.Length)
        {
            return null;
        }

        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < pattern.Length; i++)
        {
            var value = Uri.UnescapeDataString(segments[i]);
            if (pattern[i].StartsWith('{') && value.Length > 0)
            {
                parameters[pattern[i].Trim('{', '}')] = value;
            }
            else if (!string.Equals(pattern[i], value, StringComparison.Ordinal))
            {
                return null;
            }
        }

        return new(route, parameters);
    }
}
