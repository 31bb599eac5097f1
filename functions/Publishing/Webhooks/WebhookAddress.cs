using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Onboarding.Functions.Publishing.Webhooks;

/// <summary>Where the vendor wants events sent: https on port 443, a public host. For a sandbox also <c>http://localhost</c>, which the stack refuses.</summary>
internal sealed record WebhookAddress
{
    private const int MaxLength = 1024;

    // Names that lead into a network of one's own: https://www.rfc-editor.org/rfc/rfc6762 (local), rfc8375 (home.arpa), ICANN's internal; EC2's own names.
    private static readonly string[] s_innerNames = [".local", ".localhost", ".internal", ".intranet", ".lan", ".home.arpa", ".corp"];

    private WebhookAddress(Uri uri) => Uri = uri;

    public Uri Uri { get; }

    /// <summary>Whether it is on the machine itself, as only in a sandbox.</summary>
    public bool IsOnThisMachine => Uri.Scheme == Uri.UriSchemeHttp;

    /// <summary>What a key of the context wants.</summary>
    public const string Wants = "an https address on port 443 with a public host, such as https://hooks.example.com/onboarding";

    public static bool TryParse(string? text, [NotNullWhen(true)] out WebhookAddress? address)
    {
        address = text is { Length: <= MaxLength } && text.All(c => c is > ' ' and < '\x7f') && Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsFit(uri) ? new WebhookAddress(uri) : null;
        return address is not null;
    }

    /// <summary>Whether a text is an address for a deployment.</summary>
    public static bool IsPublic(string text) => TryParse(text, out var address) && !address.IsOnThisMachine;

    private static bool IsFit(Uri uri)
    {
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
            return false;
        if (uri.Scheme == Uri.UriSchemeHttp)
            return uri.Host is "localhost" or "127.0.0.1";
        return uri.Scheme == Uri.UriSchemeHttps && uri.Port == 443 && IsPublicHost(uri);
    }

    private static bool IsPublicHost(Uri uri)
    {
        var host = uri.IdnHost.Trim('[', ']').TrimEnd('.');
        // Also 127.1 and 2130706433 are addresses.
        if (IPAddress.TryParse(host, out var address))
            return PublicAddress.Is(address);
        return uri.HostNameType == UriHostNameType.Dns && host.Contains('.', StringComparison.Ordinal) && !Array.Exists(s_innerNames, n => host.EndsWith(n, StringComparison.OrdinalIgnoreCase));
    }
}
