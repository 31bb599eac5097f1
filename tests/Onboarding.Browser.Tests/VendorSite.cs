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
