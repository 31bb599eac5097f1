using Microsoft.AspNetCore.Http.Features;

namespace Onboarding.Sandbox.Gateway;

/// <summary>A request's target as it came over the wire.</summary>
/// <param name="Path">The path, percent-encoded.</param>
/// <param name="Query">The query without its question mark, percent-encoded; API Gateway passes it on unchanged.</param>
internal sealed record RawTarget(string Path, string Query)
{
    /// <summary>The path as the event's <c>rawPath</c> has it: an HTTP API hands it on decoded, whatever its name says.</summary>
    public string DecodedPath => Uri.UnescapeDataString(Path);

    /// <summary>The target of a request.</summary>
    public static RawTarget Of(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = raw.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? new(raw, "") : new(raw[..question], raw[(question + 1)..]);
    }
}
