using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Kinora.Platform.Security;

/// <summary>
/// Keeps other people's secrets: AES-256-GCM, a fresh nonce each, bound to whose secret it is and where it stands, so that a sealed text
/// copied into another row opens nothing. What an older key sealed is still read; sealing anew moves it to the newest.
/// </summary>
internal sealed class SecretBox
{
    private const string Version = "k1";
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly byte[] _current;
    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    public SecretBox(IOptions<SecretsOptions> options, DataFolder folder)
        : this(
            options.Value.Key is { } key ? KeyOf(key)! : OfFolder(folder),
            [.. options.Value.OldKeys.Select(old => KeyOf(old)!), .. options.Value.Key is null ? [] : Kept(folder)])
    {
    }

    public SecretBox(byte[] current, params IEnumerable<byte[]> old)
    {
        _current = current;
        foreach (var key in old.Prepend(current))
            _keys[Name(key)] = key;
    }

    /// <summary>Seals a secret.</summary>
    /// <param name="owner">The id of the user or profile whose secret it is.</param>
    /// <param name="place">Table, row and column, such as <c>source_secret/42/cookies</c>.</param>
    public string Seal(string secret, string owner, string place)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_current, TagBytes);
        cipher.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(NonceBytes + plain.Length), Bound(owner, place));
        CryptographicOperations.ZeroMemory(plain);
        return $"{Version}.{Name(_current)}.{Base64Url.EncodeToString(sealedBytes)}";
    }

    /// <summary>The secret; null where it was sealed for another owner or place, by an unknown key, or is damaged.</summary>
    public string? Open(string text, string owner, string place)
    {
        if (text.Split('.') is not [Version, var name, var body] || !_keys.TryGetValue(name, out var key) || !Base64Url.IsValid(body))
            return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(body.Length)];
        if (!Base64Url.TryDecodeFromChars(body, bytes, out var length) || length < NonceBytes + TagBytes)
            return null;
        var plain = new byte[length - NonceBytes - TagBytes];
        try
        {
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(
                bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(NonceBytes + plain.Length, TagBytes), plain, Bound(owner, place));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Whether another key than the newest sealed it, so that it should be sealed anew.</summary>
    public bool IsOld(string text) => !text.StartsWith($"{Version}.{Name(_current)}.", StringComparison.Ordinal);

    /// <summary>A key from its Base64; null where it is none.</summary>
    public static byte[]? KeyOf(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length == KeyBytes ? bytes[..length] : null;
    }

    /// <summary>Lengths stand before the parts: no other pair of owner and place reads the same.</summary>
    private static byte[] Bound(string owner, string place) => Encoding.UTF8.GetBytes($"kinora {Version} {owner.Length} {owner} {place.Length} {place}");

    private static string Name(byte[] key) => Convert.ToHexStringLower(SHA256.HashData([.. "kinora key name"u8, .. key]).AsSpan(0, 4));

    private static string FileOf(DataFolder folder) => folder.File("keys", "secrets.json");

    private static IEnumerable<byte[]> Kept(DataFolder folder) =>
        File.Exists(FileOf(folder)) && JsonSerializer.Deserialize<string>(File.ReadAllText(FileOf(folder))) is { } text && KeyOf(text) is { } key ? [key] : [];

    private static byte[] OfFolder(DataFolder folder)
    {
        Keyring.PrivateFolder(folder.File("keys"));
        var made = $"{FileOf(folder)}.{Environment.ProcessId}.new";
        if (!File.Exists(FileOf(folder)))
        {
            File.WriteAllText(made, JsonSerializer.Serialize(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))));
            try
            {
                // Whichever process is first wins; nobody's key is overwritten.
                File.Move(made, FileOf(folder), overwrite: false);
            }
            catch (IOException)
            {
                File.Delete(made);
            }
        }

        return Kept(folder).FirstOrDefault() ?? throw new InvalidDataException($"{FileOf(folder)} holds no key. Put it back from a backup.");
    }
}
