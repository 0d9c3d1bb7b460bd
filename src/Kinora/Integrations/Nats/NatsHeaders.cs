using System.Globalization;
using System.Text;

namespace Kinora.Integrations.Nats;

/// <summary>Headers of a message, in order; names keep their case and are compared without it.</summary>
internal sealed class NatsHeaders
{
    private const string Version = "NATS/1.0";
    private readonly List<(string Name, string Value)> _all = [];

    /// <summary>What a server says instead of a message, such as 503 for "nobody listens"; 0 = none.</summary>
    public int Status { get; private set; }

    public string? Description { get; private set; }

    public IReadOnlyList<(string Name, string Value)> All => _all;

    public string? this[string name] => _all.Find(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Name: not null, Value: var value } ? value : null;

    public NatsHeaders Add(string name, string value)
    {
        if (name.Length == 0 || name.Any(c => c is <= ' ' or ':' or > '~') || value.AsSpan().ContainsAny('\r', '\n'))
            throw new NatsException(NatsFault.Invalid, $"'{name}' is no header, or its value holds a line break.");
        _all.Add((name, value));
        return this;
    }

    public byte[] ToBytes()
    {
        var text = new StringBuilder(Version).Append("\r\n");
        foreach (var (name, value) in _all)
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.Append("\r\n").ToString());
    }

    /// <summary>Reads a block as it came over the wire; what is no header in it is passed over.</summary>
    public static NatsHeaders Parse(ReadOnlySpan<byte> block)
    {
        var headers = new NatsHeaders();
        var lines = Encoding.UTF8.GetString(block).Split("\r\n");
        if (!lines[0].StartsWith(Version, StringComparison.Ordinal))
            throw new NatsException(NatsFault.Protocol, "A message's headers begin with something else than their version.");
        var status = lines[0].AsSpan(Version.Length).Trim();
        if (status.Length >= 3 && int.TryParse(status[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            (headers.Status, headers.Description) = (code, status[3..].Trim().ToString());
        foreach (var line in lines.AsSpan(1))
        {
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                headers._all.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        return headers;
    }
}
