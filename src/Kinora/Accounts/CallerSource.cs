using Kinora.Accounts.Identities;
using Kinora.Accounts.SignIn;
using Kinora.Platform;
using Kinora.Platform.Database;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts;

/// <summary>
/// Finds the caller by token or session cookie. Role, ceiling and the credential itself are read from the database on each request, so
/// that a change counts at once, whichever process made it.
/// </summary>
internal sealed class CallerSource(Db db, TimeProvider time, SessionStore sessions, TokenStore tokens, JwtCheck jwts) : ICallerSource
{
    private const string Scheme = "Bearer ";

    /// <summary>"Last used" is written at most this often.</summary>
    private const long SeenEveryMs = 10 * 60 * 1000;

    private static readonly Refusal TokenInvalid = new(
        RefusalKind.Unauthenticated, "token-invalid", "This token is unknown, ended or expired. Make a new one.");

    private static readonly Refusal Unlinked = new(
        RefusalKind.Unauthenticated, "identity-unlinked",
        "This sign-in is linked to no account here. Sign in with a code, then link it (POST /api/auth/identities), or ask an admin.");

    private static readonly Refusal ReadOnly = new(
        RefusalKind.Forbidden, "token-scope", "This token may only read. Use one with the scope 'write'.");

    public async Task<Outcome<Caller?>> IdentifyAsync(HttpContext context, CancellationToken cancel)
    {
        // Who asks is not known yet: the secret itself is the guard.
        using var acting = Acting.As(Actor.System);
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length > 0)
            return await ByTokenAsync(context, header, cancel);
        return SignInCookies.SessionOf(context) is { Length: > 0 } secret
            ? await ByCookieAsync(context, secret, cancel)
            : default(Caller);
    }

    private async Task<Outcome<Caller?>> ByTokenAsync(HttpContext context, string header, CancellationToken cancel)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return TokenInvalid;
        var token = header[Scheme.Length..].Trim();
        if (jwts.IsOn && JwtCheck.HasForm(token))
            return await ByJwtAsync(context, token, cancel);
        var row = await FindAsync(ByToken, token, context, cancel);
        if (row is null)
            return TokenInvalid;
        var scopes = TokenScopeWords.Parse(row.Scopes.Split(' ')) ?? TokenScopes.None;
        if (!scopes.HasFlag(TokenScopes.Write) && !IsSafe(context.Request.Method))
            return ReadOnly;
        if (row.ProfileId is null)
            return ProfileStore.NotFound;
        if (IsStale(row))
            await tokens.SeenAsync(row.CredentialId, row.UserId, cancel);
        context.Features.Set(new CurrentToken(scopes, DateTimeOffset.FromUnixTimeMilliseconds(row.ExpiresAt)));
        return row.ToCaller(scopes.Cap(row.Role), byCookie: false);
    }

    private async Task<Outcome<Caller?>> ByJwtAsync(HttpContext context, string token, CancellationToken cancel)
    {
        if (await jwts.ReadAsync(token) is not { } subject)
            return TokenInvalid;
        var args = new { subject.Issuer, subject.Subject, profile = Wanted(context) };
        var row = await db.FirstOrDefaultAsync<Row>(ByIdentity, args, cancel);
        if (row is null)
            return Unlinked;
        if (row.ProfileId is null)
            return ProfileStore.NotFound;
        var scopes = subject.MayAdminister ? TokenScopes.All : TokenScopes.Read | TokenScopes.Write;
        return row.ToCaller(scopes.Cap(row.Role), byCookie: false);
    }

    private async Task<Outcome<Caller?>> ByCookieAsync(HttpContext context, string secret, CancellationToken cancel)
    {
        // A cookie whose session has ended is as good as none: the browser is a stranger and may sign in.
        var row = await FindAsync(BySession, secret, context, cancel);
        if (row is null)
            return default(Caller);
        if (row.ProfileId is null)
            return ProfileStore.NotFound;
        if (IsStale(row))
            await sessions.SeenAsync(row.CredentialId, row.UserId, cancel);
        context.Features.Set(new CurrentSession(row.CredentialId));
        return row.ToCaller(row.Role, byCookie: true);
    }

    private async Task<Row?> FindAsync(string sql, string secret, HttpContext context, CancellationToken cancel)
    {
        var hash = Secret.Hash(secret);
        var args = new { hash, now = Now, profile = Wanted(context) };
        var row = await db.FirstOrDefaultAsync<Row>(sql, args, cancel);
        return row is not null && Secret.Same(row.SecretHash, hash) ? row : null;
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private bool IsStale(Row row) => row.SeenAt is null || Now - row.SeenAt > SeenEveryMs;

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static string? Wanted(HttpContext context)
    {
        var wanted = context.Request.Headers["X-Profile"].ToString();
        if (wanted.Length == 0)
            wanted = context.Request.Query["profile_id"].ToString();
        return wanted.Length == 0 ? null : wanted;
    }

    private const string User =
        "u.id as user_id, u.name as user_name, u.role, u.analyst, p.id as profile_id, p.maturity_ceiling, p.kids";

    private const string BySession = $"""
        select s.id as credential_id, s.secret_hash, s.seen_at, s.expires_at, 'admin' as scopes, {User}
        from session s join user_account u on u.id = s.user_id
        left join profile p on p.user_id = u.id and p.id = coalesce(@profile, s.profile_id, u.default_profile_id)
        where s.secret_hash = @hash and s.expires_at > @now
        """;

    private const string ByToken = $"""
        select t.id as credential_id, t.secret_hash, t.seen_at, t.expires_at, t.scopes, {User}
        from access_token t join user_account u on u.id = t.user_id
        left join profile p on p.user_id = u.id and p.id = coalesce(@profile, u.default_profile_id)
        where t.secret_hash = @hash and t.expires_at > @now
        """;

    private const string ByIdentity = $"""
        select i.id as credential_id, '' as secret_hash, i.created_at as seen_at, i.created_at as expires_at, 'write' as scopes, {User}
        from linked_identity i join user_account u on u.id = i.user_id
        left join profile p on p.user_id = u.id and p.id = coalesce(@profile, u.default_profile_id)
        where i.issuer = @Issuer and i.subject = @Subject
        """;

    private sealed record Row
    {
        public required string CredentialId { get; init; }

        public required string SecretHash { get; init; }

        public required long? SeenAt { get; init; }

        public required long ExpiresAt { get; init; }

        public required string Scopes { get; init; }

        public required string UserId { get; init; }

        public required string UserName { get; init; }

        public required Role Role { get; init; }

        public required bool Analyst { get; init; }

        public required string? ProfileId { get; init; }

        public required int? MaturityCeiling { get; init; }

        public required bool? Kids { get; init; }

        public Caller ToCaller(Role role, bool byCookie) =>
            new(UserId, UserName, role, ProfileId!, MaturityCeiling ?? 0, Kids ?? true, Analyst, byCookie);
    }
}

/// <summary>The personal access token that signed this request, where it was one.</summary>
internal sealed record CurrentToken(TokenScopes Scopes, DateTimeOffset ExpiresAt);

/// <summary>The session that signed this request, where it was one.</summary>
internal sealed record CurrentSession(string Id);
