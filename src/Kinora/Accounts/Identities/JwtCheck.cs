using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kinora.Accounts.Identities;

/// <summary>
/// Whether a JWT counts. The issuer decides which algorithm and keys are tried, by the server's own settings; what the token says about
/// algorithm or keys chooses nothing. No address in a token is ever fetched.
/// </summary>
internal sealed class JwtCheck
{
    /// <summary>Longer ones are refused unread.</summary>
    private const int Longest = 8 * 1024;

    private const int LongestSubject = 255;

    private readonly Dictionary<string, (IssuerOptions Options, TokenValidationParameters Rules)> _issuers = new(StringComparer.Ordinal);
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Longest };

    public JwtCheck(IEnumerable<IssuerOptions> issuers, TimeProvider time)
    {
        foreach (var issuer in issuers)
            _issuers.Add(issuer.Issuer, (issuer, Rules(issuer, time)));
    }

    /// <summary>Whether any issuer is configured.</summary>
    public bool IsOn => _issuers.Count > 0;

    /// <summary>Whether a bearer token has the form of a JWT.</summary>
    public static bool HasForm(string token) => token.Count(c => c == '.') == 2;

    /// <summary>Who the token speaks of; null where it does not count, for whatever reason.</summary>
    public async Task<JwtSubject?> ReadAsync(string token)
    {
        if (await VerifyAsync(token) is not { } verified)
            return null;
        var (valid, issuer) = verified;
        // Supabase marks people without an account of their own.
        if (valid.TryGetPayloadValue<bool>("is_anonymous", out var anonymous) && anonymous)
            return null;
        return valid.Subject is { Length: > 0 and <= LongestSubject } subject
            ? new JwtSubject(issuer.Issuer, subject, Label(valid), issuer.MayAdminister)
            : null;
    }

    /// <summary>The token, once signature, issuer, audience and times hold.</summary>
    internal async Task<(JsonWebToken Token, IssuerOptions Issuer)?> VerifyAsync(string token)
    {
        if (token.Length > Longest || !HasForm(token) || Unverified(token) is not { } claims || !_issuers.TryGetValue(claims.Issuer, out var issuer))
            return null;
        // Extensions that the reader must understand or refuse (RFC 7515, 4.1.11); none is understood here.
        if (claims.TryGetHeaderValue<object>("crit", out _) || claims.TryGetHeaderValue<object>("b64", out _))
            return null;
        var result = await _handler.ValidateTokenAsync(token, issuer.Rules);
        return result is { IsValid: true, SecurityToken: JsonWebToken valid } ? (valid, issuer.Options) : null;
    }

    private static JsonWebToken? Unverified(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or SecurityTokenException)
        {
            return null;
        }
    }

    /// <summary>What a person calls that sign-in; says nothing about who they are here.</summary>
    private static string? Label(JsonWebToken token) =>
        token.TryGetPayloadValue<string>("email", out var email) && email.Length <= LongestSubject && !email.Any(char.IsControl) ? email : null;

    private static TokenValidationParameters Rules(IssuerOptions issuer, TimeProvider time) => new()
    {
        ValidAlgorithms = [issuer.Algorithm],
        ValidIssuer = issuer.Issuer,
        ValidAudience = issuer.Audience.Length == 0 ? null : issuer.Audience,
        ValidateAudience = issuer.Audience.Length > 0,
        IssuerSigningKeys = issuer.Keys(),
        // A name of a key that is not ours chooses nothing, and ours are few: all are tried.
        TryAllIssuerSigningKeys = true,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidateLifetime = true,
        LifetimeValidator = (from, until, _, _) => IsNow(from, until, time.GetUtcNow().UtcDateTime, TimeSpan.FromSeconds(issuer.SkewSeconds)),
        LogValidationExceptions = false,
        IncludeTokenOnFailedValidation = false,
    };

    private static bool IsNow(DateTime? from, DateTime? until, DateTime now, TimeSpan skew) =>
        until is { } end && now < end + skew && (from is not { } start || now >= start - skew);
}

/// <summary>Whom a JWT speaks of.</summary>
/// <param name="Label">A mail address that the issuer knows, for a person to recognise; null where it says none.</param>
internal sealed record JwtSubject(string Issuer, string Subject, string? Label, bool MayAdminister);
