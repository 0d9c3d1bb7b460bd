using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Kinora.Integrations.Nats;

/// <summary>A user's key (nkey): signs what a server asks, so that no secret crosses the network.</summary>
internal sealed class NatsSeed
{
    private const byte SeedPrefix = 18 << 3;
    private const byte UserPrefix = 20 << 3;
    private readonly Ed25519PrivateKeyParameters _key;

    private NatsSeed(byte[] seed, string? jwt)
    {
        (_key, Jwt) = (new Ed25519PrivateKeyParameters(seed), jwt);
        var coded = new byte[35];
        coded[0] = UserPrefix;
        _key.GeneratePublicKey().GetEncoded().CopyTo(coded, 1);
        BitConverter.TryWriteBytes(coded.AsSpan(33), Crc(coded.AsSpan(0, 33)));
        PublicKey = Base32(coded);
    }

    /// <summary>Null for a bare seed.</summary>
    public string? Jwt { get; }

    public string PublicKey { get; }

    /// <summary>Null where the file holds none.</summary>
    public static NatsSeed? ReadFile(string file) => Read(File.ReadAllText(file));

    public static NatsSeed? Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var seed = Array.Find(lines, line => line.StartsWith("SU", StringComparison.Ordinal));
        var at = Array.FindIndex(lines, line => line.StartsWith("-----BEGIN NATS USER JWT", StringComparison.Ordinal));
        return seed is not null && Decode(seed) is { } bytes ? new NatsSeed(bytes, at >= 0 && at + 1 < lines.Length ? lines[at + 1] : null) : null;
    }

    /// <summary>The signature of a server's nonce, in base64 for addresses.</summary>
    public string Sign(string nonce)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, _key);
        var bytes = Encoding.UTF8.GetBytes(nonce);
        signer.BlockUpdate(bytes, 0, bytes.Length);
        return System.Buffers.Text.Base64Url.EncodeToString(signer.GenerateSignature());
    }

    /// <summary>The 32 bytes of a seed: two of prefix and kind, the seed, two of a check sum.</summary>
    private static byte[]? Decode(string text)
    {
        var (bytes, bits, held) = (new List<byte>(), 0, 0);
        foreach (var letter in text)
        {
            var value = letter is >= 'A' and <= 'Z' ? letter - 'A' : letter is >= '2' and <= '7' ? letter - '2' + 26 : -1;
            if (value < 0)
                return null;
            (held, bits) = ((held << 5) | value, bits + 5);
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
            held &= (1 << bits) - 1;
        }

        var raw = bytes.ToArray();
        return raw.Length == 36 && (raw[0] & 0xF8) == SeedPrefix && (byte)(((raw[0] & 7) << 5) | (raw[1] >> 3)) == UserPrefix
            && Crc(raw.AsSpan(0, 34)) == BitConverter.ToUInt16(raw, 34) ? raw[2..34] : null;
    }

    private static string Base32(byte[] bytes)
    {
        var (text, bits, held) = (new StringBuilder(), 0, 0);
        foreach (var value in bytes)
        {
            (held, bits) = ((held << 8) | value, bits + 8);
            for (; bits >= 5; bits -= 5)
                text.Append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(held >> (bits - 5)) & 31]);
            held &= (1 << bits) - 1;
        }

        return bits > 0 ? text.Append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(held << (5 - bits)) & 31]).ToString() : text.ToString();
    }

    private static ushort Crc(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0;
        foreach (var value in bytes)
        {
            crc ^= (ushort)(value << 8);
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000) != 0 ? (ushort)((crc << 1) ^ 0x1021) : (ushort)(crc << 1);
        }

        return crc;
    }
}
