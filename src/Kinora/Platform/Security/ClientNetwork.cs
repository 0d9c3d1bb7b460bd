using System.Net;
using System.Net.Sockets;

namespace Kinora.Platform.Security;

/// <summary>
/// What limits count by: an IPv4 address, or the /64 of an IPv6 address, since whoever has one address of a /64 has all of them.
/// </summary>
internal static class ClientNetwork
{
    private const int Prefix = 64;

    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, Prefix / 8, bytes.Length - (Prefix / 8));
        return $"{new IPAddress(bytes)}/{Prefix}";
    }
}
