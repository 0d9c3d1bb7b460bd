using System.Text.Json;
using System.Text.Json.Serialization;
using Kinora.Platform;

namespace Kinora.Integrations.Nats;

/// <summary>What a server says of itself.</summary>
internal sealed record NatsInfo
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public string Version { get; init; } = "";

    /// <summary>The largest message that it takes, headers included.</summary>
    public int MaxPayload { get; init; } = 1 << 20;

    public bool TlsRequired { get; init; }

    public bool Headers { get; init; }

    /// <summary>What a key signs to prove itself.</summary>
    public string? Nonce { get; init; }

    public static NatsInfo Parse(string text)
    {
        try
        {
            var info = JsonSerializer.Deserialize<NatsInfo>(text, Json);
            return info is { MaxPayload: > 0 and <= 1 << 30 } ? info : throw new NatsException(NatsFault.Protocol, "The server's INFO names an impossible size.");
        }
        catch (JsonException fault)
        {
            throw new NatsException(NatsFault.Protocol, "The server's INFO is not JSON.", fault);
        }
    }

    /// <summary>The answer to it: who we are, and what proves it.</summary>
    public byte[] Connect(NatsOptions options, NatsSeed? seed, bool tls) => JsonSerializer.SerializeToUtf8Bytes(
        new Hello
        {
            TlsRequired = tls,
            User = options.User,
            Pass = options.Password,
            AuthToken = options.Token,
            Jwt = seed?.Jwt,
            Nkey = seed is { Jwt: null } ? seed.PublicKey : null,
            Sig = seed is not null && Nonce is not null ? seed.Sign(Nonce) : null,
        },
        Json);

    private sealed record Hello
    {
        public bool Verbose => false;

        public bool Pedantic => false;

        public string Name => "kinora";

        public string Lang => "dotnet";

        public string Version => ProductVersion.Text;

        public int Protocol => 1;

        public bool Headers => true;

        public bool NoResponders => true;

        public bool Echo => true;

        public bool TlsRequired { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? User { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Pass { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? AuthToken { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Jwt { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Nkey { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Sig { get; init; }
    }
}
