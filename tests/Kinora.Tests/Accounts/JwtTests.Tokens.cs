using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kinora.Tests.Accounts;

/// <summary>Makes tokens, right ones and forged ones.</summary>
public sealed partial class JwtTests
{
    /// <summary>The claims of a Supabase access token.</summary>
    private Dictionary<string, object> Claims(string issuer) => new(StringComparer.Ordinal)
    {
        ["iss"] = issuer,
        ["sub"] = "sub-1",
        ["aud"] = "authenticated",
        ["exp"] = _clock.GetUtcNow().ToUnixTimeSeconds() + 3600,
        ["iat"] = _clock.GetUtcNow().ToUnixTimeSeconds(),
        ["email"] = "ann@example.org",
        ["phone"] = "",
        ["role"] = "authenticated",
        ["aal"] = "aal1",
        ["app_metadata"] = new { provider = "email" },
        ["user_metadata"] = new { admin = true },
        ["session_id"] = "s",
        ["is_anonymous"] = false,
    };

    private static Dictionary<string, object> With(Dictionary<string, object> claims, string name, object? value)
    {
        var other = new Dictionary<string, object>(claims, StringComparer.Ordinal);
        other.Remove(name);
        if (value is not null)
            other[name] = value;
        return other;
    }

    private string Sign(string algorithm, object claims, RSA? rsa = null, object? header = null)
    {
        var text = $"{Part(header ?? Header(algorithm))}.{Part(claims)}";
        var bytes = Encoding.ASCII.GetBytes(text);
        return text + "." + Base64Url.EncodeToString(algorithm switch
        {
            "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Shared), bytes),
            "RS256" => (rsa ?? _rsa).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "RS384" => (rsa ?? _rsa).SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "PS256" => (rsa ?? _rsa).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => _curve.SignData(bytes, HashAlgorithmName.SHA256),
        });
    }

    private static string Hmac(object claims, byte[] secret)
    {
        var text = $"{Part(Header("HS256"))}.{Part(claims)}";
        return text + "." + Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)));
    }

    private static Dictionary<string, object> Header(string algorithm, params (string Name, object Value)[] more)
    {
        var header = new Dictionary<string, object>(StringComparer.Ordinal) { ["alg"] = algorithm, ["typ"] = "JWT" };
        foreach (var (name, value) in more)
            header[name] = value;
        return header;
    }

    private static object Jwk(RSA rsa)
    {
        var key = rsa.ExportParameters(false);
        return new { kty = "RSA", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) };
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
