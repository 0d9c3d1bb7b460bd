using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kinora.Platform.Security;
using Microsoft.Extensions.Options;

namespace Kinora.Platform.Http;

/// <summary>
/// Paging cursors: the place where the next page starts, signed and bound to the one who asked and to the question. Whoever changes
/// a byte, or uses it for somebody else's or another question, is refused. The place itself can be read by who takes it apart.
/// </summary>
internal sealed class Cursors(DataFolder folder, TimeProvider time, IOptions<HttpOptions> options)
{
    private const int KeyBytes = 4;
    private const int Head = KeyBytes + sizeof(uint);
    private const int Signature = 16;

    private static readonly Refusal Invalid =
        new(RefusalKind.Invalid, "cursor-invalid", "This cursor is not one of yours for this question. Start again without it.", "cursor");

    private static readonly Refusal Expired =
        new(RefusalKind.Invalid, "cursor-expired", "This cursor is too old. Start again without it.", "cursor");

    private readonly Keyring _keys = new(folder, "cursors", time);

    /// <summary>Makes the cursor.</summary>
    /// <param name="position">Small; goes in as JSON.</param>
    /// <param name="owner">User or profile id; empty for a stranger.</param>
    /// <param name="query">What was asked, apart from page size and cursor (see <see cref="Paged.Question"/>).</param>
    public string Protect<T>(T position, string owner, string query)
    {
        var key = _keys.Current();
        var payload = JsonSerializer.SerializeToUtf8Bytes(position, KinoraJson.Options);
        var cursor = new byte[Head + payload.Length + Signature];
        BinaryPrimitives.WriteUInt32BigEndian(cursor, key.Id);
        BinaryPrimitives.WriteUInt32BigEndian(cursor.AsSpan(KeyBytes), (uint)time.GetUtcNow().ToUnixTimeSeconds());
        payload.CopyTo(cursor, Head);
        Sign(key, cursor.AsSpan(0, Head + payload.Length), owner, query).AsSpan(0, Signature).CopyTo(cursor.AsSpan(Head + payload.Length));
        return Base64Url.EncodeToString(cursor);
    }

    /// <summary>The position in a cursor; the type's default where there is no cursor; else <c>cursor-invalid</c>, <c>cursor-expired</c>.</summary>
    /// <param name="lifetime">How long it counts; default by option <c>Http:CursorHours</c>.</param>
    public Outcome<T?> Read<T>(string? cursor, string owner, string query, TimeSpan? lifetime = null)
    {
        if (string.IsNullOrEmpty(cursor))
            return (T?)default;
        if (Decode(cursor) is not { Length: > Head + Signature } bytes)
            return Invalid;
        var signed = bytes.AsSpan(0, bytes.Length - Signature);
        if (_keys.Find(BinaryPrimitives.ReadUInt32BigEndian(bytes)) is not { } key)
            return Invalid;
        if (!CryptographicOperations.FixedTimeEquals(Sign(key, signed, owner, query).AsSpan(0, Signature), bytes.AsSpan(signed.Length)))
            return Invalid;
        var made = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(KeyBytes)));
        if (made + (lifetime ?? TimeSpan.FromHours(options.Value.CursorHours)) < time.GetUtcNow())
            return Expired;
        try
        {
            return JsonSerializer.Deserialize<T>(signed[Head..], KinoraJson.Options);
        }
        catch (JsonException)
        {
            // Signed by an older version, whose positions looked different.
            return Expired;
        }
    }

    private static byte[] Sign(Keyring.Key key, ReadOnlySpan<byte> content, string owner, string query)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Secret);
        foreach (var part in (ReadOnlySpan<string>)[owner, query])
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            mac.AppendData(BitConverter.GetBytes(bytes.Length));
            mac.AppendData(bytes);
        }

        mac.AppendData(content);
        return mac.GetHashAndReset();
    }

    private static byte[]? Decode(string cursor)
    {
        if (cursor.Length > 4096 || !Base64Url.IsValid(cursor))
            return null;
        var bytes = Base64Url.DecodeFromChars(cursor);
        // One cursor has one spelling: spare bits and padding don't make another.
        return string.Equals(Base64Url.EncodeToString(bytes), cursor, StringComparison.Ordinal) ? bytes : null;
    }
}
