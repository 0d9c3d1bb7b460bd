using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Kinora.Accounts.Identities;

/// <summary>One of <c>Accounts:Issuers</c>: somebody else's sign-in whose JWTs count here, once linked to an account.</summary>
internal sealed class IssuerOptions
{
    private const int LeastSecretBytes = 32;

    private const int LeastRsaBits = 2048;

    private const int EcBits = 256;

    /// <summary>Exactly what stands in <c>iss</c>, such as <c>https://PROJECT.supabase.co/auth/v1</c>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>What must stand in <c>aud</c>; for Supabase <c>authenticated</c>.</summary>
    public string Audience { get; set; } = "";

    /// <summary><c>HS256</c>, <c>RS256</c> or <c>ES256</c>: the only one that counts, whatever a token says of itself.</summary>
    public string Algorithm { get; set; } = "";

    /// <summary>For HS256: the shared secret as text, at least 32 bytes.</summary>
    public string? Secret { get; set; }

    /// <summary>For HS256, instead of <see cref="Secret"/>: the shared secret as Base64.</summary>
    public string? SecretBase64 { get; set; }

    /// <summary>For RS256 and ES256: the public key as PEM, or a JWK set as JSON.</summary>
    public string? PublicKey { get; set; }

    /// <summary>Whether the issuer's tokens may administer, where their user is an admin. Default off.</summary>
    public bool MayAdminister { get; set; }

    /// <summary>How far the issuer's clock may be off, in seconds. Default 30.</summary>
    public int SkewSeconds { get; set; } = 30;

    /// <summary>What is wrong with the settings, as a sentence that names the key; null where nothing is.</summary>
    public string? Check(int index)
    {
        var key = $"Accounts:Issuers:{index}";
        if (Issuer.Length == 0)
            return $"{key}:Issuer must be what stands in 'iss' of its tokens.";
        if (Audience.Length == 0)
            return $"{key}:Audience must be what stands in 'aud' of its tokens.";
        if (SkewSeconds is < 0 or > 300)
            return $"{key}:SkewSeconds must be from 0 to 300.";
        return Algorithm switch
        {
            "HS256" when SecretBytes() is not { Length: >= LeastSecretBytes } => $"{key}:Secret must have at least {LeastSecretBytes} bytes.",
            "HS256" when PublicKey is not null => $"{key}:PublicKey has no place beside HS256.",
            "RS256" or "ES256" when Secret is not null || SecretBase64 is not null => $"{key}:Secret has no place beside {Algorithm}.",
            "HS256" => null,
            "RS256" or "ES256" => CheckKeys(key),
            _ => $"{key}:Algorithm must be HS256, RS256 or ES256.",
        };
    }

    /// <summary>The keys that may have signed; only those of the algorithm's kind.</summary>
    public IReadOnlyList<SecurityKey> Keys() => Algorithm == "HS256"
        ? [new SymmetricSecurityKey(SecretBytes()!)]
        : PublicKey!.TrimStart().StartsWith('{') ? OfSet() : [OfPem()];

    private byte[]? SecretBytes()
    {
        if (Secret is not null)
            return Encoding.UTF8.GetBytes(Secret);
        var bytes = new byte[SecretBase64?.Length ?? 0];
        return Convert.TryFromBase64String(SecretBase64 ?? "", bytes, out var length) ? bytes[..length] : null;
    }

    private string? CheckKeys(string key)
    {
        try
        {
            var keys = Keys();
            if (keys.Count == 0)
                return $"{key}:PublicKey holds no key for {Algorithm}.";
            return keys.All(IsStrong) ? null : $"{key}:PublicKey is too weak for {Algorithm}: RSA of at least {LeastRsaBits} bits, or the curve P-256.";
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException or NullReferenceException)
        {
            return $"{key}:PublicKey must be a public key as PEM, or a JWK set, for {Algorithm}.";
        }
    }

    private static bool IsStrong(SecurityKey key) => key switch
    {
        ECDsaSecurityKey curve => curve.KeySize == EcBits,
        JsonWebKey { Kty: "EC" } web => web.Crv == "P-256",
        _ => key.KeySize >= LeastRsaBits,
    };

    private SecurityKey OfPem()
    {
        if (PublicKey!.Contains("PRIVATE", StringComparison.Ordinal))
            throw new CryptographicException("A private key has no place here.");
        if (Algorithm == "RS256")
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(PublicKey);
            return new RsaSecurityKey(rsa);
        }

        var curve = ECDsa.Create();
        curve.ImportFromPem(PublicKey);
        return new ECDsaSecurityKey(curve);
    }

    private List<SecurityKey> OfSet() =>
    [
        .. new JsonWebKeySet(PublicKey).Keys.Where(key =>
            key.Kty == (Algorithm == "RS256" ? "RSA" : "EC") && key.Use is null or "" or "sig" && (string.IsNullOrEmpty(key.Alg) || key.Alg == Algorithm)),
    ];
}
