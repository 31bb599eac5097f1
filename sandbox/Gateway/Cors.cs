namespace Onboarding.Sandbox.Gateway;

/// <summary>The HTTP API's CORS configuration: API Gateway answers preflight requests itself and adds the headers to every other answer.</summary>
/// <param name="options">The origins that are allowed; with none, no header is ever sent, and pages of the sandbox's own origin need none.</param>
internal sealed class Cors(SandboxOptions options)
{
    /// <summary>Adds the headers that the request's origin gets.</summary>
    /// <returns>True when the request was a preflight one and is answered.</returns>
    public bool Answers(HttpContext context)
    {
        var origins = options.AllowedOrigins;
        var origin = context.Request.Headers.Origin.ToString();
        if (origins.Count == 0 || origin.Length == 0)
        {
            return false;
        }

        var isAllowed = origins.Contains(origin, StringComparer.Ordinal);
        var isPreflight = HttpMethods.IsOptions(context.Request.Method) && context.Request.Headers.ContainsKey("Access-Control-Request-Method");
        var headers = context.Response.Headers;
        if (isAllowed)
        {
            headers.AccessControlAllowOrigin = origin;
            headers.Vary = "Origin";
        }

        if (isAllowed && isPreflight)
        {
            headers.AccessControlAllowMethods = "DELETE,GET,PATCH,POST";
            headers.AccessControlAllowHeaders = "accept-language,authorization,content-type";
            headers.AccessControlMaxAge = "600";
        }
        else if (isAllowed)
        {
            headers.AccessControlExposeHeaders = "retry-after";
        }

        if (isPreflight)
        {
            context.Response.StatusCode = 204;
        }

        return isPreflight;
    }
}
