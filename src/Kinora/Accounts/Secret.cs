using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kinora.Accounts;

/// <summary>Random secrets and the only form in which they are kept: SHA-256, in hex.</summary>
internal static class Secret
{
    /// <summary>The alphabet of one-time codes: nothing that can be taken for something else.</summary>
    public const string CodeAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public const int CodeLength = 8;

    public const string TokenPrefix = "kin_";

    private const int Bytes = 32;

    public static string NewCode() => RandomNumberGenerator.GetString(CodeAlphabet, CodeLength);

    /// <summary>256 random bits, safe in a cookie or an address.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string NewToken() => TokenPrefix + New();

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>What a person typed, as the code that it means: small letters, blanks and dashes do not matter.</summary>
    public static string Typed(string code) => code.Replace(" ", "", StringComparison.Ordinal)
        .Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Compares two hashes in a time that says nothing about where they differ.</summary>
    public static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));
}
