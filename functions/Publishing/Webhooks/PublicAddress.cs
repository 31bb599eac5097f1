using System.Net;
using System.Net.Sockets;

namespace Onboarding.Functions.Publishing.Webhooks;

/// <summary>Whether an address is one of the public internet. Any other address can be a function's own environment, a machine's metadata service, or a private network.</summary>
/// <remarks>https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.iana.org/assignments/iana-ipv6-special-registry</remarks>
internal static class PublicAddress
{
    private static readonly IPNetwork[] s_inner =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    // All that is public begins with 2000::/3; of it, these lead elsewhere or are for documentation.
    private static readonly IPNetwork s_global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] s_special = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(n => IPNetwork.Parse(n))];
    private static readonly IPNetwork s_translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return Is(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !Array.Exists(s_inner, n => n.Contains(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        // An IPv4 address behind a translator of IPv6: https://www.rfc-editor.org/rfc/rfc6052
        if (s_translated.Contains(address))
            return Is(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return address.ScopeId == 0 && s_global.Contains(address) && !Array.Exists(s_special, n => n.Contains(address));
    }
}
