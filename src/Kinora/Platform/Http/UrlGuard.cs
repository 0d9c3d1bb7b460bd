using System.Net;
using System.Net.Sockets;

namespace Kinora.Platform.Http;

/// <summary>
/// Which addresses that people give us may be fetched. What a text says is looked at first; what it leads to is looked at again when the
/// connection is made, so that a name that changes its mind in between leads nowhere.
/// </summary>
internal static class UrlGuard
{
    private static readonly string[] Schemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps];

    /// <summary>Networks that are nobody's on the internet: RFC 6890 and what came after it.</summary>
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>The address; refused where it is none of ours to follow, before any name is asked for.</summary>
    public static Outcome<Uri> Check(string? text, string field, IReadOnlyCollection<IPNetwork> allowed)
    {
        if (text is not { Length: > 0 and <= 2048 } || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')
            || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || !Schemes.Contains(uri.Scheme) || uri.UserInfo.Length > 0 || uri.IdnHost.Length == 0)
            return new Refusal(RefusalKind.Invalid, "url-invalid", "An address begins with http:// or https:// and holds no name or password.", field);
        // The host as the parser understood it: 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1 by now.
        return IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var address) && !IsOpen(address, allowed) ? Refused(field) : uri;
    }

    public static Refusal Refused(string? field) => new(
        RefusalKind.Invalid, "url-refused", "This address leads into a private network. Whoever runs the server may open it with Http:PrivateHosts.", field);

    /// <summary>Whether an address is on the internet, or was opened by <paramref name="allowed"/>.</summary>
    public static bool IsOpen(IPAddress address, IReadOnlyCollection<IPNetwork> allowed)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (allowed.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address)))
            return true;
        return !Closed.Any(network => network.Contains(address)) && (Inner(address) is not { } inner || IsOpen(inner, allowed));
    }

    /// <summary>The IPv4 address that an IPv6 one stands for (NAT64, 6to4).</summary>
    private static IPAddress? Inner(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return null;
        var bytes = address.GetAddressBytes();
        return Translated.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4)) : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4)) : null;
    }
}
