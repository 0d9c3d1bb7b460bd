using System.Globalization;

namespace Kinora.Integrations.Nats;

/// <summary>Where a server listens.</summary>
internal sealed record NatsServer(string Host, int Port, bool Tls)
{
    private const int UsualPort = 4222;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    /// <summary>The servers that a text names; null where one is no address, or holds a password, which would end up in logs.</summary>
    public static IReadOnlyList<NatsServer>? Parse(string text)
    {
        var servers = new List<NatsServer>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var url = part.Contains("://", StringComparison.Ordinal) ? part : $"nats://{part}";
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("nats" or "tls") || uri.Host.Length == 0
                || uri.UserInfo.Length > 0 || uri.PathAndQuery is not ("/" or ""))
                return null;
            servers.Add(new NatsServer(uri.IdnHost, uri.Port > 0 ? uri.Port : UsualPort, uri.Scheme == "tls"));
        }

        return servers;
    }
}
