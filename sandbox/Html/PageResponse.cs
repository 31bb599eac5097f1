namespace Onboarding.Sandbox.Html;

/// <summary>Writes pages, and the files that belong to them, with the headers that keep them to themselves.</summary>
internal static class PageResponse
{
    private const string Policy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'; require-trusted-types-for 'script'";

    /// <summary>Answers with a page.</summary>
    public static Task HtmlAsync(HttpContext context, int status, Markup page)
    {
        context.Response.StatusCode = status;
        Harden(context, "text/html; charset=utf-8");
        return context.Response.WriteAsync(page.Text, context.RequestAborted);
    }

    /// <summary>Answers with a file that the assembly carries.</summary>
    public static async Task ResourceAsync(HttpContext context, string name)
    {
        await using var file = typeof(PageResponse).Assembly.GetManifestResourceStream(name);
        if (file is null)
        {
            await SandboxJson.MessageAsync(context, 404, "Not Found");
            return;
        }

        Harden(context, Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => "text/html; charset=utf-8",
        });
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static void Harden(HttpContext context, string contentType)
    {
        var headers = context.Response.Headers;
        headers.ContentType = contentType;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }
}
