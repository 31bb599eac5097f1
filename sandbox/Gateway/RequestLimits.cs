using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Onboarding.Sandbox.Gateway;

/// <summary>The size limits of a request to an HTTP API, and of the event for the function behind it; the body's limit is <see cref="RequestBytes.HttpApiLimit"/>.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html and
/// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (invocation payload, synchronous)
/// </remarks>
internal static class RequestLimits
{
    /// <summary>Bytes of an event: 6 MB.</summary>
    public const int Event = 6 * 1024 * 1024;

    // Bytes of the request line and all header values together.
    private const int Head = 10_240;

    /// <summary>Whether request line and header values are larger than an HTTP API takes.</summary>
    public static bool HasTooLargeHead(HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        var line = Encoding.UTF8.GetByteCount($"{request.Method} {request.RawTarget} {request.Protocol}");
        return line + request.Headers.SelectMany(h => h.Value.ToArray()).Sum(v => Encoding.UTF8.GetByteCount(v ?? "")) > Head;
    }
}
