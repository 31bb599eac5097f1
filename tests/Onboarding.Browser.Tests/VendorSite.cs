using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Browser.Tests;

/// <summary>A vendor's own site on an origin of its own: whatever is asked for, it answers with its one page.</summary>
internal sealed class VendorSite : IDisposable
{
    private readonly HttpListener _listener;

    private VendorSite(HttpListener listener, string origin) => (_listener, Origin) = (listener, origin);

    public string Origin { get; }

    /// <summary>The page, and the Content-Security-Policy it is sent with.</summary>
    public (string Html, string Policy) Page { get; set; } = ("", "default-src 'none'");

    /// <summary>Shows the element on the page, with as strict a policy as it allows.</summary>
    /// <param name="sandbox">Where its script and the API are.</param>
    /// <param name="language">The page's language.</param>
    /// <param name="attributes">More of the element's attributes.</param>
    /// <param name="inside">What is in its slots.</param>
    /// <param name="head">What the page has in its head.</param>
    public void Show(Uri sandbox, string language, string attributes = "", string inside = "", string head = "")
    {
        var from = sandbox.ToString().TrimEnd('/');
        var style = head.Contains("<style>", StringComparison.Ordinal) ? " style-src 'unsafe-inline';" : "";
        Page = ($"""
            <!doctype html>
            <html lang="{language}">
            <head><title>A vendor</title>{head}<script type="module" src="{from}/web/aws-onboarding.js"></script></head>
            <body><header><h1>A vendor</h1></header><main><aws-onboarding api="{from}" {attributes}>{inside}</aws-onboarding></main></body>
            </html>
            """,
            $"default-src 'none'; script-src {from};{style} connect-src {from}; require-trusted-types-for 'script'");
    }

    public static VendorSite Open()
    {
        while (true)
        {
            var origin = $"http://127.0.0.1:{RandomNumberGenerator.GetInt32(20_000, 60_000)}";
            var listener = new HttpListener { Prefixes = { origin + "/" } };
            try
            {
                listener.Start();
            }
            catch (HttpListenerException)
            {
                // The port is in use: try another one.
                continue;
            }

            var site = new VendorSite(listener, origin);
            _ = site.ServeAsync();
            return site;
        }
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var response = (await _listener.GetContextAsync()).Response;
                response.ContentType = "text/html; charset=utf-8";
                response.Headers["Content-Security-Policy"] = Page.Policy;
                response.Close(Encoding.UTF8.GetBytes(Page.Html), willBlock: false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The browser went away, or the site was closed: the loop's condition knows which.
            }
        }
    }
}
