
namespace Onboarding.Sandbox.Console;

/// <summary>Who is signed in to the simulated console: an account, remembered in a cookie.</summary>
internal static class ConsoleSession
{
    private const string Cookie = "sandbox-account";

    // Browsers count localhost as secure, so the flag does no harm there.
    private static CookieOptions Options { get; } = new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/console" };

    /// <summary>The account that is signed in, or null.</summary>
    public static string? Account(HttpContext context) =>
        context.Request.Cookies[Cookie] is { } id && Arn.IsAccountId(id) ? id : null;

    /// <summary>Signs an account in.</summary>
    public static void SignIn(HttpContext context, string accountId) =>
        context.Response.Cookies.Append(Cookie, accountId, Options);

    /// <summary>Signs out.</summary>
    public static void SignOut(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options);

    /// <summary>Whether a form was sent by one of the console's own pages.</summary>
    /// <remarks>Browsers send <c>Sec-Fetch-Site</c> with every request; another site's form cannot leave it out.</remarks>
    public static bool IsFromThisSite(HttpContext context) =>
        context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
}
